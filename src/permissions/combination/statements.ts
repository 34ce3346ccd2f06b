import * as iam from 'aws-cdk-lib/aws-iam';
import { LetterCase } from '../../private/iam-pattern';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import { bothConditions, type Conditions, conditionsOf, keysOf } from './conditions';
import { commonArns, commonOf, commonPatterns } from './patterns';

/** An Allow statement as lists. */
export interface AllowParts {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions;
}

export function partsOf(statement: iam.PolicyStatement): AllowParts {
  const { actions, resources, conditions } = statement;
  return { actions, resources, conditions: conditionsOf(conditions) };
}

/** What two statements both allow; undefined where no request meets both. */
export function bothStatements(one: AllowParts, other: AllowParts): AllowParts | undefined {
  const actions = commonOf(one.actions, other.actions, LetterCase.IGNORED);
  if (actions.length === 0) {
    return undefined;
  }
  const resources = commonArns(one.resources, other.resources);
  const conditions = bothConditions(one.conditions, other.conditions);
  return resources.length > 0 && conditions ? { actions, resources, conditions } : undefined;
}

export interface Intersection {
  readonly statements: readonly iam.PolicyStatement[];
  /** The actions that both name and that no request can use under the conditions of both. */
  readonly lost: readonly string[];
}

/**
 * The requests that both allow. A permission says nothing about actions of other services that it does not name, so that
 * these stay as the other one allows them.
 */
export function intersectionOf(some: readonly AllowParts[], others: readonly AllowParts[]): Intersection {
  const both = some.flatMap((one) => others.flatMap((other) => bothStatements(one, other) ?? []));
  const single = [...foreignParts(some, others), ...foreignParts(others, some)];
  const named = commonOf(actionsOf(some), actionsOf(others), LetterCase.IGNORED);
  if (hasPlaceholders([...some, ...others])) {
    // The template of a pending lookup is never deployed, so any statements will do.
    return { statements: unique([...both, ...single, ...some]).map(statementOf), lost: [] };
  }
  return {
    statements: unique([...both, ...single]).map(statementOf),
    lost: named.filter((action) => !meets(action, actionsOf(both))),
  };
}

export interface Bypass {
  readonly actions: readonly string[];
  /** The condition keys that only the bypassed statements compare. */
  readonly keys: readonly string[];
}

/** What some statements allow without looking at condition keys by which others limit the same; undefined where there is nothing. */
export function bypassOf(limited: readonly AllowParts[], open: readonly AllowParts[]): Bypass | undefined {
  const actions = new Set<string>();
  const keys = new Set<string>();
  for (const { narrow, wide } of limited.flatMap((narrow) => open.map((wide) => ({ narrow, wide })))) {
    const missing = missingKeys(narrow, wide);
    const shared = missing.length > 0 ? bothStatements(narrow, wide) : undefined;
    if (shared) {
      addAll(actions, shared.actions);
      addAll(keys, missing);
    }
  }
  return actions.size > 0 ? { actions: [...actions].sort(), keys: [...keys].sort() } : undefined;
}

function addAll(set: Set<string>, items: readonly string[]): void {
  for (const item of items) {
    set.add(item);
  }
}

function missingKeys(narrow: AllowParts, wide: AllowParts): string[] {
  const compared = keysOf(wide.conditions);
  const names = Object.values(narrow.conditions).flatMap(Object.keys);
  return names.filter((name) => !compared.has(name.toLowerCase()));
}

function foreignParts(statements: readonly AllowParts[], others: readonly AllowParts[]): AllowParts[] {
  const named = actionsOf(others);
  return statements.flatMap((statement) => {
    const actions = statement.actions.filter((action) => isForeign(action) && !meets(action, named));
    return actions.length > 0 ? [{ ...statement, actions }] : [];
  });
}

function isForeign(action: string): boolean {
  return commonPatterns(action, 'sagemaker:*', LetterCase.IGNORED).length === 0;
}

function meets(action: string, others: readonly string[]): boolean {
  return commonOf([action], others, LetterCase.IGNORED).length > 0;
}

function actionsOf(statements: readonly AllowParts[]): string[] {
  return [...new Set(statements.flatMap(({ actions }) => actions))];
}

function unique(statements: readonly AllowParts[]): AllowParts[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}

function hasPlaceholders(statements: readonly AllowParts[]): boolean {
  return isPlaceholder(JSON.stringify(statements));
}

function statementOf({ actions, resources, conditions }: AllowParts): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    conditions: structuredClone(conditions),
  });
}
