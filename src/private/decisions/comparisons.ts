import { isInRange, rangeOf } from '../ip-ranges';
import type { Condition } from './document';
import { Comparison, expressionOf, globOf, type Variables } from './glob';
import { type ConditionOperator, holdsWhereAbsent } from './operators';

/** The value of a condition key; a list for a key with several values; undefined where the request does not have the key. */
export type KeyValue = string | readonly string[] | undefined;

/** Whether a condition holds for a value of its key. */
export function conditionHolds({ operator, values }: Condition, value: KeyValue, variables: Variables): boolean {
  if (operator.family === 'Null') {
    return values.some((text) => (text.toLowerCase() === 'true') === (value === undefined));
  }
  if (value === undefined) {
    return holdsWhereAbsent(operator);
  }
  const items = typeof value === 'string' ? [value] : value;
  const holds = (item: string) => operator.negated !== values.some((text) => isEqual(operator, text, item, variables));
  if (operator.set) {
    return operator.set === 'ForAllValues' ? items.every(holds) : items.some(holds);
  }
  // Without a set operator, a negated one holds where no item is equal.
  return operator.negated ? items.every(holds) : items.some(holds);
}

/** How the values of a text operator are compared. */
export function comparisonOf({ family, base }: ConditionOperator): Comparison {
  if (family === 'Arn') {
    return Comparison.ARN;
  }
  return base.endsWith('IgnoreCase') ? Comparison.FOLDED : Comparison.EXACT;
}

/** Whether an item is what one value of the condition says, before the operator negates. */
function isEqual(operator: ConditionOperator, value: string, item: string, variables: Variables): boolean {
  switch (operator.family) {
    case 'Bool':
      return value.toLowerCase() === item.toLowerCase();
    case 'Numeric':
      return compareNumbers(operator.base, Number(item), Number(value));
    case 'IpAddress':
      return isInRange(item, rangeOf(value));
    default:
      return isMatch(operator, value, item, variables);
  }
}

function compareNumbers(base: string, given: number, limit: number): boolean {
  switch (base) {
    case 'NumericLessThan':
      return given < limit;
    case 'NumericLessThanEquals':
      return given <= limit;
    case 'NumericGreaterThan':
      return given > limit;
    case 'NumericGreaterThanEquals':
      return given >= limit;
    default:
      return given === limit;
  }
}

function isMatch(operator: ConditionOperator, value: string, item: string, variables: Variables): boolean {
  return matchesPattern(value, operator.wildcards, comparisonOf(operator), item, variables);
}

const expressions = new Map<string, RegExp>();

/** Whether a text is what a pattern says. A pattern with a variable that has no value matches nothing. */
export function matchesPattern(
  pattern: string,
  hasWildcards: boolean,
  comparison: Comparison,
  text: string,
  variables: Variables,
): boolean {
  if (pattern.includes('${')) {
    const glob = globOf(pattern, hasWildcards, variables);
    return glob !== undefined && expressionOf(glob, comparison).test(text);
  }
  const id = `${hasWildcards} ${comparison} ${pattern}`;
  const known = expressions.get(id) ?? expressionOf(globOf(pattern, hasWildcards, variables)!, comparison);
  expressions.set(id, known);
  return known.test(text);
}
