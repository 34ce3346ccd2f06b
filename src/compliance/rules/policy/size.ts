import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { sizeVerdicts } from '../../policies/lint/size';
import { POLICY_TYPES } from '../../policies/places';
import { isForSageMaker } from '../../policies/trust/policy';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';

export const size: RuleDefinition = {
  id: 'policy-size',
  severity: Severity.ERROR,
  title: 'Policies must not exceed their size quota',
  rationale: 'AWS refuses longer ones, so that the deployment fails.',
  remediation:
    'Unite statements with the same conditions, or spread them over several policies. This may create policies, and replaces none.',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  controls: {},
  types: POLICY_TYPES,
  check: (resource, context) => {
    const documents = context.documentsOf(resource).filter(({ unknown }) => !unknown);
    const inline = documents.filter(({ kind }) => kind === PolicyKind.IDENTITY);
    const speaks = (document: PolicyDocument) => speaksOfSageMaker(document, context);
    return sizeVerdicts(
      documents.filter((document) => (inline.includes(document) ? inline.some(speaks) : speaks(document))),
    );
  },
};

function speaksOfSageMaker(document: PolicyDocument, context: RuleContext): boolean {
  return document.kind === PolicyKind.TRUST
    ? isForSageMaker(document) === 'yes'
    : context.lint(document).sageMakerStatements.length > 0;
}
