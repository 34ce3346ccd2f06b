import { wrongValues } from '../../policies/lint/comparisons';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const values = policyRule({
  id: 'policy-values',
  severity: Severity.ERROR,
  title: 'Conditions must compare with values that requests can contain',
  rationale: 'A value of another form, or in other letters, never occurs, so the condition never holds, or always.',
  remediation:
    'Write the value as SageMaker sends it: upper and lower case count, and ARN patterns have six parts. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html',
  lint: wrongValues,
});
