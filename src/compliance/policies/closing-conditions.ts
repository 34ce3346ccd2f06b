import { holdsWhereAbsent, operatorOf } from '../../private/decisions/operators';
import type { PartialString } from '../templates/partial-string';
import type { PolicyCondition, PolicyStatement } from './statement';

const COMPARING = ['Arn', 'IpAddress', 'String'];
/** Values that take in what anybody may have, such as any endpoint or any address. */
const ANYTHING = /^(\*|vpce?-\*|o-\*|0\.0\.0\.0\/0|::\/0)$/;
/** Requests that AWS services make in the name of the caller. */
const BY_SERVICES = ['aws:ViaAWSService', 'aws:PrincipalIsAWSService'];

/** Whether a statement that allows only does so where one of some keys has a value that is asked for. A key that is absent opens nothing. */
export function asksFor({ conditions }: PolicyStatement, keys: readonly string[]): boolean {
  return conditions.some((condition) => {
    const operator = operatorOf(condition.operator);
    const compares = operator && COMPARING.includes(operator.family) && !operator.negated;
    return (
      compares &&
      (!holdsWhereAbsent(operator) || refusesAbsence(conditions, condition.key)) &&
      isOneOf(condition, keys) &&
      isNarrow(condition)
    );
  });
}

/** Whether a statement denies everything but where some keys have values that are asked for. */
export function deniesWithout({ effect, conditions }: PolicyStatement, keys: readonly string[]): boolean {
  const closing = conditions.filter((condition) => isOneOf(condition, keys) && refuses(condition));
  const rest = conditions.filter((condition) => !closing.includes(condition) && !isOneOf(condition, BY_SERVICES));
  return effect === 'Deny' && closing.length > 0 && rest.length === 0 && closing.every(isNarrow);
}

function refuses({ operator: name }: PolicyCondition): boolean {
  const operator = operatorOf(name);
  return (
    operator !== undefined && COMPARING.includes(operator.family) && operator.negated && holdsWhereAbsent(operator)
  );
}

function refusesAbsence(conditions: readonly PolicyCondition[], key: string): boolean {
  const isFalse = ({ values }: PolicyCondition) => values.length === 1 && values[0].literal?.toLowerCase() === 'false';
  return conditions.some(
    (condition) => operatorOf(condition.operator)?.family === 'Null' && isOneOf(condition, [key]) && isFalse(condition),
  );
}

/** The case of letters does not count in condition keys. */
function isOneOf({ key }: PolicyCondition, keys: readonly string[]): boolean {
  return keys.some((name) => name.toLowerCase() === key.toLowerCase());
}

function isNarrow({ values }: PolicyCondition): boolean {
  const isAnything = ({ literal }: PartialString) => literal !== undefined && ANYTHING.test(literal);
  return values.length > 0 && !values.some(isAnything);
}
