import { combinedSettings } from '../../policies/lint/deny-statements';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const denyCombinedSettings = policyRule({
  id: 'policy-deny-combined-settings',
  severity: Severity.ERROR,
  title: 'Deny statements must not combine conditions on several settings',
  rationale:
    'All conditions of a statement must hold, so a denial with several requirements lets everything through that keeps to one of them.',
  remediation: 'Give each requirement a statement of its own. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html',
  lint: combinedSettings,
});
