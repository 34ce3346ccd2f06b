import { unsureVariables } from '../../policies/lint/variables';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const variableDefault = policyRule({
  id: 'policy-variable-default',
  severity: Severity.ERROR,
  title: 'Policy variables in Deny statements must have a default value',
  rationale:
    'A statement whose variable is not in the request does not apply, so a denial lets exactly those through who lack the tag.',
  remediation:
    "Write a default that nothing equals, such as ${aws:PrincipalTag/Team, 'none'}. This updates the policy in place.",
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  lint: unsureVariables,
});
