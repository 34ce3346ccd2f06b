import { missingRelatedActions } from '../../policies/lint/related-actions';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const relatedActions = policyRule({
  id: 'policy-related-actions',
  severity: Severity.WARNING,
  title: 'Deny statements must cover every action that changes the same setting',
  rationale: 'What may not be created can be made by an update, a tuning job or a human review just as well.',
  remediation: 'Add the other action; for updates, deny only what the request says. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html',
  lint: missingRelatedActions,
});
