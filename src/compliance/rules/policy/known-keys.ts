import { unknownKeys } from '../../policies/lint/names';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const knownKeys = policyRule({
  id: 'policy-known-keys',
  severity: Severity.ERROR,
  title: 'Policies must use existing condition keys',
  rationale: 'A key that is misspelt is in no request, so the statement never holds, or always.',
  remediation: 'Write the name as the service authorization reference does. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: unknownKeys,
});
