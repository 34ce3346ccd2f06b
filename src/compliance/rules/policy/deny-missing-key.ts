import { missingKeysLetThrough } from '../../policies/lint/deny-statements';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const denyMissingKey = policyRule({
  id: 'policy-deny-missing-key',
  severity: Severity.ERROR,
  title: 'Deny statements must match requests that omit a required setting',
  rationale:
    'SageMaker takes the unsafe value where a request has none. A condition that needs the key does not hold then, and neither does one on a list that is mixed.',
  remediation:
    'Use a negated operator, IfExists for Booleans, or a second denial with Null of the key with true. This updates the policy in place, and denies what was created without the setting so far.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  lint: missingKeysLetThrough,
});
