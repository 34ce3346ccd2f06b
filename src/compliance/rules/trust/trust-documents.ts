import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { unreadableIn } from '../../policies/statement';
import { isForSageMaker } from '../../policies/trust/policy';
import type { TemplateResource } from '../../templates/resource';
import { cannotTell, type Verdict } from '../../verdict';
import type { RuleContext } from '../context';

/** Judges the trust of a role that is made for SageMaker, or may be. */
export function forSageMakerTrust(
  role: TemplateResource,
  context: RuleContext,
  judge: (document: PolicyDocument) => Verdict[],
): Verdict[] {
  return context
    .documentsOf(role)
    .filter(({ kind }) => kind === PolicyKind.TRUST)
    .flatMap((document) => judgeIfForSageMaker(document, judge));
}

function judgeIfForSageMaker(document: PolicyDocument, judge: (document: PolicyDocument) => Verdict[]): Verdict[] {
  const [unreadable] = [document.unknown ?? [], ...document.statements.map(unreadableIn)].flat();
  if (unreadable) {
    return [cannotTell(document.path, `who may assume the role cannot be told: ${unreadable.why}`)];
  }
  switch (isForSageMaker(document)) {
    case 'yes':
      return judge(document);
    case 'no':
      return [];
    case 'maybe':
      return [cannotTell(document.path, 'whether the role is for SageMaker is only known when it is deployed')];
  }
}
