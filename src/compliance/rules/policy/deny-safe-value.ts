import { invertedDenyStatements } from '../../policies/lint/deny-statements';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const denySafeValue = policyRule({
  id: 'policy-deny-safe-value',
  severity: Severity.ERROR,
  title: 'Deny statements must match the unsafe value of a setting',
  rationale:
    'A denial of the safe value refuses what everybody should do and allows the rest. It looks the same at a glance.',
  remediation:
    'Deny with StringNotEquals of the safe value when something is created, and with StringEquals of the unsafe one when it is updated. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html',
  lint: invertedDenyStatements,
});
