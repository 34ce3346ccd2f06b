import { unsupportedKeys } from '../../policies/lint/supported-keys';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const supportedKeys = policyRule({
  id: 'policy-supported-keys',
  severity: Severity.WARNING,
  title: 'Statements must use condition keys that their actions support',
  rationale: 'Where no request of an action has the key, the statement says nothing of the action, or always the same.',
  remediation:
    'Move the action into a statement of its own, or compare a key that it carries. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: unsupportedKeys,
});
