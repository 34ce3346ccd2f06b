import { replacedKeys } from '../../policies/lint/names';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const deprecatedKeys = policyRule({
  id: 'policy-deprecated-keys',
  severity: Severity.ERROR,
  title: 'Policies must not use deprecated condition keys',
  rationale: 'AWS lists no action that carries them any more. What they denied is allowed, or everything is denied.',
  remediation: 'Compare the key that replaced it, which takes the full ARN of a key. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: replacedKeys,
});
