import { holdsWhereAbsent, operatorOf } from '../../private/decisions/operators';
import type { PartialString } from '../templates/partial-string';
import { some, type Truth, truthOf } from '../templates/truth';
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

function sameWord(value: PartialString, word: string): Truth {
  return value.literal === undefined ? value.equals(word) : truthOf(value.literal.toLowerCase() === word);
}
