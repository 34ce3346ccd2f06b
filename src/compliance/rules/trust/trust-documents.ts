import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { unreadableIn } from '../../policies/statement';
import { isForSageMaker } from '../../policies/trust/policy';
import type { TemplateResource } from '../../templates/resource';
import { cannotTell, type Verdict } from '../../verdict';
import type { Facts } from '../context';

/** Judges the trust of a role that is made for SageMaker, or may be. */
export function forSageMakerTrust(
  role: TemplateResource,
  facts: Facts,
  judge: (document: PolicyDocument) => Verdict[],
): Verdict[] {
  return facts
    .documentsOf(role)
    .filter(({ kind }) => kind === PolicyKind.TRUST)
    .flatMap((document) => {
      const [unreadable] = [document.unknown ?? [], ...document.statements.map(unreadableIn)].flat();
      if (unreadable) {
        return [cannotTell(document.path, `who may assume the role cannot be told: ${unreadable.why}`)];
      }
      const isFor = isForSageMaker(document);
      return isFor === 'yes'
        ? judge(document)
        : isFor === 'no'
          ? []
          : [cannotTell(document.path, 'whether the role is for SageMaker is only known when it is deployed')];
    });
}
