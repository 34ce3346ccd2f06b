import { type Conditions, conditionsOf as conditionLists } from '../../../src/permissions/combination/conditions';

/** A statement of a policy in JSON, with lists everywhere. */
export interface StatementJson {
  readonly [element: string]: unknown;
  readonly Condition?: Conditions;
}

/** A statement with one change; undefined where it is taken away. */
export interface Mutant {
  readonly change: string;
  readonly statement?: StatementJson;
}

const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource'];

/** Every statement that differs from a statement in one condition, operator, value, action, resource or principal. */
export function mutantsOf(original: Readonly<Record<string, unknown>>): Mutant[] {
  const statement = withLists(original);
  return [
    { change: 'without the statement' },
    ...LISTS.filter((element) => statement[element] !== undefined).flatMap((element) => ofList(statement, element)),
    ...ofPrincipals(statement),
    ...conditionsOf(statement).flatMap(([operator, key]) => ofCondition(statement, operator, key)),
  ];
}

function listOf(value: unknown): string[] {
  return [value].flat().map(String);
}

function withLists(statement: Readonly<Record<string, unknown>>): StatementJson {
  const lists = LISTS.filter((element) => statement[element] !== undefined).map((element) => [
    element,
    listOf(statement[element]),
  ]);
  const Condition = conditionLists((statement.Condition ?? {}) as Parameters<typeof conditionLists>[0]);
  return { ...statement, ...Object.fromEntries(lists), Condition };
}

/** Each action or resource is left out, is another one, and matches more. */
function ofList(statement: StatementJson, element: string): Mutant[] {
  const items = statement[element] as string[];
  return changedLists(items, otherItems).map(([change, list]) => ({
    change: `${element} ${change}`,
    statement: { ...statement, [element]: list },
  }));
}

function otherItems(item: string): string[] {
  if (item === '*') {
    return ['arn:aws:sagemaker:*:*:other/*'];
  }
  return item.endsWith('*') ? [`${item.slice(0, -1)}Other`] : [`${item}Other`, `${item}*`];
}

/** Lists without one item, and with others in its place. */
function changedLists(items: readonly string[], others: (item: string) => string[]): [string, string[]][] {
  return items.flatMap((item, index) => {
    const replaced = (each: string[]) => [...items.slice(0, index), ...each, ...items.slice(index + 1)];
    const without: [string, string[]][] = items.length > 1 ? [[`without ${item}`, replaced([])]] : [];
    return [
      ...without,
      ...others(item).map((other): [string, string[]] => [`${other} for ${item}`, replaced([other])]),
    ];
  });
}

function ofPrincipals(statement: StatementJson): Mutant[] {
  const { Principal } = statement;
  if (Principal === undefined || Principal === '*') {
    return [];
  }
  return Object.entries(Principal as Record<string, unknown>).flatMap(([kind, ids]) =>
    listOf(ids)
      .filter((id) => id !== '*')
      .map((id) => ({
        change: `Principal other for ${id}`,
        statement: {
          ...statement,
          Principal: { [kind]: listOf(ids).map((each) => (each === id ? otherOf(id) : each)) },
        },
      })),
  );
}

function otherOf(principal: string): string {
  return principal.startsWith('arn:') ? principal.replace(/\d{12}/, '777788889999') : `other.${principal}`;
}

function conditionsOf({ Condition = {} }: StatementJson): [string, string][] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key): [string, string] => [operator, key]),
  );
}

function ofCondition(statement: StatementJson, operator: string, key: string): Mutant[] {
  const conditions = statement.Condition!;
  const values = conditions[operator][key];
  const { [key]: _, ...otherKeys } = conditions[operator];
  const without: Conditions = { ...conditions, [operator]: otherKeys };
  const replaced = (change: string, name: string, list: readonly string[]): Mutant => ({
    change: `${operator} ${key} ${change}`,
    statement: { ...statement, Condition: { ...without, [name]: { ...without[name], [key]: list } } },
  });
  const operators = otherOperators(operator, values).filter((name) => conditions[name]?.[key] === undefined);
  return [
    { change: `without ${operator} ${key}`, statement: { ...statement, Condition: without } },
    ...operators.map((name) => replaced(`as ${name}`, name, values)),
    ...changedLists(values, (value) => otherValues(operator, value)).map(([change, list]) =>
      replaced(change, operator, list),
    ),
  ];
}

const PREFIX = /^(ForAnyValue:|ForAllValues:)?(.*?)(IfExists)?$/;

const OPPOSITES: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringLike: 'StringNotLike',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
  IpAddress: 'NotIpAddress',
  NumericGreaterThan: 'NumericLessThanEquals',
};

/** Operators that are easily taken for each other, and differ for the values. */
function otherOperators(operator: string, values: readonly string[]): string[] {
  const [, set = '', base = '', ifExists = ''] = PREFIX.exec(operator)!;
  if (base === 'Null') {
    return [];
  }
  const opposites = Object.entries(OPPOSITES).flatMap(([one, other]) => [
    ...(one === base ? [other] : []),
    ...(other === base ? [one] : []),
  ]);
  const sets = { 'ForAnyValue:': 'ForAllValues:', 'ForAllValues:': 'ForAnyValue:' }[set];
  const hasWildcards = values.some((value) => value.includes('*'));
  const negated = base.includes('Not');
  return [
    ...opposites.map((other) => `${set}${other}${ifExists}`),
    ...(sets ? [`${sets}${base}${ifExists}`] : []),
    ...(set === '' && !negated ? [`${base}${ifExists ? '' : 'IfExists'}`] : []),
    ...(base.startsWith('String') && base.endsWith('Like') && hasWildcards
      ? [`${set}${base.replace('Like', 'Equals')}${ifExists}`]
      : []),
    ...(base.endsWith('IgnoreCase') ? [`${set}${base.replace('IgnoreCase', '')}${ifExists}`] : []),
    ...(base === 'NumericGreaterThan' ? ['NumericGreaterThanEquals'] : []),
  ];
}

function otherValues(operator: string, value: string): string[] {
  if (value === 'true' || value === 'false') {
    return [value === 'true' ? 'false' : 'true'];
  }
  if (operator.includes('IpAddress')) {
    return [value.includes(':') ? '2001:db9::/32' : '198.51.100.0/24'];
  }
  if (operator.includes('Numeric')) {
    return [String(Number(value) + 1), String(Number(value) - 1)];
  }
  const takesWildcards = /Like|Arn/.test(operator); // unanchored: in the middle
  return [`${value}Other`, ...(takesWildcards && !value.endsWith('*') ? [`${value}*`] : [])];
}
