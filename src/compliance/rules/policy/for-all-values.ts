import { unlimitedLists } from '../../policies/lint/allow-statements';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const forAllValues = policyRule({
  id: 'policy-for-all-values',
  severity: Severity.ERROR,
  title: 'Allow statements must limit every value of a list and require at least one',
  rationale:
    'ForAllValues holds for a list that is empty or absent; ForAnyValue holds for a list with one approved value among others.',
  remediation: 'Use ForAllValues together with Null of the key with false. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
  lint: unlimitedLists,
});
