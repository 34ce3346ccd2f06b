import { typesOf } from './key-facts';
import { ConditionKeyType } from './values';

/** What a requirement asks of a value. */
export enum ComparisonKind {
  AT_LEAST = 'atLeast',
  AT_MOST = 'atMost',
  IS_ONE_OF = 'isOneOf',
  IS_FALSE = 'isFalse',
  IS_TRUE = 'isTrue',
  MATCHES = 'matches',
  IS_NONE_OF = 'isNoneOf',
}

/** An operator, and whether a request without the key satisfies it. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
}

export interface ComparisonOperators {
  /** Holds for a value that meets the requirement. */
  readonly meets: Operator;
  /** Holds for a value that breaks the requirement. */
  readonly breaks: Operator;
}

function positive(name: string): Operator {
  return { name, negated: false };
}

function negated(name: string): Operator {
  return { name, negated: true };
}

/** ARN operators hold for no value that is no ARN, whichever way round: a Deny with them would let the alias of a key through. */
const ONE_OF: Record<ConditionKeyType, ComparisonOperators | undefined> = {
  [ConditionKeyType.ARN]: { meets: positive('ArnEquals'), breaks: negated('StringNotEquals') },
  [ConditionKeyType.BOOL]: undefined,
  [ConditionKeyType.IP_ADDRESS]: { meets: positive('IpAddress'), breaks: negated('NotIpAddress') },
  [ConditionKeyType.NUMERIC]: { meets: positive('NumericEquals'), breaks: negated('NumericNotEquals') },
  [ConditionKeyType.STRING]: { meets: positive('StringEquals'), breaks: negated('StringNotEquals') },
};

const NONE_OF: Record<ConditionKeyType, ComparisonOperators | undefined> = {
  [ConditionKeyType.ARN]: { meets: negated('StringNotEquals'), breaks: positive('StringEquals') },
  [ConditionKeyType.BOOL]: undefined,
  [ConditionKeyType.IP_ADDRESS]: { meets: negated('NotIpAddress'), breaks: positive('IpAddress') },
  [ConditionKeyType.NUMERIC]: { meets: negated('NumericNotEquals'), breaks: positive('NumericEquals') },
  [ConditionKeyType.STRING]: { meets: negated('StringNotEquals'), breaks: positive('StringEquals') },
};

/** What of a condition key decides how it is compared. */
export interface ComparedKey {
  readonly name: string;
  readonly type: ConditionKeyType;
}

/** The operators for a comparison of values of a type; undefined where they cannot be compared so. */
export function operatorsFor(kind: ComparisonKind, key: ComparedKey): ComparisonOperators | undefined {
  switch (kind) {
    case ComparisonKind.IS_ONE_OF:
      return ONE_OF[key.type];
    case ComparisonKind.IS_NONE_OF:
      return NONE_OF[key.type];
    case ComparisonKind.MATCHES:
      return matching(key);
    case ComparisonKind.AT_MOST:
      return onlyFor(key, ConditionKeyType.NUMERIC, 'NumericLessThanEquals', 'NumericGreaterThan');
    case ComparisonKind.AT_LEAST:
      return onlyFor(key, ConditionKeyType.NUMERIC, 'NumericGreaterThanEquals', 'NumericLessThan');
    case ComparisonKind.IS_TRUE:
    case ComparisonKind.IS_FALSE:
      return onlyFor(key, ConditionKeyType.BOOL, 'Bool', 'Bool');
  }
}

/**
 * Part by part for ARNs, so that no crafted ARN fits a pattern by having the account in another part. The keys of KMS
 * are the exception: a request may name them by alias or id, which is no ARN.
 */
function matching({ type, name }: ComparedKey): ComparisonOperators | undefined {
  if (type === ConditionKeyType.ARN) {
    return { meets: positive('ArnLike'), breaks: negated(isKmsKey(name) ? 'StringNotLike' : 'ArnNotLike') };
  }
  return type === ConditionKeyType.STRING
    ? { meets: positive('StringLike'), breaks: negated('StringNotLike') }
    : undefined;
}

/** Whether the values are keys of KMS, which requests may name in other ways than by ARN. */
export function isKmsKey(name: string): boolean {
  return name.includes('KmsKey');
}

function onlyFor(
  { name, type }: ComparedKey,
  wanted: ConditionKeyType,
  meets: string,
  breaks: string,
): ComparisonOperators | undefined {
  return typesOf(name, type).includes(wanted) ? { meets: positive(meets), breaks: positive(breaks) } : undefined;
}
