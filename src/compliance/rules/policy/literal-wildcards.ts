import { wildcardsTakenLiterally } from '../../policies/lint/comparisons';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const literalWildcards = policyRule({
  id: 'policy-literal-wildcards',
  severity: Severity.ERROR,
  title: 'Wildcards must be used only with operators that interpret them',
  rationale:
    'StringEquals takes an asterisk for an asterisk, which no value has: an allowance allows nothing and a negated denial denies everything.',
  remediation: 'Use StringLike or StringNotLike, or name the values. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_String',
  lint: wildcardsTakenLiterally,
});
