import {
  Aspects,
  CfnDeletionPolicy,
  CfnResource,
  type ICfnResourceOptions,
  RemovalPolicy,
  Resource,
} from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct, IConstruct } from 'constructs';
import { check, faultsOf, faultText } from '../errors';
import { type WarningId, warn } from '../warnings';

/** Retains a resource that leaves its stack or is replaced. One whose creation is rolled back is deleted, so that the next attempt can create it. */
export const RETAIN_ONCE_CREATED = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** The shortest waiting period of KMS, in days. */
const KEY_WAITING_PERIOD_MIN = 7;

/** Aspects of users run first, including `RemovalPolicies` of CDK. */
const AFTER_USERS = 900;

/** What a resource that is retained cannot work without. */
const PARTS = [
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
];

/** What this library decided about the removal of a resource. */
interface Decision {
  /** Whether the user chose the removal policy with a prop. */
  readonly isChosen: boolean;
  readonly deletionPolicy: CfnDeletionPolicy | undefined;
  /** Takes away what would prevent the deletion. */
  readonly unprotect?: () => void;
}

/** A symbol of the process, which all copies of the library share. */
const DECISION = Symbol.for('cdk-secure-sagemaker.removal');

type Decided = CfnResource & { [DECISION]?: Decision };

export interface RemovalOptions {
  /** Where the user chose none. @default RETAIN_ONCE_CREATED */
  readonly fallback?: RemovalPolicy;
  /** Takes away what would prevent the deletion. */
  readonly unprotect?: () => void;
}

/** Applies the removal policy that the user chose, or the default. */
export function applyRemoval(
  resource: CfnResource,
  chosen: RemovalPolicy | undefined,
  { fallback = RETAIN_ONCE_CREATED, unprotect }: RemovalOptions = {},
): void {
  resource.applyRemovalPolicy(chosen ?? fallback);
  const { deletionPolicy } = resource.cfnOptions;
  (resource as Decided)[DECISION] = { isChosen: chosen !== undefined, deletionPolicy, unprotect };
}

/** The same for a construct of CDK, which has the resource as its default child. */
export function applyRemovalTo(construct: IConstruct, chosen?: RemovalPolicy, options?: RemovalOptions): void {
  applyRemoval(construct.node.defaultChild as CfnResource, chosen, options);
}

/** A customer managed key with rotation. It is needed as long as the data that it encrypts. */
export function createKey(scope: Construct, description: string, chosen?: RemovalPolicy): kms.Key {
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true, description });
  const resource = key.node.defaultChild as kms.CfnKey;
  const unprotect = () => {
    resource.pendingWindowInDays ??= KEY_WAITING_PERIOD_MIN;
  };
  applyRemoval(resource, chosen, { unprotect });
  return key;
}

export function isDeleted({ cfnOptions: { deletionPolicy } }: CfnResource): boolean {
  return deletionPolicy === undefined || deletionPolicy === CfnDeletionPolicy.DELETE;
}

/** Warns once about a resource that is deleted with its stack, however that came about. */
export function warnIfDeleted(scope: IConstruct, resource: CfnResource, id: WarningId, detail: string): void {
  let isWarned = false;
  const validate = () => {
    if (!isWarned && isDeleted(resource)) {
      isWarned = true;
      warn(scope, id, detail);
    }
    return [];
  };
  scope.node.addValidation({ validate });
}

/**
 * Deletes a resource together with those that cannot be deleted before it. Where it is retained although one of these is
 * deleted, no deletion of the stack could succeed, which is a fault.
 *
 * @param parents constructs that cannot be deleted while the resource exists; imported ones are left out
 */
export function followRemovalOf(resource: CfnResource, parents: readonly IConstruct[]): void {
  const owned = parents.filter((parent) => Resource.isOwnedResource(parent));
  const deleted = () => owned.filter(({ node }) => isDeleted(node.defaultChild as CfnResource));
  if (!(resource as Decided)[DECISION]?.isChosen) {
    follow(resource, () => (deleted().length > 0 ? DELETED : undefined));
  }
  resource.node.addValidation({ validate: () => conflicts(resource, deleted()) });
}

type Policies = Pick<ICfnResourceOptions, 'deletionPolicy' | 'updateReplacePolicy'>;

const DELETED: Policies = { deletionPolicy: CfnDeletionPolicy.DELETE, updateReplacePolicy: CfnDeletionPolicy.DELETE };

/**
 * Makes the policies of a resource those of others, unless they are set later. They are read when the template is made, since
 * methods, overrides and aspects may still change those of the others.
 */
function follow({ cfnOptions }: CfnResource, others: () => Policies | undefined): void {
  for (const key of ['deletionPolicy', 'updateReplacePolicy'] as const) {
    let own = cfnOptions[key];
    let isSet = false;
    Object.defineProperty(cfnOptions, key, {
      get: () => (isSet ? own : (others()?.[key] ?? own)),
      set: (policy: CfnDeletionPolicy | undefined) => {
        own = policy;
        isSet = true;
      },
      enumerable: true,
      configurable: true,
    });
  }
}

function conflicts(resource: CfnResource, deleted: readonly IConstruct[]): string[] {
  const paths = deleted.map(({ node }) => node.path).join(' and ');
  const { deletionPolicy } = resource.cfnOptions;
  const message = `removalPolicy must be RemovalPolicy.DESTROY, because ${paths} cannot be deleted before this resource, got the deletion policy ${deletionPolicy}: use DESTROY here, or retain ${paths} as well`;
  const faults = check(deleted.length === 0 || isDeleted(resource), 'ConflictingRemoval', message);
  return faults.map(faultText);
}

/** Retains the roles, policies, and security groups below a construct if its resource is retained. */
export function retainPartsOf(construct: IConstruct): void {
  const resource = construct.node.defaultChild as CfnResource;
  const visit = (node: IConstruct) => {
    if (CfnResource.isCfnResource(node) && isPart(node)) {
      follow(node, () => (isDeleted(resource) ? undefined : resource.cfnOptions));
    }
  };
  Aspects.of(construct).add({ visit }, { priority: AFTER_USERS });
}

function isPart({ cfnResourceType, cfnOptions }: CfnResource): boolean {
  return PARTS.includes(cfnResourceType) && cfnOptions.deletionPolicy === undefined;
}

/** Deletes every resource of this library in a scope with its stack. One that the user chose to retain is a fault. */
export function disposeOf(scope: IConstruct): void {
  const visit = (node: IConstruct) => {
    if (CfnResource.isCfnResource(node) && isUnchanged(node)) {
      node.applyRemovalPolicy(RemovalPolicy.DESTROY);
      (node as Decided)[DECISION]?.unprotect?.();
    }
  };
  Aspects.of(scope).add({ visit }, { priority: AFTER_USERS });
  scope.node.addValidation({ validate: () => retainedIn(scope) });
}

/** Whether the resource still has the removal policy that this library decided on without the user. */
function isUnchanged(resource: Decided): boolean {
  const decision = resource[DECISION];
  return decision?.isChosen === false && decision.deletionPolicy === resource.cfnOptions.deletionPolicy;
}

function retainedIn(scope: IConstruct): string[] {
  const retained = scope.node
    .findAll()
    .filter((node): node is CfnResource => CfnResource.isCfnResource(node))
    .filter((node: Decided) => node[DECISION] !== undefined && !isDeleted(node));
  const message = ({ node, cfnOptions }: CfnResource) =>
    `removalPolicy must be RemovalPolicy.DESTROY in a disposable environment, got the deletion policy ${cfnOptions.deletionPolicy} for ${node.path}: leave removalPolicy out`;
  return faultsOf('ConflictingRemoval', retained.map(message)).map(faultText);
}
