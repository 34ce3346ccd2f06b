import { hasWildcard } from '../iam-pattern';
import { Comparison, Pattern } from './glob';
import { type ConditionOperator, operatorOf } from './operators';

/** A condition of one statement on one key. */
export interface Condition {
  readonly operator: ConditionOperator;
  /** In lower case, since IAM ignores the case of keys. */
  readonly key: string;
  readonly values: readonly Pattern[];
}

export type PrincipalKind = 'AWS' | 'Federated' | 'Service';

/** Actions or resources that a statement names, or all but those. */
export interface Scope {
  readonly patterns: readonly Pattern[];
  /** `NotAction` or `NotResource`. */
  readonly inverted: boolean;
}

/** Actions, of which a statement can have hundreds. */
export interface ActionScope extends Scope {
  /** The patterns without wildcards, in lower case. */
  readonly names: ReadonlySet<string>;
  /** The other ones. */
  readonly wild: readonly Pattern[];
}

/** A statement of a policy, in one form whatever the JSON. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionScope;
  /** Undefined in trust policies, which have no resource. */
  readonly resources?: Scope;
  /** Undefined in policies that are attached to principals. */
  readonly principals?: readonly (readonly [kind: PrincipalKind, id: string])[];
  readonly conditions: readonly Condition[];
}

const ELEMENTS = ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const PRINCIPAL_KINDS = ['AWS', 'Federated', 'Service'];
/** Operators whose values no built-in policy has. */
const REFUSED = ['Binary', 'Date'];

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a policy document whose values are all known.
 *
 * @throws where an element or an operator has a meaning that is not implemented, since a guess would be a wrong decision
 */
export function statementsOf(document: unknown): Statement[] {
  const { Statement } = (document ?? {}) as Json;
  if (Statement === undefined) {
    throw new Error(`a policy document must have Statement, got ${JSON.stringify(document)}`);
  }
  return listOf(Statement).map((statement) => readStatement(statement as Json));
}

function readStatement(json: Json): Statement {
  const unknown = Object.keys(json).find((element) => !ELEMENTS.includes(element));
  if (unknown) {
    throw new Error(`cannot decide a statement with the element ${unknown}: ${JSON.stringify(json)}`);
  }
  if (json.Effect !== 'Allow' && json.Effect !== 'Deny') {
    throw new Error(`Effect must be Allow or Deny, got ${JSON.stringify(json.Effect)}`);
  }
  const actions = scopeOf(json, 'Action', Comparison.FOLDED);
  if (!actions) {
    throw new Error(`a statement needs Action or NotAction, got ${JSON.stringify(json)}`);
  }
  return {
    sid: json.Sid as string | undefined,
    effect: json.Effect,
    actions: actionScopeOf(actions),
    resources: scopeOf(json, 'Resource', Comparison.EXACT),
    principals: json.Principal === undefined ? undefined : principalsOf(json.Principal),
    conditions: conditionsOf((json.Condition ?? {}) as Json),
  };
}

function scopeOf(json: Json, element: 'Action' | 'Resource', comparison: Comparison): Scope | undefined {
  const inverted = json[element] === undefined;
  const given = inverted ? json[`Not${element}`] : json[element];
  return given === undefined
    ? undefined
    : { patterns: listOf(given).map((text) => new Pattern(textOf(text), true, comparison)), inverted };
}

function actionScopeOf(scope: Scope): ActionScope {
  const names = scope.patterns.map(({ text }) => text).filter((text) => !hasWildcard(text));
  return {
    ...scope,
    names: new Set(names.map((name) => name.toLowerCase())),
    wild: scope.patterns.filter(({ text }) => hasWildcard(text)),
  };
}

function principalsOf(json: unknown): [PrincipalKind, string][] {
  if (json === '*') {
    return [['AWS', '*']];
  }
  return Object.entries(json as Json).flatMap(([kind, ids]) => {
    if (!PRINCIPAL_KINDS.includes(kind)) {
      throw new Error(`cannot decide about principals of the kind ${kind}`);
    }
    return listOf(ids).map((id): [PrincipalKind, string] => [kind as PrincipalKind, textOf(id)]);
  });
}

function conditionsOf(json: Json): Condition[] {
  return Object.entries(json).flatMap(([name, keys]) => {
    const operator = operatorOf(name);
    if (!operator || REFUSED.includes(operator.family)) {
      throw new Error(`cannot decide conditions with the operator ${name}`);
    }
    return Object.entries(keys as Json).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(values).map((text) => new Pattern(textOf(text), operator.wildcards, comparisonOf(operator))),
    }));
  });
}

/** How the values of a text operator are compared. */
function comparisonOf({ family, base }: ConditionOperator): Comparison {
  if (family === 'Arn') {
    return Comparison.ARN;
  }
  return base.endsWith('IgnoreCase') ? Comparison.FOLDED : Comparison.EXACT;
}

function listOf(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [json];
}

/** Numbers and truth values may stand without quotes. */
function textOf(json: unknown): string {
  if (typeof json === 'object') {
    throw new Error(`cannot decide about a value that is not known: ${JSON.stringify(json)}`);
  }
  return String(json);
}
