import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * The items of a list whose order means nothing, in the order of what they resolve to. Templates then have the same bytes however
 * the list was put together, also by languages whose collections have another order in every process.
 */
export function inOrder<T>(
  scope: IConstruct,
  items: readonly T[],
  keyOf: (item: T) => unknown = (item: T): unknown => item,
): T[] {
  if (Token.isUnresolved(items)) {
    return items as T[];
  }
  const stack = Stack.of(scope);
  return items
    .map((item) => ({ item, key: textOf(stack, keyOf(item)) }))
    .sort((one, other) => compare(one.key, other.key))
    .map(({ item }) => item);
}

/** The same for a list that may be left out. */
export function optionalInOrder<T>(
  scope: IConstruct,
  items: readonly T[] | undefined,
  keyOf?: (item: T) => unknown,
): T[] | undefined {
  return items && inOrder(scope, items, keyOf);
}

/** The same where no construct resolves tokens yet: tokens stay in the order in which they are given, behind the others. */
export function literalsInOrder(texts: readonly string[]): string[] {
  const isToken = (text: string) => Token.isUnresolved(text);
  return [...texts.filter((text) => !isToken(text)).sort(compare), ...texts.filter(isToken)];
}

/** The entries of a map in the order of their keys. */
export function entriesInOrder<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([one], [other]) => compare(one, other));
}

/** By code units, which no locale changes. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function textOf(stack: Stack, value: unknown): string {
  const resolved: unknown = stack.resolve(value);
  // References to resources of the app come before literal text.
  return typeof resolved === 'string' ? resolved : ` ${JSON.stringify(resolved)}`;
}
