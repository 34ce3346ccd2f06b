import { type KnownKey, keyNamed } from '../../../conditions/known-key';
import { type ConditionOperator, operatorOf } from '../../../private/decisions/operators';
import type { PartialString } from '../../templates/partial-string';
import type { Truth } from '../../templates/truth';
import { holdsWithout } from '../condition-operator';
import type { PolicyDocument } from '../document';
import { nameOf, type PolicyCondition, type PolicyStatement, unreadableIn } from '../statement';
import { actionsLike, actionsUnlike } from './vocabulary';

/** A condition with what is known of its operator and key. */
export interface LintedCondition extends PolicyCondition {
  readonly comparison?: ConditionOperator;
  readonly known?: KnownKey;
  /** Whether it holds for a request without the key. */
  readonly withoutKey: Truth;
}

/** Actions of SageMaker, without `sagemaker:`. */
export interface ActionList {
  /** As the policy writes it. */
  readonly shown: string;
  readonly actions: readonly string[];
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
  readonly namesSageMaker: boolean;
  /** What each of its patterns stands for, without those that stand for no action of SageMaker. */
  readonly actionLists: readonly ActionList[];
  /** All of them together. */
  readonly actions: ReadonlySet<string>;
  readonly conditions: readonly LintedCondition[];
}

/** A policy document with what the catalogue says of its statements. */
export interface LintedDocument {
  readonly document: PolicyDocument;
  readonly statements: readonly LintedStatement[];
  /** The statements that name SageMaker. */
  readonly sageMakerStatements: readonly LintedStatement[];
}

export function lintedDocument(document: PolicyDocument): LintedDocument {
  const statements = document.statements
    .filter((statement) => unreadableIn(statement).length === 0)
    .map(lintedStatement);
  return { document, statements, sageMakerStatements: statements.filter(({ namesSageMaker }) => namesSageMaker) };
}

function lintedStatement(statement: PolicyStatement): LintedStatement {
  const { path, effect } = statement;
  const conditions = statement.conditions.map(lintedCondition);
  const actionLists = actionListsOf(statement);
  return {
    statement,
    path,
    name: nameOf(statement),
    denies: effect === 'Deny',
    allows: effect === 'Allow',
    namesSageMaker:
      [...statement.actions, ...statement.notActions].some(isOfSageMaker) ||
      conditions.some((condition) => isSageMakerKey(condition) || passesToSageMaker(condition)),
    actionLists,
    actions: new Set(actionLists.flatMap(({ actions }) => actions)),
    conditions,
  };
}

function actionListsOf({ actions, notActions }: PolicyStatement): ActionList[] {
  const lists = notActions.length ? [everythingBut(literals(notActions))] : literals(actions).map(actionsOf);
  return lists.filter((list) => list.actions.length > 0);
}

function everythingBut(patterns: readonly string[]): ActionList {
  return { shown: `everything but ${patterns.join(', ')}`, actions: actionsUnlike(patterns) };
}

function actionsOf(pattern: string): ActionList {
  return { shown: pattern, actions: actionsLike(pattern) };
}

function lintedCondition(condition: PolicyCondition): LintedCondition {
  return {
    ...condition,
    comparison: operatorOf(condition.operator),
    known: keyNamed(condition.key),
    withoutKey: holdsWithout(condition),
  };
}

function literals(texts: readonly PartialString[]): string[] {
  return texts.flatMap(({ literal }) => literal ?? []);
}

/** The case of letters does not count in actions. */
export function isOfSageMaker(action: PartialString): boolean {
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
