import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Resolution } from './resolution';

/** Values of a policy; each may be a token. */
type Values = readonly unknown[];

/** A policy statement without its id, with every list sorted and without twins, so that equal statements are equal JSON. */
export interface StatementJson {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: ConditionJson;
}

/** A statement with those whom it comes from. */
export interface OwnedStatement {
  /** Of which group it is; the first one where several have become one. */
  readonly owner: string;
  /** The ids of what it was made of, each once. */
  readonly sids: readonly string[];
  readonly statement: StatementJson;
}

export type ConditionJson = Readonly<Record<string, Readonly<Record<string, Values>>>>;

const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

/** Brings a statement into the one form in which statements are compared, merged and rendered. */
export function normalized(resolution: Resolution, statement: iam.PolicyStatement): StatementJson {
  const { Effect, Principal, Condition, ...lists } = statement.toStatementJson();
  return defined({
    Effect,
    Principal,
    ...Object.fromEntries(LISTS.map((name) => [name, lists[name] && valueSet(resolution, lists[name])])),
    Condition: Condition && conditionSet(resolution, Condition),
  }) as unknown as StatementJson;
}

/** The shortest JSON of a statement: a list of one is its item. */
export function rendered({ Condition, ...statement }: StatementJson, sid?: string): Record<string, unknown> {
  const single = (values: unknown) =>
    Array.isArray(values) && values.length === 1 && !Token.isUnresolved(values) ? values[0] : values;
  const eachValue = (object: object) =>
    Object.fromEntries(Object.entries(object).map(([name, value]) => [name, single(value)]));
  const conditions =
    Condition && Object.fromEntries(Object.entries(Condition).map(([operator, keys]) => [operator, eachValue(keys)]));
  return defined({ Sid: sid, ...eachValue(statement), Condition: conditions });
}

/** Whether a statement may become part of another one, with which it would be this. */
export type MayUnite = (united: OwnedStatement) => boolean;

/**
 * As few statements as decide the same: those that differ in nothing but their actions, or in nothing but their resources,
 * become one, unless that one is not wanted.
 */
export function merged(
  resolution: Resolution,
  statements: readonly OwnedStatement[],
  mayUnite: MayUnite = () => true,
): OwnedStatement[] {
  const byAction = unionBy(resolution, statements, 'Action', mayUnite);
  const byResource = unionBy(resolution, byAction, 'Resource', mayUnite);
  return byResource.length < byAction.length ? merged(resolution, byResource, mayUnite) : byResource;
}

/** Each statement once, with the ids of all that are equal to it. */
export function withoutTwins(resolution: Resolution, statements: readonly OwnedStatement[]): OwnedStatement[] {
  const unique = new Map<string, OwnedStatement>();
  for (const owned of statements) {
    const text = textOf(resolution, owned.statement);
    const twin = unique.get(text);
    unique.set(text, twin ? { ...twin, sids: union(twin.sids, owned.sids) } : owned);
  }
  return [...unique.values()];
}

function unionBy(
  resolution: Resolution,
  statements: readonly OwnedStatement[],
  list: 'Action' | 'Resource',
  mayUnite: MayUnite,
): OwnedStatement[] {
  const groups = new Map<string, OwnedStatement[]>();
  for (const [index, owned] of statements.entries()) {
    const { [list]: values, ...shape } = owned.statement;
    const key = values && !Token.isUnresolved(values) ? textOf(resolution, shape) : String(index);
    groups.set(
      key,
      joined(groups.get(key) ?? [], owned, (twin) => unitedWith(resolution, twin, owned, list), mayUnite),
    );
  }
  return [...groups.values()].flat();
}

/** The statements with another one, which becomes part of the first that may have it. */
function joined(
  statements: readonly OwnedStatement[],
  other: OwnedStatement,
  unite: (statement: OwnedStatement) => OwnedStatement,
  mayUnite: MayUnite,
): OwnedStatement[] {
  for (const [index, statement] of statements.entries()) {
    const united = unite(statement);
    if (mayUnite(united)) {
      return statements.map((each, position) => (position === index ? united : each));
    }
  }
  return [...statements, other];
}

function unitedWith(
  resolution: Resolution,
  { owner, sids, statement }: OwnedStatement,
  other: OwnedStatement,
  list: 'Action' | 'Resource',
): OwnedStatement {
  const values = valueSet(resolution, [...statement[list]!, ...other.statement[list]!]);
  return { owner, sids: union(sids, other.sids), statement: { ...statement, [list]: values } };
}

function conditionSet(resolution: Resolution, condition: Record<string, Record<string, unknown>>): ConditionJson {
  return sortedObject(condition, (keys) => sortedObject(keys, (values) => valueSet(resolution, values)));
}

function sortedObject<In, Out>(object: Record<string, In>, each: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, each(object[key])]),
  );
}

/** Without twins and sorted by what they resolve to, since the text of a token depends on what was made before it. */
function valueSet(resolution: Resolution, values: unknown): Values {
  if (Array.isArray(values) && Token.isUnresolved(values)) {
    return values;
  }
  const byText = new Map([values].flat().map((value) => [textOf(resolution, value), value]));
  return [...byText.keys()].sort().map((text) => byText.get(text));
}

function textOf(resolution: Resolution, value: unknown): string {
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : JSON.stringify(resolution.resolve(value));
}

function defined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function union(sids: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...sids, ...others])];
}
