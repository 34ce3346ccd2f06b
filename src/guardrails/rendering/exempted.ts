import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Exemption } from '../exemption';

type Conditions = Record<string, Record<string, unknown>>;

/**
 * The statement for everybody but who is exempt. A negated operator holds where a value is none of its list, so that a
 * statement which excepts somebody itself excepts both.
 */
export function exempted(statement: iam.PolicyStatement, exemptions: readonly Exemption[]): iam.PolicyStatement {
  const conditions = exemptions.reduce(
    (all, { _bystanders: { operator, key, values } }) => withValues(all, operator, key, values),
    statement.conditions as Conditions,
  );
  return exemptions.length ? statement.copy({ conditions }) : statement;
}

function withValues(conditions: Conditions, operator: string, key: string, values: readonly string[]): Conditions {
  const keys = conditions[operator] ?? {};
  const present = [keys[key] ?? []].flat();
  return { ...conditions, [operator]: { ...keys, [key]: [...new Set([...present, ...values])] } };
}

/** What would turn an exemption around: a list of both truth values never holds where one of them was asked for. */
export function exemptionConflicts(
  id: string,
  statement: iam.PolicyStatement,
  exemptions: readonly Exemption[],
): string[] {
  const conflicting = exemptions.filter(({ _bystanders: { operator, key, values } }) => {
    const present = (statement.conditions as Conditions)[operator]?.[key];
    return operator.startsWith('Bool') && present !== undefined && String(present) !== String(values);
  });
  return conflicting.map(
    ({ _bystanders: { operator, key } }) =>
      `${id} compares ${key} with ${operator} itself, so that it cannot be exempted from by the same key`,
  );
}
