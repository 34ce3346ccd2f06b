import { addressesAround } from '../ip-ranges';
import { type Language, representatives } from './automaton';
import { conditionHolds, type KeyValue } from './comparisons';
import type { Condition } from './document';
import { Comparison, type Glob, Pattern, type Variables, valuesIn } from './glob';

/** ARNs, of which the service and the part after the account always have characters. */
const ARNS = languageOf([new Pattern('arn:?*:?*:*:*:?*', true, Comparison.ARN)], () => undefined);

/** Patterns with the values of their variables. A pattern with a variable that has no value matches nothing. */
export function languageOf(patterns: readonly Pattern[], variables: Variables): Language {
  const globs = patterns.map((pattern) => pattern.globWith(variables));
  const comparison = patterns[0]?.comparison ?? Comparison.EXACT;
  return { globs: globs.filter((glob): glob is Glob => glob !== undefined), comparison };
}

/** How texts are partitioned; by default anew each time. */
export type Partition = typeof representatives;

/**
 * One value of a key for each class of values that its conditions tell apart, without the key first. All conditions of a key
 * decide alike about two values of one class.
 */
export function valueClasses(
  conditions: readonly Condition[],
  hasSeveral: boolean,
  variables: Variables,
  partition: Partition = representatives,
): KeyValue[] {
  const items = itemsOf(conditions, variables, partition);
  const values = hasSeveral || conditions.some(({ operator }) => operator.set) ? setsOf(items, conditions) : items;
  const classes = new Map<string, KeyValue>();
  for (const value of [undefined, ...values]) {
    const signature = conditions.map((condition) => conditionHolds(condition, value, variables)).join();
    const id = `${value === undefined} ${signature}`;
    classes.set(id, classes.has(id) ? classes.get(id) : value);
  }
  return [...classes.values()];
}

/**
 * Values of a key that stands in patterns as a variable, besides those that its own conditions tell apart: as many that no pattern
 * has as there are variables, so that variables can be equal and can differ, and what other patterns have where the variable is.
 */
export function variableValues(key: string, variables: readonly string[], patterns: readonly Pattern[]): string[] {
  const fresh = variables.map((_, index) => (index === 0 ? 'any' : `any${index + 1}`));
  const templates = patterns.filter((pattern) => pattern.variables.includes(key));
  const given = templates.flatMap((template) => patterns.flatMap(({ text }) => valuesIn(template.text, key, text)));
  return [...new Set([...fresh, ...given])];
}

/** Single values of which every class has one. */
function itemsOf(conditions: readonly Condition[], variables: Variables, partition: Partition): string[] {
  const texts = conditions.filter(({ operator }) => ['Arn', 'String'].includes(operator.family));
  const others = conditions.filter((condition) => !texts.includes(condition));
  const languages = texts.map(({ values }) => languageOf(values, variables));
  const universe = texts.some(({ operator }) => operator.family === 'Arn') ? ARNS : undefined;
  const found = [...others.flatMap(otherItems), ...(texts.length > 0 ? partition(languages, universe) : [])];
  return found.length > 0 ? found : ['any'];
}

function otherItems({ operator, values }: Condition): string[] {
  switch (operator.family) {
    case 'Bool':
      return ['true', 'false'];
    case 'Numeric':
      return values.flatMap(({ text }) => [-1, 0, 1].map((more) => String(Number(text) + more)));
    case 'IpAddress':
      return values.flatMap(({ text }) => addressesAround(text));
    default:
      return [];
  }
}

/**
 * Sets of items. Whether some item is in a list takes one item to show, so that sets with as many items as there are conditions
 * show everything.
 */
function setsOf(items: readonly string[], conditions: readonly Condition[]): string[][] {
  const size = conditions.filter(({ operator }) => operator.family !== 'Null').length;
  let sets: string[][] = items.map((item) => [item]);
  for (let count = 1; count < Math.min(size, items.length); count++) {
    const larger = sets.flatMap((set) =>
      items.filter((item) => items.indexOf(item) > items.indexOf(set[set.length - 1])).map((item) => [...set, item]),
    );
    sets = [...new Map([...sets, ...larger].map((set) => [set.join('\n'), set])).values()];
  }
  return sets;
}
