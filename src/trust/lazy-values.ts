import { type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * One value stays a plain string, as IAM would write it back. Several are sorted as the template shows them: the
 * text of a token holds a number that depends on everything that was made before.
 */
export function lazyValues(count: number, produce: (scope: IConstruct) => string[]): string | string[] {
  return count === 1
    ? Lazy.uncachedString({ produce: ({ scope }: IResolveContext) => produce(scope)[0] })
    : Lazy.uncachedList({
        produce: ({ scope }: IResolveContext) =>
          produce(scope).sort((a, b) => compare(rendered(scope, a), rendered(scope, b))),
      });
}

function rendered(scope: IConstruct, value: string): string {
  return JSON.stringify(Stack.of(scope).resolve(value));
}

/** By code units, which does not depend on the locale. */
export function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
