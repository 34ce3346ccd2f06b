import { type Companions, DenialIndex } from '../../policies/lint/denial-index';
import { type LintedDocument, lintedDocument } from '../../policies/lint/linted-document';
import { PolicyKind } from '../../policies/policy-document';
import { POLICY_TYPES } from '../../policies/policy-places';
import type { TemplateResource } from '../../templates/template-resource';
import type { RuleDefinition } from '../definition';
import type { Facts } from '../facts';
import { pass, type Verdict } from '../verdict';

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

function companionsOf({ document: { resource, kind } }: LintedDocument, facts: Facts): DenialIndex {
  const { type, template } = resource;
  return facts.remembered(`denials of ${kind} in ${type} of ${template.name}`, () => {
    const neighbours = facts.resources(type).filter((neighbour) => neighbour.template === template);
    const documents = neighbours.flatMap((neighbour) => facts.documentsOf(neighbour));
    return new DenialIndex(documents.filter((document) => document.kind === kind).map(lintedDocument));
  });
}
