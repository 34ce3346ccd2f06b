import { unknownActions } from '../../policies/lint/names';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const knownActions = policyRule({
  id: 'policy-known-actions',
  severity: Severity.ERROR,
  title: 'Policies must name existing SageMaker actions',
  rationale: 'An action that is misspelt is not allowed, and not denied either. Nobody says so: IAM takes any name.',
  remediation:
    'Write the name as the service authorization reference does. This updates the policy in place, and may deny or allow what it did not before.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: unknownActions,
});
