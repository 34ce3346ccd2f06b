import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement } from '../../conditions';
import { checkNotEmpty, checkUrlEndpoints } from '../../private/checks';
import { endpointIds } from '../../private/endpoint-ids';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';

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

/** A statement that allows, or none where there are no resources, since a statement needs one. */
export function allowedIfAny(access: AllowedAccess): iam.PolicyStatement[] {
  return access.resources.length > 0 ? [allowed(access)] : [];
}

export interface PresignedUrlAccess extends AllowedAccess {
  /** The action that makes URLs, beside the others. */
  readonly url: string;
  /** @default - URLs may be made and used from anywhere */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}

/** Statements with an action that makes URLs, where it is limited in one of its own: the other actions may be called from elsewhere. */
export function allowedWithUrl({
  url,
  endpoints,
  actions,
  resources,
  requirements = [],
}: PresignedUrlAccess): iam.PolicyStatement[] {
  if (!endpoints) {
    return [allowed({ actions: [url, ...actions], resources, requirements })];
  }
  return [
    allowed({ actions: [url], resources, requirements: [...requirements, throughEndpoints(endpoints, [url])] }),
    allowed({ actions, resources, requirements }),
  ];
}

/** URLs are created through one endpoint and used through another. */
export function urlEndpointFaults(endpoints: readonly ec2.IVPCEndpointRef[] | undefined): Fault[] {
  const ids = endpoints && endpointIds(endpoints);
  return faultsOf('InvalidPermission', [
    ...checkNotEmpty('endpoints', endpoints),
    ...checkUrlEndpoints('endpoints', ids),
  ]);
}

export function throughEndpoints(endpoints: readonly ec2.IVPCEndpointRef[], actions: string[]): Requirement {
  return Requirement.isOneOf(ConditionKey.SOURCE_VPCE, endpointIds(endpoints), { actions });
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
  if (key.everyAction) {
    return [];
  }
  const foreign = actions.filter((action) => !isUnknown(action) && !meant.includes(action));
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
