import { PolicyKind } from '../../policies/document';
import { wrongStatementIds } from '../../policies/lint/names';
import { Severity } from '../attributes';
import { policyRule } from './lint-rule';

export const statementIds = policyRule({
  id: 'policy-statement-ids',
  severity: Severity.ERROR,
  title: 'Statement ids must be alphanumeric and unique in their policy',
  rationale: 'IAM refuses other ids, so that the deployment fails.',
  remediation: 'Take blanks, hyphens and repetitions out of the ids. This updates the policy in place.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
  kinds: [PolicyKind.IDENTITY, PolicyKind.SERVICE_CONTROL, PolicyKind.RESOURCE_CONTROL],
  lint: wrongStatementIds,
});
