import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { DenyIndex, type SiblingStatements } from '../../policies/lint/deny-index';
import type { LintedDocument } from '../../policies/lint/document';
import { POLICY_TYPES, typesWith } from '../../policies/places';
import type { TemplateResource } from '../../templates/resource';
import { stringOf } from '../../templates/values';
import { pass, type Verdict } from '../../verdict';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';

/** Says what is wrong with a document of which some statement names SageMaker. */
export type Lint = (document: LintedDocument, siblings: SiblingStatements) => readonly Verdict[];

export interface PolicyRule extends Omit<RuleDefinition, 'check' | 'controls' | 'types'> {
  readonly lint: Lint;
  /** @default - all kinds but trust */
  readonly kinds?: readonly PolicyKind[];
}

const KINDS = Object.values(PolicyKind).filter((kind) => kind !== PolicyKind.TRUST);

/** A rule that reads every policy of which some statement names SageMaker. */
export function policyRule({ lint, kinds = KINDS, ...definition }: PolicyRule): RuleDefinition {
  return {
    ...definition,
    controls: {},
    types: POLICY_TYPES,
    check: (resource, context) =>
      sageMakerDocuments(resource, context, kinds).flatMap((document) => {
        const verdicts = lint(document, () => siblingsOf(document, context));
        return verdicts.length > 0 ? verdicts : [pass(document.document.path)];
      }),
  };
}

function sageMakerDocuments(
  resource: TemplateResource,
  context: RuleContext,
  kinds: readonly PolicyKind[],
): LintedDocument[] {
  return context
    .documentsOf(resource)
    .filter(({ kind }) => kinds.includes(kind))
    .map((document) => context.lint(document))
    .filter(({ sageMakerStatements }) => sageMakerStatements.length > 0);
}

/** Those of the same kind in the same template that are attached to one who has the document, or to nobody just like it. */
function siblingsOf({ document }: LintedDocument, context: RuleContext): DenyIndex {
  const { kind, resource } = document;
  const holders = holdersOf(document);
  return context.remember(`deny statements of ${kind} in ${resource.template.name} for ${holders.join(' ')}`, () => {
    const neighbours = typesWith(kind).flatMap((type) => context.resources(type));
    const documents = neighbours
      .filter(({ template }) => template === resource.template)
      .flatMap((neighbour) => context.documentsOf(neighbour));
    return new DenyIndex(
      documents
        .filter((other) => other.kind === kind && holdersOf(other).some((holder) => holders.includes(holder)))
        .map((other) => context.lint(other)),
    );
  });
}

const NOBODY = ['nobody'];

/** Tells to whom a document is attached. */
function holdersOf({ attachedTo }: PolicyDocument): readonly string[] {
  return attachedTo.length ? attachedTo.map((holder) => String(stringOf(holder))) : NOBODY;
}
