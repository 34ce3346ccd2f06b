import type { PolicyDocument } from '../document';
import { unreadableIn } from '../unreadable';
import { type LintedStatement, lintedStatement } from './document';

/** A policy document with what the catalogue says of its statements. */
export interface LintedDocument {
  readonly document: PolicyDocument;
  readonly statements: readonly LintedStatement[];
  /** The statements that name SageMaker. */
  readonly spoken: readonly LintedStatement[];
}

const linted = new WeakMap<PolicyDocument, LintedDocument>();

/** All rules look at the same documents. */
export function lintedDocument(document: PolicyDocument): LintedDocument {
  let found = linted.get(document);
  if (!found) {
    const statements = document.statements
      .filter((statement) => unreadableIn(statement).length === 0)
      .map(lintedStatement);
    found = { document, statements, spoken: statements.filter(({ speaksOfSageMaker }) => speaksOfSageMaker) };
    linted.set(document, found);
  }
  return found;
}
