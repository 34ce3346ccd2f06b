import { type Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';

/** Values of a policy; each may be a token. */
type Values = readonly unknown[];

/** A policy statement with every list sorted and without twins, so that equal statements are equal JSON. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: Values;
  readonly NotAction?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: ConditionJson;
}

export type ConditionJson = Readonly<Record<string, Readonly<Record<string, Values>>>>;

const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

/** Brings a statement into the one form in which statements are compared, merged and rendered. */
export function normalized(stack: Stack, statement: iam.PolicyStatement): StatementJson {
  const { Sid, Effect, Principal, Condition, ...lists } = statement.toStatementJson();
  return defined({
    Sid,
    Effect,
    Principal,
    ...Object.fromEntries(LISTS.map((name) => [name, lists[name] && valueSet(stack, lists[name])])),
    Condition: Condition && conditionSet(stack, Condition),
  }) as unknown as StatementJson;
}

/** The shortest JSON of a statement: a list of one is its item. */
export function rendered({ Condition, ...statement }: StatementJson): Record<string, unknown> {
  const single = (values: unknown) => (Array.isArray(values) && values.length === 1 && !Token.isUnresolved(values) ? values[0] : values);
  const eachValue = (object: object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, single(value)]));
  const conditions = Condition && Object.fromEntries(Object.entries(Condition).map(([operator, keys]) => [operator, eachValue(keys)]));
  return defined({ ...eachValue(statement), Condition: conditions });
}

/**
 * As few statements as decide the same: those that differ in nothing but their actions, or in nothing but their resources,
 * become one, with the id of the first.
 */
export function merged(stack: Stack, statements: readonly StatementJson[]): StatementJson[] {
  const byAction = united(stack, statements, 'Action');
  const byResource = united(stack, byAction, 'Resource');
  return byResource.length < byAction.length ? merged(stack, byResource) : byResource;
}

function united(stack: Stack, statements: readonly StatementJson[], list: 'Action' | 'Resource'): StatementJson[] {
  const groups = new Map<string, StatementJson>();
  for (const [index, statement] of statements.entries()) {
    const { Sid: _, [list]: values, ...shape } = statement;
    const key = values && !Token.isUnresolved(values) ? textOf(stack, shape) : String(index);
    const twin = groups.get(key);
    groups.set(key, twin ? { ...twin, [list]: valueSet(stack, [...twin[list]!, ...values!]) } : statement);
  }
  return [...groups.values()];
}

function conditionSet(stack: Stack, condition: Record<string, Record<string, unknown>>): ConditionJson {
  return sortedObject(condition, (keys) => sortedObject(keys, (values) => valueSet(stack, values)));
}

function sortedObject<In, Out>(object: Record<string, In>, each: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, each(object[key])]),
  );
}

/** Without twins and sorted by what they resolve to, since the text of a token depends on what was made before it. */
function valueSet(stack: Stack, values: unknown): Values {
  if (Array.isArray(values) && Token.isUnresolved(values)) {
    return values;
  }
  const byText = new Map([values].flat().map((value) => [textOf(stack, value), value]));
  return [...byText.keys()].sort().map((text) => byText.get(text));
}

function textOf(stack: Stack, value: unknown): string {
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : JSON.stringify(stack.resolve(value));
}

function defined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
