import type { Text, Truth } from '../../templates/partial-string';
import { type ConditionOperator, holdsWithout, operatorOf } from '../condition-operator';
import type { PolicyDocument } from '../document';
import { nameOf, type PolicyCondition, type PolicyStatement, unreadableIn } from '../statement';
import { actionsLike, actionsUnlike, type KnownKey, keyNamed } from './vocabulary';

/** A condition with what is known of its operator and key. */
export interface LintedCondition extends PolicyCondition {
  readonly comparison?: ConditionOperator;
  readonly known?: KnownKey;
  /** Whether it holds for a request without the key. */
  readonly withoutKey: Truth;
}

/** A statement with the actions of SageMaker that it is about. */
export interface LintedStatement {
  readonly statement: PolicyStatement;
  /** Where it stands. */
  readonly path: string;
  /** What people find it by. */
  readonly name: string;
  readonly denies: boolean;
  readonly allows: boolean;
  /** Whether it names SageMaker: by an action, or by a condition key. */
  readonly speaksOfSageMaker: boolean;
  /** Without `sagemaker:`; those that patterns stand for included. */
  readonly actions: ReadonlySet<string>;
  readonly conditions: readonly LintedCondition[];
}

export function lintedStatement(statement: PolicyStatement): LintedStatement {
  const { path, effect } = statement;
  const conditions = statement.conditions.map(lintedCondition);
  return {
    statement,
    path,
    name: nameOf(statement),
    denies: effect === 'Deny',
    allows: effect === 'Allow',
    speaksOfSageMaker:
      [...statement.actions, ...statement.notActions].some(isOfSageMaker) ||
      conditions.some((condition) => isSageMakerKey(condition) || passesToSageMaker(condition)),
    actions: new Set(
      statement.notActions.length
        ? actionsUnlike(literals(statement.notActions))
        : literals(statement.actions).flatMap(actionsLike),
    ),
    conditions,
  };
}

function lintedCondition(condition: PolicyCondition): LintedCondition {
  return {
    ...condition,
    comparison: operatorOf(condition.operator),
    known: keyNamed(condition.key),
    withoutKey: holdsWithout(condition),
  };
}

function literals(texts: readonly Text[]): string[] {
  return texts.flatMap(({ literal }) => literal ?? []);
}

/** The case of letters does not count in actions. */
export function isOfSageMaker(action: Text): boolean {
  return String(action).toLowerCase().startsWith('sagemaker:');
}

export function isSageMakerKey({ key }: PolicyCondition): boolean {
  return key.toLowerCase().startsWith('sagemaker:');
}

function passesToSageMaker({ key, values }: PolicyCondition): boolean {
  return (
    key.toLowerCase() === 'iam:passedtoservice' &&
    values.some((value) => String(value).toLowerCase().startsWith('sagemaker.'))
  );
}

/** Whether two conditions are about the same key. */
export function sameKey(one: PolicyCondition, other: PolicyCondition): boolean {
  return one.key.toLowerCase() === other.key.toLowerCase();
}

export function isNull({ comparison }: LintedCondition): boolean {
  return comparison?.family === 'Null';
}

/** Whether a condition of the statement on the same key can only hold where there is the key. */
export function asksForKey({ conditions }: LintedStatement, about: PolicyCondition): boolean {
  return conditions.some((condition) => sameKey(condition, about) && condition.withoutKey === 'no');
}

/** Names of SageMaker's actions for people: a few of them, and how many more. */
export function shownActions(actions: readonly string[]): string {
  const shown = actions.slice(0, 3).map((action) => `sagemaker:${action}`);
  return actions.length > 3 ? `${shown.join(', ')} and ${actions.length - 3} more` : shown.join(' and ');
}

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
