import type { Facts } from '../../rules/context';
import type { TemplateResource } from '../../templates/resource';
import { some } from '../../templates/truth';
import { literalOf, referredTo } from '../../templates/values';
import { cannotTell, fail, type Verdict } from '../../verdict';
import type { PolicyDocument } from '../document';
import { admits } from './policy';

const DOMAIN = 'AWS::SageMaker::Domain';
const PROFILE = 'AWS::SageMaker::UserProfile';

/** Settings of a domain under which Studio does more with a role than to assume it. */
const NEEDS = [
  {
    setting: 'DomainSettings.ExecutionRoleIdentityConfig',
    value: 'USER_PROFILE_NAME',
    action: 'sts:SetSourceIdentity',
  },
  { setting: 'DomainSettings.TrustedIdentityPropagationSettings.Status', value: 'ENABLED', action: 'sts:SetContext' },
];

/** What the domains that use a role need, and its trust does not let SageMaker do. */
export function sessionVerdicts(role: TemplateResource, document: PolicyDocument, facts: Facts): Verdict[] {
  return domainsOf(role, facts).flatMap((domain) =>
    NEEDS.filter(({ setting, value }) => literalOf(domain.get(setting)) === value).flatMap(({ action, setting }) => {
      const allowed = some(
        document.statements.filter(({ effect }) => effect === 'Allow').map((each) => sessionAction(each, action)),
      );
      const verdict = allowed === 'no' ? fail : cannotTell;
      return allowed === 'yes'
        ? []
        : [
            verdict(
              document.path,
              `the trust must let SageMaker call ${action}, which ${setting} of ${domain.logicalId} needs`,
            ),
          ];
    }),
  );
}

function sessionAction(statement: PolicyDocument['statements'][number], action: string) {
  const covered = some(statement.actions.map((pattern) => pattern.covers(action)));
  return covered === 'no' ? covered : admits(statement) === 'yes' ? covered : admits(statement);
}

function domainsOf(role: TemplateResource, facts: Facts): TemplateResource[] {
  const own = ['DefaultUserSettings.ExecutionRole', 'DefaultSpaceSettings.ExecutionRole'].flatMap((path) =>
    facts.referrersOf(role, DOMAIN, path),
  );
  const profiles = facts.referrersOf(role, PROFILE, 'UserSettings.ExecutionRole');
  return [...new Set([...own, ...profiles.flatMap((profile) => referredTo(profile.get('DomainId'), DOMAIN) ?? [])])];
}
