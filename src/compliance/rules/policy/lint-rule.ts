import { type PolicyDocument, PolicyKind } from '../../policies/document';
import { type Companions, DenialIndex } from '../../policies/lint/deny-index';
import { type LintedDocument, lintedDocument } from '../../policies/lint/document';
import { POLICY_TYPES, typesWith } from '../../policies/places';
import { Text } from '../../templates/partial-string';
import type { TemplateResource } from '../../templates/resource';
import { pass, type Verdict } from '../../verdict';
import type { Facts } from '../context';
import type { RuleDefinition } from '../definition';

/** Says what is wrong with a document of which some statement names SageMaker. */
export type Lint = (document: LintedDocument, companions: Companions) => readonly Verdict[];

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
    check: (resource, facts) =>
      spokenDocuments(resource, facts, kinds).flatMap((document) => {
        const verdicts = lint(document, () => companionsOf(document, facts));
        return verdicts.length > 0 ? verdicts : [pass(document.document.path)];
      }),
  };
}

function spokenDocuments(resource: TemplateResource, facts: Facts, kinds: readonly PolicyKind[]): LintedDocument[] {
  return facts
    .documentsOf(resource)
    .filter(({ kind }) => kinds.includes(kind))
    .map(lintedDocument)
    .filter(({ spoken }) => spoken.length > 0);
}

/** Those of the same kind in the same template that are attached to one who has the document, or to nobody just like it. */
function companionsOf({ document }: LintedDocument, facts: Facts): DenialIndex {
  const { kind, resource } = document;
  const holders = holdersOf(document);
  return facts.remembered(`denials of ${kind} in ${resource.template.name} for ${holders.join(' ')}`, () => {
    const neighbours = typesWith(kind).flatMap((type) => facts.resources(type));
    const documents = neighbours
      .filter(({ template }) => template === resource.template)
      .flatMap((neighbour) => facts.documentsOf(neighbour));
    return new DenialIndex(
      documents
        .filter((other) => other.kind === kind && holdersOf(other).some((holder) => holders.includes(holder)))
        .map(lintedDocument),
    );
  });
}

const NOBODY = ['nobody'];

/** Tells to whom a document is attached. */
function holdersOf({ attachedTo }: PolicyDocument): readonly string[] {
  return attachedTo.length ? attachedTo.map((holder) => String(Text.of(holder))) : NOBODY;
}
