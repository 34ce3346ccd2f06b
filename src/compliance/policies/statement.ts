import type { PartialString } from '../templates/partial-string';
import { type Unknown, unknown } from '../templates/simple-values';
import { at, itemsOf, literalOf, stringOf, type TemplateValue } from '../templates/values';

/** Whom a statement of a trust or resource policy names. `*` alone is of type `AWS`. */
export interface PolicyPrincipal {
  /** `AWS`, `Service`, `Federated` or `CanonicalUser`. */
  readonly type: string;
  readonly name: PartialString;
}

/** One comparison of a condition. All conditions of a statement must hold; one of the values of each is enough. */
export interface PolicyCondition {
  /** Such as `ForAllValues:StringEqualsIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly PartialString[];
}

/** A statement in the one form that all ways to write it come down to. Lists are empty where the statement has no such element. */
export interface PolicyStatement {
  /** Where it stands, such as `PolicyDocument.Statement.0`. */
  readonly path: string;
  readonly sid?: string;
  /** `Allow` or `Deny`; undefined where it is not known. */
  readonly effect?: string;
  readonly principals: readonly PolicyPrincipal[];
  readonly notPrincipals: readonly PolicyPrincipal[];
  readonly actions: readonly PartialString[];
  readonly notActions: readonly PartialString[];
  readonly resources: readonly PartialString[];
  readonly notResources: readonly PartialString[];
  readonly conditions: readonly PolicyCondition[];
  /** What of it cannot be read at all. Text with unknown parts is no such case. */
  readonly unknowns: readonly Unknown[];
}

export function statementOf(value: TemplateValue, path: string): PolicyStatement {
  const unknowns: Unknown[] =
    value.kind === 'fields' ? [] : [value.kind === 'unknown' ? value : unknown('a statement is not an object')];
  const texts = (key: string, needed = false) => textsOf(at(value, key), unknowns, needed);
  const principals = (key: string) => principalsOf(at(value, key), unknowns);
  if (unknowns.length > 0) {
    return { path, ...EMPTY, unknowns };
  }
  return {
    path,
    sid: literalOf(at(value, 'Sid')),
    effect: effectOf(at(value, 'Effect'), unknowns),
    principals: principals('Principal'),
    notPrincipals: principals('NotPrincipal'),
    actions: texts('Action', true),
    notActions: texts('NotAction', true),
    resources: texts('Resource'),
    notResources: texts('NotResource'),
    conditions: conditionsOf(at(value, 'Condition'), unknowns),
    unknowns,
  };
}

const EMPTY = {
  principals: [],
  notPrincipals: [],
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  conditions: [],
};

function effectOf(value: TemplateValue, unknowns: Unknown[]): string | undefined {
  const effect = literalOf(value);
  if (effect === undefined) {
    unknowns.push(value.kind === 'unknown' ? value : unknown('the effect of a statement is not known'));
  }
  return effect;
}

/** What is not known stays as text of which nothing is known; without it, a statement that needs it cannot be read. */
function textsOf(value: TemplateValue, unknowns: Unknown[], needed = false): PartialString[] {
  if (needed && value.kind === 'unknown') {
    unknowns.push(value);
  }
  return itemsOf(value).flatMap((item) => {
    const text = stringOf(item);
    if (!text) {
      unknowns.push(unknown('a policy has an object or list where it should have text'));
    }
    return text ?? [];
  });
}

function principalsOf(value: TemplateValue, unknowns: Unknown[]): PolicyPrincipal[] {
  if (value.kind !== 'fields') {
    return textsOf(value, unknowns).map((name) => ({ type: 'AWS', name }));
  }
  return value.keys.flatMap((type) => textsOf(value.get(type), unknowns).map((name) => ({ type, name })));
}

function conditionsOf(value: TemplateValue, unknowns: Unknown[]): PolicyCondition[] {
  return entriesOf(value, unknowns).flatMap(([operator, comparisons]) =>
    entriesOf(comparisons, unknowns).map(([key, values]) => ({ operator, key, values: textsOf(values, unknowns) })),
  );
}

function entriesOf(value: TemplateValue, unknowns: Unknown[]): [string, TemplateValue][] {
  if (value.kind === 'fields') {
    return value.keys.map((key) => [key, value.get(key)]);
  }
  if (value.kind !== 'absent') {
    unknowns.push(value.kind === 'unknown' ? value : unknown('a condition is not an object'));
  }
  return [];
}

/** What people find a statement by: its id, or where it stands. */
export function nameOf({ sid, path }: PolicyStatement): string {
  return sid ? `statement ${sid}` : path;
}

/** What is not known of the shape of a statement. A value that is not known is text of which nothing is known, and no such case. */
export function unreadableIn(statement: PolicyStatement): Unknown[] {
  if (statement.unknowns.length === 0) {
    return [];
  }
  const known = new Set<unknown>(textsIn(statement).flatMap(({ parts }) => parts));
  return statement.unknowns.filter((unknown) => !known.has(unknown));
}

function textsIn({
  actions,
  notActions,
  resources,
  notResources,
  principals,
  notPrincipals,
  conditions,
}: PolicyStatement): PartialString[] {
  const named = [...principals, ...notPrincipals].map(({ name }) => name);
  return [
    ...actions,
    ...notActions,
    ...resources,
    ...notResources,
    ...named,
    ...conditions.flatMap(({ values }) => values),
  ];
}
