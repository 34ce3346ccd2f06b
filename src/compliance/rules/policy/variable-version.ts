import { textualVariables } from '../../policies/lint/variables';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const variableVersion = policyRule({
  id: 'policy-variable-version',
  severity: Severity.ERROR,
  title: 'Policies with variables must have the version 2012-10-17',
  rationale: 'Without it, a variable is mere text that nothing equals.',
  remediation: 'Set Version to 2012-10-17. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
  lint: textualVariables,
});
