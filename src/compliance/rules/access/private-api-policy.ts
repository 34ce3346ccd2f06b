import type { TemplateResource } from '../../templates/resource';
import { literalOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import {
  allowsByEndpointsOnly,
  deniesOtherEndpoints,
  isDefinedElsewhere,
  isPrivate,
  METHOD,
  policyOf,
  REST_API,
} from './private-apis';

/** Methods whose callers may be allowed by something else than the resource policy. */
const UNION = ['AWS_IAM', 'CUSTOM'];

export const privateApiPolicy: RuleDefinition = {
  id: 'private-api-policy',
  severity: Severity.ERROR,
  title: 'Resource policies of private REST APIs must deny all other VPC endpoints',
  rationale:
    'A private API takes calls from the endpoints of anyone, in any account, unless its resource policy denies them. Without a policy it takes none at all.',
  remediation:
    'Deny execute-api:Invoke on execute-api:/* to everybody with StringNotEquals aws:SourceVpce and your endpoints. A new policy is in force once the stage is deployed again.',
  url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html',
  controls: {},
  types: [REST_API],
  check: (api, context) => {
    const { is, why } = { is: isPrivate(api), why: 'whether it is private is not known before it is deployed' };
    return is === 'no'
      ? []
      : judgePolicy(api, context).map((verdict) =>
          is === 'maybe' && verdict.result === 'fail' ? cannotTell('Policy', why) : verdict,
        );
  },
};

function judgePolicy(api: TemplateResource, context: RuleContext): Verdict[] {
  const policy = policyOf(api, context);
  if (!policy) {
    const elsewhere = isDefinedElsewhere(api);
    return [
      elsewhere
        ? cannotTell('Policy', 'the policy may be in the definition of the API')
        : fail('Policy', 'Policy must be given: without one, nobody can call the API'),
    ];
  }
  const { unknown, statements } = policy;
  const doubt = unknown ?? statements.flatMap(({ unknowns }) => unknowns)[0];
  if (deniesOtherEndpoints(policy) || (allowsByEndpointsOnly(policy) && !doubt && allowsAlone(api, context))) {
    return [pass('Policy')];
  }
  return [
    doubt
      ? cannotTell('Policy', `Policy cannot be told: ${doubt.why}`)
      : fail('Policy', 'Policy must deny what comes from other endpoints, by StringNotEquals aws:SourceVpce'),
  ];
}

/** Whether nobody can call but whom the resource policy allows. */
function allowsAlone(api: TemplateResource, context: RuleContext): boolean {
  const methods = context.referrersOf(api, METHOD, 'RestApiId');
  return (
    !isDefinedElsewhere(api) && methods.every((method) => isKnownToBeOther(literalOf(method.get('AuthorizationType'))))
  );
}

function isKnownToBeOther(type: string | undefined): boolean {
  return type !== undefined && !UNION.includes(type);
}
