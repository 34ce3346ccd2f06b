import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sso from 'aws-cdk-lib/aws-sso';
import { Construct } from 'constructs';
import { checkFormat, checkRange } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { IAM_PATH } from '../private/formats';
import { MANAGED_POLICIES_MAX, MANAGED_POLICIES_PER_ROLE, MANAGED_POLICY_QUOTA } from '../private/limits';
import { compare, inOrder } from '../private/order';
import { managedPolicies, numbered } from '../private/policies/managed-policies';
import { attachPolicies, attachPoliciesToGroup, attachPoliciesToUser } from '../private/policies/role-needs';
import { warn } from '../private/warnings';
import { bypassOf } from './combination/statements';
import type { Permission } from './permission';

/**
 * Which permissions a policy holds, and whom it is attached to.
 */
export interface PermissionPolicyProps {
  /**
   * The permissions. The same one twice counts once.
   */
  readonly permissions: Permission[];

  /**
   * The name of the first managed policy. Where there are several, the others get a number behind it.
   *
   * @default - CloudFormation makes up the names
   */
  readonly policyName?: string;

  /**
   * The path of the managed policies. Another one replaces them.
   *
   * @default - the root path
   */
  readonly path?: string;

  /**
   * The description of the managed policies. Another one replaces them.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The roles to which the managed policies are attached.
   *
   * @default - none
   */
  readonly roles?: iam.IRole[];

  /**
   * The groups to which the managed policies are attached.
   *
   * @default - none
   */
  readonly groups?: iam.IGroup[];

  /**
   * The users to which the managed policies are attached.
   *
   * @default - none
   */
  readonly users?: iam.IUser[];

  /**
   * The most characters of one managed policy, up to what IAM accepts.
   *
   * @default - what IAM accepts, 6144
   */
  readonly maxPolicyLength?: number;

  /**
   * The most managed policies, up to 25.
   *
   * @default - 10, which every identity can have attached
   */
  readonly maxPolicies?: number;
}

/**
 * Customer managed policies that hold permissions, as few as can be.
 *
 * The policy allows what any of its permissions allows. If one permission allows what another limits by conditions, the construct warns with
 * `cdk-secure-sagemaker:permissions.bypassedPermission` and names both. `Permission.intersection` requires all of them, and
 * `Permission.union` allows any of them on purpose.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class PermissionPolicy extends Construct {
  /** The managed policies. */
  public readonly managedPolicies: iam.ManagedPolicy[];

  private readonly policyName?: string;
  private readonly path?: string;

  constructor(scope: Construct, id: string, props: PermissionPolicyProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, propsFaults(props));
    const {
      permissions,
      policyName,
      path,
      description,
      maxPolicyLength = MANAGED_POLICY_QUOTA,
      maxPolicies = MANAGED_POLICIES_PER_ROLE,
    } = props;
    this.policyName = policyName;
    this.path = path;
    this.managedPolicies = managedPolicies(this, {
      statements: permissions.map((permission) => ({ id: permission.id, statements: permission.statements() })),
      maxLength: maxPolicyLength,
      maxPolicies,
      name: policyName,
      path,
      description,
    });
    this.attach(props);
    warnOfBypasses(this, permissions);
  }

  /** The ARNs of the managed policies, for whatever takes policies by ARN. */
  public get managedPolicyArns(): string[] {
    return this.managedPolicies.map(({ managedPolicyArn }) => managedPolicyArn);
  }

  /**
   * The names and paths by which a permission set of IAM Identity Center refers to the managed policies. They must be
   * deployed with the same name to every account that the permission set is assigned to.
   *
   * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html
   */
  public get customerManagedPolicyReferences(): sso.CfnPermissionSet.CustomerManagedPolicyReferenceProperty[] {
    const { policyName, path } = this;
    if (policyName === undefined) {
      const message = 'a permission set refers to managed policies by name: policyName must be given, got none';
      throw new SecureSageMakerError(this, faultsOf('InvalidPolicyName', [message]));
    }
    return this.managedPolicies.map((_, index) => ({ name: numbered(policyName, index, '-'), path }));
  }

  /** Attaches the managed policies to a role. */
  public attachToRole(role: iam.IRole): void {
    attachPolicies(this, this.managedPolicies, role);
  }

  /** Attaches the managed policies to a group. */
  public attachToGroup(group: iam.IGroup): void {
    attachPoliciesToGroup(this, this.managedPolicies, group);
  }

  /** Attaches the managed policies to a user. */
  public attachToUser(user: iam.IUser): void {
    attachPoliciesToUser(this, this.managedPolicies, user);
  }
  private attach({ roles = [], groups = [], users = [] }: PermissionPolicyProps): void {
    for (const role of inOrder(this, roles, ({ roleName }) => roleName)) {
      this.attachToRole(role);
    }
    for (const group of inOrder(this, groups, ({ groupName }) => groupName)) {
      this.attachToGroup(group);
    }
    for (const user of inOrder(this, users, ({ userName }) => userName)) {
      this.attachToUser(user);
    }
  }
}

/** Warns about each permission that allows what another one limits. */
function warnOfBypasses(scope: Construct, permissions: readonly Permission[]): void {
  const all = permissions
    .map(({ id, _parts: parts }) => ({ id, parts }))
    .sort((one, other) => compare(one.id, other.id));
  for (const limited of all) {
    for (const open of all) {
      const bypass = limited === open ? undefined : bypassOf(limited.parts, open.parts);
      if (bypass) {
        const [actions, keys] = [bypass.actions.join(', '), bypass.keys.join(', ')];
        warn(
          scope,
          'permissions.bypassedPermission',
          `${open.id} allows ${actions} without ${keys}, which ${limited.id} compares. Require both with Permission.intersection, or allow either one with Permission.union.`,
        );
      }
    }
  }
}

function propsFaults({ permissions, path, maxPolicyLength, maxPolicies }: PermissionPolicyProps): Fault[] {
  return [
    ...check(
      permissions.length > 0,
      'InvalidPermission',
      'a permission policy needs at least one permission, got none',
    ),
    ...faultsOf('InvalidPolicyName', checkFormat('the path of a managed policy', path, IAM_PATH)),
    ...faultsOf('InvalidQuota', [
      ...checkRange('maxPolicyLength', maxPolicyLength, 1, MANAGED_POLICY_QUOTA, 'characters'),
      ...checkRange('maxPolicies', maxPolicies, 1, MANAGED_POLICIES_MAX, 'policies'),
    ]),
  ];
}
