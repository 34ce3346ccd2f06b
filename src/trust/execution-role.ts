import { type Duration, Resource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { knownToDiffer } from '../private/arn';
import { check, type Fault, SecureSageMakerError } from '../private/errors';
import { foreignFaults, used } from '../private/life-cycle/foreign';
import { isPlaceholder } from '../private/life-cycle/unknown';
import { inOrder, optionalInOrder } from '../private/order';
import { watchRole } from '../private/policies/managed-policy';
import { PackedPolicies } from '../private/policies/packed-policies';
import { grant, noteGrant } from '../private/policies/role-needs';
import { claimRoleName } from '../private/roles';
import { warn } from '../private/warnings';
import { ExecutionRoleGrants } from './execution-role-grants';
import type { Feature } from './feature';
import { SageMakerPrincipal } from './sagemaker-principal';

/**
 * A role that SageMaker assumes to work on behalf of its users.
 */
export interface IExecutionRole extends iam.IRole {
  /**
   * Grants on this role.
   */
  readonly grants: ExecutionRoleGrants;
}

/**
 * Properties of an execution role.
 */
export interface ExecutionRoleProps {
  /**
   * The SageMaker features that assume the role.
   *
   * @default - those of `principal`; one of both is required
   */
  readonly features?: Feature[];

  /**
   * Who assumes the role, where it takes more than features to say: other accounts or regions, session actions.
   *
   * @default - SageMaker, for the features and for the account and region of the stack
   */
  readonly principal?: SageMakerPrincipal;

  /**
   * Other services that assume the role too, each in a statement of its own. Put conditions on each of them.
   *
   * @default - nobody else
   */
  readonly additionalPrincipals?: iam.IPrincipal[];

  /**
   * The name of the role. Changing it replaces the role.
   *
   * @default - a name made by CloudFormation
   */
  readonly roleName?: string;

  /**
   * The path of the role and of the policies that hold its grants. Changing it replaces them.
   *
   * @default '/' - the root path
   */
  readonly path?: string;

  /**
   * What the role is for.
   *
   * @default - a sentence that names the features
   */
  readonly description?: string;

  /**
   * How long a session of the role may last, from 1 to 12 hours.
   *
   * @default Duration.hours(1) - what IAM defaults to
   */
  readonly maxSessionDuration?: Duration;

  /**
   * The most that the role may ever do.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Managed policies to attach. `AmazonSageMakerFullAccess` is refused.
   *
   * @default - only those that hold the grants made to the role
   */
  readonly managedPolicies?: iam.IManagedPolicy[];
}

/** What made and imported execution roles have in common: a role inside, and managed policies for its grants. */
abstract class ExecutionRoleBase extends Resource implements IExecutionRole {
  public abstract readonly roleArn: string;
  public abstract readonly roleName: string;
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string = 'sts:AssumeRole';
  public readonly grants: ExecutionRoleGrants = ExecutionRoleGrants.fromRole(this);

  /** @internal */
  protected abstract readonly _role: iam.IRole;
  /** @internal */
  protected abstract readonly _permissions: PackedPolicies | undefined;

  public get roleRef(): iam.RoleReference {
    return { roleArn: this.roleArn, roleName: this.roleName };
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return this._role.policyFragment;
  }

  public get principalAccount(): string | undefined {
    return this._role.principalAccount;
  }

  /**
   * Adds a statement to the customer managed policies of the role, and opens a further policy where one is full.
   */
  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this._permissions
      ? { statementAdded: true, policyDependable: this._permissions.add(statement) }
      : { statementAdded: false };
  }

  /**
   * Adds a statement to the customer managed policies of the role.
   */
  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  /**
   * Attaches a managed policy. `AmazonSageMakerFullAccess` is refused.
   */
  public addManagedPolicy(policy: iam.IManagedPolicy): void {
    SecureSageMakerError.throwIfAny(this, [
      ...fullAccessFaults([policy]),
      ...foreignPolicyFaults(this, 'the managed policy', [policy]),
    ]);
    this._role.addManagedPolicy(policy);
  }

  /**
   * Attaches an inline policy. Leaves the warning `trust.inlinePolicy`, since compliance packs reject inline policies.
   */
  public attachInlinePolicy(policy: iam.Policy): void {
    warn(this, 'trust.inlinePolicy', `Attach ${policy.node.path} as a managed policy.`);
    this._role.attachInlinePolicy(policy);
  }

  /**
   * Grants actions on this role, such as `iam:GetRole`. For passing the role use `grants.passRole`.
   */
  public grant(grantee: iam.IPrincipal, ...actions: string[]): iam.Grant {
    return grant(this, { grantee, actions, resourceArns: [this.roleArn] });
  }

  /**
   * Allows to pass the role, to SageMaker and to no other service.
   */
  public grantPassRole(grantee: iam.IPrincipal): iam.Grant {
    return this.grants.passRole(grantee);
  }

  /**
   * Allows an identity to assume the role. The trust policy must admit that identity as well.
   */
  public grantAssumeRole(grantee: iam.IPrincipal): iam.Grant {
    const granted = this._role.grantAssumeRole(grantee);
    const statement = new iam.PolicyStatement({ actions: [this.assumeRoleAction], resources: [this.roleArn] });
    noteGrant(this, grantee, [statement], granted);
    return granted;
  }
}

/**
 * A role for SageMaker: trusted for the given features of this account alone, with no permission of its own.
 *
 * What is granted to it lands in customer managed policies, never in inline ones.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export class ExecutionRole extends ExecutionRoleBase {
  /**
   * An existing execution role. Grants made to it land in customer managed policies that are attached to it, unless
   * it is of another account or `mutable` is false. Its trust policy stays as it is.
   */
  public static fromRoleArn(
    scope: Construct,
    id: string,
    roleArn: string,
    options?: iam.FromRoleArnOptions,
  ): IExecutionRole {
    return new ImportedExecutionRole(scope, id, roleArn, options);
  }

  public readonly roleArn: string;
  public readonly roleName: string;

  /** Who assumes the role. */
  public readonly principal: SageMakerPrincipal;

  /** The trust policy. Every statement added to it widens who may assume the role. */
  public readonly assumeRolePolicy: iam.PolicyDocument | undefined;

  /** @internal */
  protected readonly _role: iam.Role;
  /** @internal */
  protected readonly _permissions: PackedPolicies;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [
      ...principalFaults(props),
      ...fullAccessFaults(props.managedPolicies ?? []),
      ...foreignPolicyFaults(this, 'managedPolicies', props.managedPolicies ?? []),
      ...foreignPolicyFaults(this, 'permissionsBoundary', [props.permissionsBoundary]),
    ]);
    const { features, additionalPrincipals = [], path, description, ...roleProps } = props;

    this.principal = props.principal ?? new SageMakerPrincipal({ features: features ?? [] });
    this._role = new iam.Role(this, 'Role', {
      assumedBy: additionalPrincipals.length
        ? new iam.CompositePrincipal(this.principal, ...inOrder(this, additionalPrincipals, fragmentOf))
        : this.principal,
      path,
      description: description ?? descriptionOf(this.principal),
      maxSessionDuration: roleProps.maxSessionDuration,
      managedPolicies: optionalInOrder(this, roleProps.managedPolicies, ({ managedPolicyArn }) => managedPolicyArn),
      permissionsBoundary: roleProps.permissionsBoundary,
      roleName: roleProps.roleName,
    });
    this.roleArn = this._role.roleArn;
    this.roleName = this._role.roleName;
    this.assumeRolePolicy = this._role.assumeRolePolicy;
    this._permissions = new PackedPolicies(this, { role: this._role, path });
    claimRoleName(this._role);
    watchRole(this, this._role);
  }
}

/** An execution role that exists already. */
class ImportedExecutionRole extends ExecutionRoleBase {
  public readonly roleArn: string;
  public readonly roleName: string;
  protected readonly _role: iam.IRole;
  protected readonly _permissions: PackedPolicies | undefined;

  constructor(scope: Construct, id: string, roleArn: string, options: iam.FromRoleArnOptions = {}) {
    const arn = isPlaceholder(roleArn) ? pendingRoleArn(scope) : roleArn;
    super(scope, id, { environmentFromArn: arn });
    this._role = iam.Role.fromRoleArn(this, 'Role', arn, options);
    this.roleArn = this._role.roleArn;
    this.roleName = this._role.roleName;
    const foreign = knownToDiffer(this.env.account, Stack.of(this).account);
    this._permissions =
      foreign || options.mutable === false ? undefined : new PackedPolicies(this, { role: this._role });
  }
}

/** CDK rejects the placeholder of a pending lookup, which is not an ARN. */
function pendingRoleArn(scope: Construct): string {
  return Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'pending-lookup' });
}

function fragmentOf({ policyFragment: { principalJson, conditions }, assumeRoleAction }: iam.IPrincipal): unknown[] {
  return [principalJson, conditions, assumeRoleAction];
}

function descriptionOf(principal: SageMakerPrincipal): string {
  const names = [...new Set(principal.features.map(({ name }) => name.toLowerCase().replaceAll('_', ' ')))];
  return names.length ? `Assumed by SageMaker for ${names.join(', ')}`.slice(0, 1000) : 'Assumed by SageMaker';
}

function principalFaults({ features, principal }: ExecutionRoleProps): Fault[] {
  const given = features ? 'both' : 'neither';
  return check(
    (features === undefined) !== (principal === undefined),
    'ConflictingProps',
    `an execution role needs either features or a principal, got ${given}`,
  );
}

/** A role has policies of its own account, and those of AWS. */
function foreignPolicyFaults(
  role: IConstruct,
  prop: string,
  policies: readonly (iam.IManagedPolicy | undefined)[],
): Fault[] {
  return foreignFaults(
    role,
    policies.map((policy) => used(prop, policy?.managedPolicyArn, true)),
  );
}

function fullAccessFaults(policies: readonly iam.IManagedPolicy[]): Fault[] {
  return policies.flatMap(({ managedPolicyArn }) =>
    check(
      !managedPolicyArn.endsWith('/AmazonSageMakerFullAccess'),
      'FullAccessPolicy',
      'AmazonSageMakerFullAccess allows sagemaker:* and more on every resource: grant what the role needs instead',
    ),
  );
}
