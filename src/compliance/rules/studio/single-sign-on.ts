import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';
import { DOMAIN } from '../studio-settings';

export const singleSignOn: RuleDefinition = {
  id: 'domain-single-sign-on',
  severity: Severity.INFO,
  title: 'Domains must authenticate users with IAM Identity Center',
  rationale:
    'Whoever leaves the directory then leaves Studio, and nobody opens the profile of another by a presigned URL.',
  remediation:
    'To keep the home folders, create a second domain with AuthMode SSO, and let users copy their files to it. It needs IAM Identity Center in its region, and rules out presigned URLs. Setting AuthMode of the existing domain replaces it, and its users lose their home folders.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html',
  controls: { prowler: ['sagemaker_domain_sso_configured'] },
  optional: true,
  types: [DOMAIN],
  ...meeting(oneOf('AuthMode', ['SSO'])),
};
