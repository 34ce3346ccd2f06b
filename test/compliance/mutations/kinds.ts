import type { Rule } from '../../../src/compliance';

/** A change of what is there already. */
export class Edit {
  constructor(
    /** Behind the name of the property. */
    public readonly what: string,
    // biome-ignore lint/suspicious/noExplicitAny: templates have no types
    public readonly make: (before: any) => unknown,
  ) {}
}

/** One property or statement of a secure template that is changed for the worse. */
export interface Breaking {
  readonly rule: Rule;
  /** The resource, or the type of which the first one is taken; empty for the template itself. */
  readonly at: string;
  readonly path: string;
  /** A value, or an edit. Undefined takes it away. */
  readonly to?: unknown;
  /** True where it can then no longer be told. */
  readonly unknown?: boolean;
}

export function fail(rule: Rule, at: string, path: string, to?: unknown): Breaking {
  return { rule: existing(rule, at), at, path, to };
}

export function unknown(rule: Rule, at: string, path: string, to?: unknown): Breaking {
  return { rule: existing(rule, at), at, path, to, unknown: true };
}

/** TypeScript finds a missing member too, but tests run without it. */
function existing(rule: Rule | undefined, at: string): Rule {
  if (!rule) {
    throw new Error(`a change of ${at} has no rule: add its member to src/compliance/rules/rule.ts`);
  }
  return rule;
}

/** Takes a value out of a list. */
export function without(value: unknown): Edit {
  return new Edit(`is without ${value}`, (list: readonly unknown[]) => list.filter((each) => each !== value));
}

/** Takes a statement out of a list. */
export function withoutStatement(sid: string): Edit {
  return new Edit(`is without ${sid}`, (list: readonly { Sid: string }[]) => list.filter(({ Sid }) => Sid !== sid));
}

/** Adds to a list. */
export function and(value: unknown): Edit {
  return new Edit(`also has ${JSON.stringify(value)}`, (list: readonly unknown[]) => [...list, value]);
}

/** Changes a text. */
export function replaced(from: string, to: string): Edit {
  return new Edit(`has ${JSON.stringify(to)} for ${JSON.stringify(from)}`, (text: string) => text.replace(from, to));
}
