import { wrongSetOperators } from '../../policies/lint/comparisons';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const setOperators = policyRule({
  id: 'policy-set-operators',
  severity: Severity.ERROR,
  title: 'Multi-valued condition keys, and only those, must be compared with ForAnyValue or ForAllValues',
  rationale:
    'IAM leaves open what a plain operator says of a list. With a set operator, a single value that is absent counts as approved.',
  remediation:
    'In denials use ForAnyValue with a negated operator; in allowances use ForAllValues, with Null of the key with false. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  lint: wrongSetOperators,
});
