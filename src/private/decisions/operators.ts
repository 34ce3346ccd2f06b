/** What a condition operator compares. */
export type OperatorFamily = 'Arn' | 'Binary' | 'Bool' | 'Date' | 'IpAddress' | 'Null' | 'Numeric' | 'String';

export type SetOperator = 'ForAllValues' | 'ForAnyValue';

/**
 * A condition operator of IAM, taken apart.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface ConditionOperator {
  readonly family: OperatorFamily;
  /** Without set operator and `IfExists`, such as `StringNotLike`. */
  readonly base: string;
  readonly set?: SetOperator;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** Whether `*` and `?` stand for other characters in the values. */
  readonly wildcards: boolean;
}

const BASES: Readonly<Record<OperatorFamily, readonly string[]>> = {
  Arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  Binary: ['BinaryEquals'],
  Bool: ['Bool'],
  Date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  IpAddress: ['IpAddress', 'NotIpAddress'],
  Null: ['Null'],
  Numeric: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  String: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
};

const SETS: readonly (SetOperator | undefined)[] = [undefined, 'ForAllValues', 'ForAnyValue'];

/** By their names in lower case. */
const OPERATORS: ReadonlyMap<string, ConditionOperator> = new Map(
  (Object.keys(BASES) as OperatorFamily[]).flatMap((family) => BASES[family].flatMap((base) => variants(family, base))),
);

/** The operator of a name; undefined where IAM has none of that name. */
export function operatorOf(name: string): ConditionOperator | undefined {
  return OPERATORS.get(name.toLowerCase());
}

/** Whether a comparison with the operator, which is not `Null`, holds for a request without the key. */
export function holdsWhereAbsent({ set, negated, ifExists }: ConditionOperator): boolean {
  return set === 'ForAllValues' || (set !== 'ForAnyValue' && (negated || ifExists));
}

function variants(family: OperatorFamily, base: string): [string, ConditionOperator][] {
  const negated = base.includes('Not');
  const wildcards = family === 'Arn' || base.endsWith('Like');
  const sets = family === 'Null' ? [undefined] : SETS;
  const endings = family === 'Null' ? [false] : [false, true];
  return sets.flatMap((set) =>
    endings.map((ifExists): [string, ConditionOperator] => {
      const name = `${set ? `${set}:` : ''}${base}${ifExists ? 'IfExists' : ''}`;
      return [name.toLowerCase(), { family, base, set, negated, ifExists, wildcards }];
    }),
  );
}
