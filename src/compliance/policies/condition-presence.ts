import type { Text, Truth } from '../templates/partial-string';
import { some, truthOf } from '../templates/truth';
import { holdsWhereAbsent, operatorOf } from './condition-operator';
import type { PolicyCondition } from './statement';

/** Whether a condition holds for a request that does not have its key. */
export function holdsWithout({ operator: name, values }: PolicyCondition): Truth {
  const operator = operatorOf(name);
  if (!operator) {
    return 'maybe';
  }
  return operator.family === 'Null'
    ? some(values.map((value) => sameWord(value, 'true')))
    : truthOf(holdsWhereAbsent(operator));
}

function sameWord(value: Text, word: string): Truth {
  return value.literal === undefined ? value.equals(word) : truthOf(value.literal.toLowerCase() === word);
}
