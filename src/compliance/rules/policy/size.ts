import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { lintedDocument } from '../../policies/lint/document';
import { sizeVerdicts } from '../../policies/lint/size';
import { POLICY_TYPES } from '../../policies/places';
import { isForSageMaker } from '../../policies/trust/policy';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';

export const size: RuleDefinition = {
  id: 'policy-size',
  severity: Severity.ERROR,
  title: 'Policies about SageMaker are as long as AWS takes them',
  rationale: 'AWS refuses longer ones, so that the deployment fails.',
  remediation:
    'Unite statements with the same conditions, or spread them over several policies. This may create policies, and replaces none.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  controls: {},
  types: POLICY_TYPES,
  check: (resource, facts) => {
    const documents = facts.documentsOf(resource).filter(({ unknown }) => !unknown);
    const inline = documents.filter(({ kind }) => kind === PolicyKind.IDENTITY);
    return sizeVerdicts(
      documents.filter((document) => (inline.includes(document) ? inline.some(speaks) : speaks(document))),
    );
  },
};

function speaks(document: PolicyDocument): boolean {
  return document.kind === PolicyKind.TRUST
    ? isForSageMaker(document) === 'yes'
    : lintedDocument(document).spoken.length > 0;
}
