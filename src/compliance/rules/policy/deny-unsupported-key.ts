import { unsupportedKeysDenied } from '../../policies/lint/supported-keys';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const denyUnsupportedKey = policyRule({
  id: 'policy-deny-unsupported-key',
  severity: Severity.WARNING,
  title: 'Deny statements must not match actions that do not support their condition key',
  rationale:
    'A condition that holds for an absent key denies all actions without such a setting, and every update that does not change it. People then take the denial away.',
  remediation:
    'Name the actions that carry the key; for updates, add Null of the key with false. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: unsupportedKeysDenied,
});
