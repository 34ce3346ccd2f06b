import { exempting, type Place, type Specification, type Specifications, together } from '../../specification';
import { is, otherThan, type Term } from '../../terms';
import { KEY } from '../keys';

import { byService, callers, principals } from './callers';
import { FILE_SYSTEMS } from './file-systems';
import { generativeAi } from './generative-ai';
import { encryption, jobs, network, notebooks } from './jobs';
import { CUSTOM, exemptions, ORGANIZATIONS, TAGS } from './organization';
import { studio } from './studio';

/** Every guardrail by the name of its sample. */
export function guardrailsAt(at: Place): Record<string, Specification> {
  return {
    ...notebooks(at),
    ...network(),
    ...jobs(at),
    ...encryption(at),
    ...FILE_SYSTEMS,
    ...studio(at),
    ...callers(at),
    ...generativeAi(at),
    ...TAGS,
    ...ORGANIZATIONS,
    ...exemptions(at),
    ...CUSTOM,
  };
}

/** Who is exempt, with the opposite. */
function exempt(at: Place): Record<string, readonly [Term, Term]> {
  const tag = 'aws:PrincipalTag/Guardrails';
  const { account } = at.environment;
  return {
    principals: principals(at.iam('role/Platform*', '*'), at.iam('user/break-glass', '*')),
    principalTag: [is(tag, 'off', 'none'), otherThan(tag, 'off', 'none')],
    accounts: [is(KEY.principalAccount, account), otherThan(KEY.principalAccount, account)],
    serviceLinkedRoles: principals(at.iam('role/aws-service-role/*', '*')),
    callsByServices: byService,
  };
}

/** Guardrails that are in each of the policies that have some. */
const SOME = ['imdsV2Notebooks', 'approvedNetwork', 'instanceTypes', 'protectTags'];

export const GUARDRAILS: Specifications = (at) => {
  const guardrails = guardrailsAt(at);
  const exemptionsOf = exempt(at);
  const some = together(...SOME.map((name) => guardrails[name]));
  const singles = Object.entries(guardrails).map(([name, each]) => [`Guardrail.${name}`, each]);
  const exempted = Object.entries(exemptionsOf).map(([name, [who, others]]) => [
    `Exemption.${name} from Guardrail.imdsV2Notebooks`,
    exempting(guardrails.imdsV2Notebooks, who, others),
  ]);
  const several = [exemptionsOf.principals, exemptionsOf.principalTag];
  return {
    ...Object.fromEntries(singles),
    ...Object.fromEntries(exempted),
    'ServiceControlPolicy with some guardrails': some,
    'PermissionsBoundaryPolicy with some guardrails': some,
    'GuardrailPolicy with some guardrails': some,
    'several exemptions from Guardrail.apiFromNetwork': several.reduce(
      (guardrail, [who, others]) => exempting(guardrail, who, others),
      guardrails.apiFromNetwork,
    ),
  };
};
