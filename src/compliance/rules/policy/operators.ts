import { wrongOperators } from '../../policies/lint/comparisons';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const operators = policyRule({
  id: 'policy-operators',
  severity: Severity.ERROR,
  title: 'Condition operators must match the type of their condition key',
  rationale: 'An operator of another type never holds for the values that SageMaker sends.',
  remediation:
    'Use the operators of the type that the service authorization reference gives. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  lint: wrongOperators,
});
