import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';
import { DOMAIN } from '../studio-settings';

export const sourceIdentity: RuleDefinition = {
  id: 'domain-source-identity',
  severity: Severity.WARNING,
  title: 'Domains must pass the user profile name as source identity',
  rationale:
    'Users who share an execution role are one and the same to CloudTrail, unless the name of their profile goes along as source identity.',
  remediation:
    'Set DomainSettings.ExecutionRoleIdentityConfig to USER_PROFILE_NAME while no application runs. Execution roles, and all roles that they assume, must then be trusted with sts:SetSourceIdentity.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html',
  controls: {},
  types: [DOMAIN],
  ...meeting(oneOf('DomainSettings.ExecutionRoleIdentityConfig', ['USER_PROFILE_NAME'])),
};
