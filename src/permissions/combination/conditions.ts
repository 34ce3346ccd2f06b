import { areExclusive } from '../../private/decisions/exclusive-keys';
import { type ConditionOperator, holdsWhereAbsent, operatorOf } from '../../private/decisions/operators';
import { hasWildcard, LetterCase } from '../../private/iam-pattern';
import { isWithin } from '../../private/ip-ranges';
import { isUnknown } from '../../private/life-cycle/unknown';
import { commonOf } from './patterns';

/** Conditions by operator and key, every key with a list of values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

interface Comparison {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A value that only a request or a deployment knows. */
const isOpen = (value: string) => isUnknown(value) || value.includes('${');

/** The operator that compares texts without wildcards in the same way. */
const SAME_COMPARISON: Readonly<Record<string, string>> = { StringEquals: 'StringLike', ArnEquals: 'ArnLike' };

/** The conditions of a statement in one form. */
export function conditionsOf(conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat().map(String)])),
    ]),
  );
}

/** The names of the keys that conditions compare, in lower case. */
export function keysOf(conditions: Conditions): Set<string> {
  return new Set(Object.values(conditions).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase())));
}

/** The conditions under which both conditions hold; undefined where no request can meet both. */
export function bothConditions(one: Conditions, other: Conditions): Conditions | undefined {
  const merged = new Map<string, Comparison>();
  for (const comparison of [...comparisonsOf(one), ...comparisonsOf(other)]) {
    if (!add(merged, comparison)) {
      return undefined;
    }
  }
  const all = [...merged.values()];
  return all.some((comparison) => contradicts(comparison, all)) ? undefined : nested(all);
}

function comparisonsOf(conditions: Conditions): Comparison[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

/** Adds a comparison to those that must hold beside it; false where they cannot. */
function add(merged: Map<string, Comparison>, comparison: Comparison): boolean {
  const { operator, key } = comparison;
  const id = `${operator} ${key.toLowerCase()}`;
  const earlier = merged.get(id);
  if (!earlier || sameValues(earlier, comparison)) {
    merged.set(id, earlier ?? comparison);
    return true;
  }
  const beside = besides(earlier, comparison);
  if (beside) {
    merged.set(id, beside[0]);
    return add(merged, beside[1]);
  }
  const values = commonValues(operator, earlier.values, comparison.values);
  if (values.length > 0) {
    merged.set(id, { ...earlier, values });
    return true;
  }
  if (!mayBeAbsent(operator)) {
    return false;
  }
  merged.delete(id);
  return add(merged, { operator: 'Null', key, values: ['true'] });
}

/** Two comparisons by operators that compare alike, where the values of both have to be kept. */
function besides(one: Comparison, other: Comparison): [Comparison, Comparison] | undefined {
  const { family, base, set } = operatorOf(one.operator) as ConditionOperator;
  const substitute = SAME_COMPARISON[base];
  if (!substitute || (set !== 'ForAnyValue' && !isOpenTo(one) && !isOpenTo(other))) {
    return undefined;
  }
  const [kept, moved] = isFixed(other) ? [one, other] : [other, one];
  const exact = family === 'Arn' || isFixed(moved);
  return exact ? [kept, { ...moved, operator: moved.operator.replace(base, substitute) }] : undefined;
}

function isOpenTo({ values }: Comparison): boolean {
  return values.some(isOpen);
}

/** Whether a comparison also holds without the key. */
function mayBeAbsent(operator: string): boolean {
  const comparison = operatorOf(operator) as ConditionOperator;
  return comparison.family !== 'Null' && holdsWhereAbsent(comparison);
}

function sameValues({ values }: Comparison, other: Comparison): boolean {
  return JSON.stringify([...values].sort()) === JSON.stringify([...other.values].sort());
}

/** Whether all values are known and stand for themselves. */
function isFixed({ values }: Comparison): boolean {
  return !values.some((value) => isOpen(value) || hasWildcard(value));
}

/** The values with which one comparison holds where both do. None where that cannot be. */
function commonValues(operator: string, some: readonly string[], others: readonly string[]): string[] {
  const { family, base, negated, set } = operatorOf(operator) as ConditionOperator;
  if (set === 'ForAnyValue') {
    return [];
  }
  if (negated) {
    return [...new Set([...some, ...others])];
  }
  switch (family) {
    case 'IpAddress':
      return [
        ...new Set([
          ...some.filter((range) => isPart(range, others)),
          ...others.filter((range) => isPart(range, some)),
        ]),
      ];
    case 'Numeric':
      return commonNumber(base, some, others);
    case 'Arn':
    case 'String':
      return commonTexts(base, some, others);
    default:
      return some.filter((value) => others.includes(value));
  }
}

function commonTexts(base: string, some: readonly string[], others: readonly string[]): string[] {
  const letterCase = base.endsWith('IgnoreCase') ? LetterCase.IGNORED : LetterCase.EXACT;
  const compares = base.endsWith('Like') || base.startsWith('Arn');
  return compares ? commonOf(some, others, letterCase) : some.filter((value) => others.includes(value));
}

function commonNumber(base: string, some: readonly string[], others: readonly string[]): string[] {
  const numbers = [...some, ...others];
  if (numbers.some(isUnknown) || base === 'NumericEquals') {
    return some.filter((value) => others.includes(value));
  }
  const all = numbers.map(Number);
  return [String(base.startsWith('NumericLess') ? Math.min(...all) : Math.max(...all))];
}

/** Whether a range of addresses is part of one of the others. */
function isPart(range: string, others: readonly string[]): boolean {
  return others.some((other) => range === other || (!isUnknown(range) && !isUnknown(other) && isWithin(range, other)));
}

/** Whether one comparison asks that a key is missing and another one that it is there, or two ask for different values. */
function contradicts(comparison: Comparison, all: readonly Comparison[]): boolean {
  const exclusive = all.some((other) => areExclusive(comparison.key, other.key) && asksForValue(other));
  if (exclusive && asksForValue(comparison)) {
    return true;
  }
  const ofKey = all.filter((other) => other !== comparison && other.key.toLowerCase() === comparison.key.toLowerCase());
  if (operatorOf(comparison.operator)?.family === 'Null') {
    return comparison.values.every((value) => value === 'true') && ofKey.some(asksForValue);
  }
  return !isOpenTo(comparison) && asksForValue(comparison) && ofKey.some((other) => asksForOther(comparison, other));
}

/** Whether a comparison fails without the key. */
function asksForValue({ operator }: Comparison): boolean {
  return operatorOf(operator)?.family !== 'Null' && !mayBeAbsent(operator);
}

/** Whether a positive comparison of fixed texts has no value that another one admits. */
function asksForOther({ operator, values }: Comparison, other: Comparison): boolean {
  const [mine, theirs] = [operatorOf(operator), operatorOf(other.operator)];
  const texts = [mine, theirs].every((each) => each?.family === 'String' || each?.family === 'Arn');
  const comparable = texts && mine?.set === theirs?.set && theirs?.negated === false && !other.values.some(isOpen);
  return comparable && commonOf(values, other.values, LetterCase.IGNORED).length === 0;
}

function nested(comparisons: readonly Comparison[]): Conditions {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of comparisons) {
    conditions[operator] = { ...conditions[operator], [key]: values };
  }
  return conditions;
}
