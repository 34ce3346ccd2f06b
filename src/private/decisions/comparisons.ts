import { isInRange, rangeOf } from '../ip-ranges';
import type { Condition } from './document';
import type { Pattern, Variables } from './glob';
import { type ConditionOperator, holdsWhereAbsent } from './operators';

/** The value of a condition key; a list for a key with several values; undefined where the request does not have the key. */
export type KeyValue = string | readonly string[] | undefined;

/** Whether a condition holds for a value of its key. */
export function conditionHolds({ operator, values }: Condition, value: KeyValue, variables: Variables): boolean {
  if (operator.family === 'Null') {
    return values.some(({ text }) => (text.toLowerCase() === 'true') === (value === undefined));
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

/** Whether an item is what one value of the condition says, before the operator negates. */
function isEqual(operator: ConditionOperator, value: Pattern, item: string, variables: Variables): boolean {
  const { text } = value;
  switch (operator.family) {
    case 'Bool':
      return text.toLowerCase() === item.toLowerCase();
    case 'Numeric':
      return compareNumbers(operator.base, Number(item), Number(text));
    case 'IpAddress':
      return isInRange(item, rangeOf(text));
    default:
      return value.matches(item, variables);
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
