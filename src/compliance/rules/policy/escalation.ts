import { PolicyKind } from '../../policies/document';
import { escalations } from '../../policies/lint/roles';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const escalation = policyRule({
  id: 'policy-escalation',
  severity: Severity.WARNING,
  title: 'Policies must not let users gain the permissions of others',
  rationale:
    'Presigned URLs, sessions and lifecycle scripts run with the role of whoever owns them; changed roles run with what they were given.',
  remediation:
    'Name the user profiles, notebook instances and roles, or limit them by tags. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html',
  kinds: [PolicyKind.IDENTITY],
  lint: escalations,
});
