import type { TemplateResource } from '../../templates/resource';
import { every, some, type Truth } from '../../templates/truth';
import { literalOf } from '../../templates/values';
import { cannotTell, fail, type Verdict } from '../../verdict';
import type { PolicyDocument } from '../document';
import type { PolicyStatement } from '../statement';
import { admits } from './policy';

/** Settings of a domain under which Studio does more with a role than to assume it. */
const NEEDS = [
  {
    setting: 'DomainSettings.ExecutionRoleIdentityConfig',
    value: 'USER_PROFILE_NAME',
    action: 'sts:SetSourceIdentity',
  },
  {
    setting: 'DomainSettings.TrustedIdentityPropagationSettings.Status',
    value: 'ENABLED',
    action: 'sts:SetContext',
  },
];

/** What the domains that use a role need, and its trust does not let SageMaker do. */
export function sessionVerdicts(document: PolicyDocument, domains: readonly TemplateResource[]): Verdict[] {
  return domains.flatMap((domain) =>
    NEEDS.filter(({ setting, value }) => literalOf(domain.get(setting)) === value).flatMap(({ action, setting }) => {
      const allowed = allows(document, action);
      if (allowed === 'yes') {
        return [];
      }
      const verdict = allowed === 'no' ? fail : cannotTell;
      const text = `the trust must let SageMaker call ${action}, which ${setting} of ${domain.logicalId} needs`;
      return [verdict(document.path, text)];
    }),
  );
}

function allows({ statements }: PolicyDocument, action: string): Truth {
  return some(statements.filter(({ effect }) => effect === 'Allow').map((statement) => covers(statement, action)));
}

function covers(statement: PolicyStatement, action: string): Truth {
  return every([some(statement.actions.map((pattern) => pattern.covers(action))), admits(statement)]);
}
