import type { Request } from '../../src/private/decisions/decision';

/** What a specification says about condition keys: as plain code, and as conditions that tell apart what it tells apart. */
export interface Term {
  holds(context: Request['context']): boolean;
  /** Conditions of IAM that hold together where the term does. */
  readonly conditions: readonly ConditionJson[];
}

export type ConditionJson = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

type Context = Request['context'];

/** The values that a request has for a key; undefined where it has none. */
function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const value = context[key.toLowerCase()];
  return typeof value === 'string' ? [value] : value;
}

function term(holds: Term['holds'], ...conditions: ConditionJson[]): Term {
  return { holds, conditions };
}

const PRESENT = 'false';
const ABSENT = 'true';

export function absent(key: string): Term {
  return term((context) => valuesOf(context, key) === undefined, { Null: { [key]: ABSENT } });
}

export function present(key: string): Term {
  return term((context) => valuesOf(context, key) !== undefined, { Null: { [key]: PRESENT } });
}

/** The request has the key with one of the values. */
export function is(key: string, ...values: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => within(values, value, context)) ?? false, {
    StringEquals: { [key]: values },
  });
}

/** The request has the key with another value. */
export function isNot(key: string, ...values: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((value) => !within(values, value, context)) ?? false, {
    Null: { [key]: PRESENT },
    StringNotEquals: { [key]: values },
  });
}

/** The request has the key with another value, or lacks it. */
export function otherThan(key: string, ...values: string[]): Term {
  return term((context) => !valuesOf(context, key)?.some((value) => within(values, value, context)), {
    StringNotEquals: { [key]: values },
  });
}

export function otherLike(key: string, ...patterns: string[]): Term {
  return term((context) => !valuesOf(context, key)?.some((value) => matchesAny(patterns, value, context)), {
    StringNotLike: { [key]: patterns },
  });
}

export function otherArn(key: string, ...patterns: string[]): Term {
  return term((context) => !valuesOf(context, key)?.some((value) => matchesAnyArn(patterns, value, context)), {
    ArnNotLike: { [key]: patterns },
  });
}

export function notTrue(key: string): Term {
  return term((context) => valuesOf(context, key)?.[0] !== 'true', { BoolIfExists: { [key]: 'false' } });
}

/** The request has the key with one of the values, or lacks it. */
export function isIfSent(key: string, ...values: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => within(values, value, context)) ?? true, {
    StringEqualsIfExists: { [key]: values },
  });
}

export function arnIfSent(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => matchesAnyArn(patterns, value, context)) ?? true, {
    ArnLikeIfExists: { [key]: patterns },
  });
}

/** All items that the request has are like one of the patterns. */
export function everyIfSent(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((value) => matchesAny(patterns, value, context)) ?? true, {
    'ForAllValues:StringLike': { [key]: patterns },
  });
}

/** The request has the key with a value like one of the patterns. */
export function like(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => matchesAny(patterns, value, context)) ?? false, {
    StringLike: { [key]: patterns },
  });
}

/** The request has the key with a value like none of the patterns. */
export function unlike(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((value) => !matchesAny(patterns, value, context)) ?? false, {
    Null: { [key]: PRESENT },
    StringNotLike: { [key]: patterns },
  });
}

/** The same with ARNs, part by part. */
export function arnLike(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => matchesAnyArn(patterns, value, context)) ?? false, {
    ArnLike: { [key]: patterns },
  });
}

export function arnUnlike(key: string, ...patterns: string[]): Term {
  return term(
    (context) => valuesOf(context, key)?.every((value) => !matchesAnyArn(patterns, value, context)) ?? false,
    { Null: { [key]: PRESENT }, ArnNotLike: { [key]: patterns } },
  );
}

/** The request has items, all of them like one of the patterns. */
export function every(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((value) => matchesAny(patterns, value, context)) ?? false, {
    Null: { [key]: PRESENT },
    'ForAllValues:StringLike': { [key]: patterns },
  });
}

/** The request has an item that is like none of the patterns. */
export function someOther(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => !matchesAny(patterns, value, context)) ?? false, {
    'ForAnyValue:StringNotLike': { [key]: patterns },
  });
}

/** The request has an item that is like one of the patterns. */
export function some(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => matchesAny(patterns, value, context)) ?? false, {
    'ForAnyValue:StringLike': { [key]: patterns },
  });
}

/** The request has no item that is like one of the patterns. */
export function none(key: string, ...patterns: string[]): Term {
  return term((context) => !valuesOf(context, key)?.some((value) => matchesAny(patterns, value, context)), {
    'ForAllValues:StringNotLike': { [key]: patterns },
  });
}

export function everyArn(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((value) => matchesAnyArn(patterns, value, context)) ?? false, {
    Null: { [key]: PRESENT },
    'ForAllValues:ArnLike': { [key]: patterns },
  });
}

export function someOtherArn(key: string, ...patterns: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((value) => !matchesAnyArn(patterns, value, context)) ?? false, {
    'ForAnyValue:ArnNotLike': { [key]: patterns },
  });
}

/** The request has an item that is one of the texts in any case. */
export function someInAnyCase(key: string, ...texts: string[]): Term {
  const folded = texts.map((text) => text.toLowerCase());
  return term((context) => valuesOf(context, key)?.some((value) => folded.includes(value.toLowerCase())) ?? false, {
    'ForAnyValue:StringEqualsIgnoreCase': { [key]: texts },
  });
}

export function noneInAnyCase(key: string, ...texts: string[]): Term {
  const folded = texts.map((text) => text.toLowerCase());
  return term((context) => !valuesOf(context, key)?.some((value) => folded.includes(value.toLowerCase())), {
    'ForAllValues:StringNotEqualsIgnoreCase': { [key]: texts },
  });
}

export function isTrue(key: string): Term {
  return term((context) => valuesOf(context, key)?.[0] === 'true', { Bool: { [key]: 'true' } });
}

export function isFalse(key: string): Term {
  return term((context) => valuesOf(context, key)?.[0] === 'false', { Bool: { [key]: 'false' } });
}

export function above(key: string, limit: number): Term {
  return term((context) => Number(valuesOf(context, key)?.[0] ?? Number.NaN) > limit, {
    NumericGreaterThan: { [key]: String(limit) },
  });
}

export function atMost(key: string, limit: number): Term {
  return term((context) => Number(valuesOf(context, key)?.[0] ?? Number.NaN) <= limit, {
    NumericLessThanEquals: { [key]: String(limit) },
  });
}

/** The request has an address that begins like one of the ranges, whose prefixes end at a dot or a colon. */
export function from(key: string, ...ranges: string[]): Term {
  return term((context) => valuesOf(context, key)?.some((address) => inAny(ranges, address)) ?? false, {
    IpAddress: { [key]: ranges },
  });
}

export function notFalse(key: string): Term {
  return term((context) => valuesOf(context, key)?.[0] !== 'false', { BoolIfExists: { [key]: 'true' } });
}

/** The request has an address elsewhere, or none. */
export function notFrom(key: string, ...ranges: string[]): Term {
  return term((context) => !valuesOf(context, key)?.some((address) => inAny(ranges, address)), {
    NotIpAddress: { [key]: ranges },
  });
}

/** The request has an address elsewhere. */
export function fromElsewhere(key: string, ...ranges: string[]): Term {
  return term((context) => valuesOf(context, key)?.every((address) => !inAny(ranges, address)) ?? false, {
    Null: { [key]: PRESENT },
    NotIpAddress: { [key]: ranges },
  });
}

/** `a.b.c.0/24` and `a:b::/32`. */
function inAny(ranges: readonly string[], address: string): boolean {
  return ranges.some((range) => {
    const begin = /^(\d+\.\d+\.\d+\.)0\/24$/.exec(range)?.[1] ?? /^([\da-f]+:[\da-f]+:):\/32$/.exec(range)?.[1];
    if (begin === undefined) {
      throw new Error(`specifications know ranges such as 192.0.2.0/24 and 2001:db8::/32, got ${range}`);
    }
    return address.startsWith(begin);
  });
}

function within(texts: readonly string[], value: string, context: Context): boolean {
  return texts.some((text) => substituted(text, context) === value);
}

function matchesAny(patterns: readonly string[], value: string, context: Context): boolean {
  return patterns.some((pattern) => matches(pattern, value, context));
}

/** Whether a text is like a pattern, in which `*` stands for anything and `${key}` for the value of that key. */
export function matches(pattern: string, value: string, context: Context): boolean {
  const filled = substituted(pattern, context);
  return filled !== undefined && expressionOf(filled).test(value);
}

function matchesAnyArn(patterns: readonly string[], value: string, context: Context): boolean {
  return patterns.some((pattern) => {
    const filled = substituted(pattern, context);
    const [parts, given] = [filled, value].map((text) => partsOf(text ?? ''));
    return filled !== undefined && parts.every((part, index) => expressionOf(part).test(given[index]));
  });
}

/** The six parts of an ARN. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return Array.from({ length: 6 }, (_, index) => (index < 5 ? (parts[index] ?? '') : parts.slice(5).join(':')));
}

/** A pattern with the values of its variables; undefined where the request lacks one. */
function substituted(pattern: string, context: Context): string | undefined {
  let isComplete = true;
  const text = pattern.replace(/\$\{([^},]+)(?:, '([^']*)')?\}/g, (_, key: string, byDefault?: string) => {
    const value = valuesOf(context, key)?.[0] ?? byDefault;
    isComplete &&= value !== undefined;
    return value ?? '';
  });
  return isComplete ? text : undefined;
}

const EXPRESSIONS = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = EXPRESSIONS.get(pattern);
  if (known) {
    return known;
  }
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  EXPRESSIONS.set(pattern, expression);
  return expression;
}
