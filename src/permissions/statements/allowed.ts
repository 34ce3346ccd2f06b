import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Requirement } from '../../conditions';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';

export interface AllowedAccess {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** All of them must be met. */
  readonly requirements?: readonly Requirement[];
}

type Conditions = Record<string, Record<string, string[]>>;

/** A statement that allows. Without an id, so that the policy which takes it gives it one. */
export function allowed({ actions, resources, requirements = [] }: AllowedAccess): iam.PolicyStatement {
  SecureSageMakerError.throwIfAny(undefined, requirementFaults(actions, requirements));
  return new iam.PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    conditions: conditionOf(requirements),
  });
}

/** Whether a condition with all requirements is one that the actions can meet. */
export function requirementFaults(actions: readonly string[], requirements: readonly Requirement[]): Fault[] {
  const parts = requirements.flatMap(comparisons);
  const twins = parts.filter((part, index) => parts.indexOf(part) !== index);
  return [
    ...faultsOf(
      'UnsupportedAction',
      requirements.flatMap((requirement) => foreignActions(actions, requirement)),
    ),
    ...faultsOf(
      'InvalidPermission',
      [...new Set(twins)].map(
        (twin) => `two requirements of one permission set ${twin}: one condition has room for one of them`,
      ),
    ),
  ];
}

function comparisons(requirement: Requirement): string[] {
  return Object.entries(requirement.allowCondition()).flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => `${operator} of ${key}`),
  );
}

/** The condition would make the statement void for these. Keys that requests of every action carry fit all. */
function foreignActions(actions: readonly string[], { key, actions: meant }: Requirement): string[] {
  const foreign = key.everyAction
    ? []
    : actions.filter((action) => !Token.isUnresolved(action) && !meant.includes(action));
  return foreign.map(
    (action) => `the requirement on ${key.name} must apply to every action of the permission, got ${action}`,
  );
}

function conditionOf(requirements: readonly Requirement[]): Conditions {
  const merged: Conditions = {};
  for (const [operator, keys] of requirements.flatMap((requirement) => Object.entries(requirement.allowCondition()))) {
    merged[operator] = { ...merged[operator], ...keys };
  }
  return merged;
}
