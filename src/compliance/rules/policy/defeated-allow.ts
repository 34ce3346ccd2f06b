import { PolicyKind } from '../../policies/document';
import { defeatedAllowStatements } from '../../policies/lint/allow-statements';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const defeatedAllow = policyRule({
  id: 'policy-defeated-allow',
  severity: Severity.WARNING,
  title: 'Conditions of an Allow statement must not be bypassed by another statement of the policy',
  rationale: 'IAM allows what any statement allows. Next to one without condition, a condition restricts nothing.',
  remediation:
    'Take the action out of the wider statement, or turn the condition into a denial. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  kinds: [PolicyKind.IDENTITY, PolicyKind.SERVICE_CONTROL],
  lint: defeatedAllowStatements,
});
