import { RemovalPolicy, Resource, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedResource } from '../private/adoption/deployed-resource';
import { keptKey, keptRole, keptSecurityGroups } from '../private/adoption/kept';
import { environmentArn, inLowerCase, parseSageMakerArn, sageMakerArn } from '../private/arn';
import { ClosedSecurityGroup, securityGroupIds } from '../private/closed-security-group';
import { check, SecureSageMakerError } from '../private/errors';
import { keyOf, labelOf } from '../private/life-cycle/names';
import { applyRemoval, createKey, retainPartsOf } from '../private/life-cycle/removal';
import { claimName } from '../private/life-cycle/unique';
import { NOTEBOOK_VOLUME_MIN_GIB } from '../private/limits';
import { optionalInOrder } from '../private/order';
import { managedPolicy } from '../private/policies/managed-policy';
import { addStatements, RoleNeeds } from '../private/policies/role-needs';
import { isRoleOfApp, type RoleOfApp, rolePath } from '../private/roles';
import { gibibytes } from '../private/units';
import { volumeKeyStatements } from '../private/volume-key';
import { warn } from '../private/warnings';
import { ExecutionRole } from '../trust/execution-role';
import { Feature } from '../trust/feature';
import { RoleRequirements } from '../trust/role-requirements';
import { SageMakerPrincipal } from '../trust/sagemaker-principal';
import { deployedFaults, warnOfKeptNotebook } from './deployed';
import { attributeFaults, foreignNotebookFaults, literalArnFaults, notebookFaults } from './instance-checks';
import { type INotebookInstance, NotebookInstanceGrants } from './instance-grants';
import {
  DirectInternetAccess,
  MetadataServiceVersion,
  type NotebookHardeningProps,
  type NotebookInstanceAttributes,
  type NotebookInstanceProps,
  RootAccess,
} from './instance-props';
import { InstanceType } from './instance-type';
import { watchInstance } from './instance-watch';
import { Platform } from './platform';
import { firstId, notebookSubnet } from './subnet';

const FEATURES = [Feature.NOTEBOOK_INSTANCE];

/** What made and imported notebook instances have in common. */
abstract class NotebookInstanceBase extends Resource implements INotebookInstance {
  public abstract readonly notebookInstanceArn: string;
  public abstract readonly notebookInstanceName: string;
  public abstract readonly connections: ec2.Connections;
  public readonly grants: NotebookInstanceGrants = NotebookInstanceGrants.fromNotebookInstance(this);

  /**
   * Makes a rule for the state changes of this notebook instance, such as `InService`, `Stopped` and `Failed`.
   */
  public onStateChange(id: string, options: events.OnEventOptions = {}): events.Rule {
    const rule = new events.Rule(this, id, options);
    rule.addTarget(options.target);
    rule.addEventPattern({
      source: ['aws.sagemaker'],
      detailType: ['SageMaker Notebook Instance State Change'],
      detail: { NotebookInstanceName: [this.notebookInstanceName] },
    });
    return rule;
  }
}

/**
 * A notebook instance that answers to IMDSv2 only, gives its users neither root nor internet, and encrypts its volume
 * with a customer managed key. It costs from the moment it is created, and as long as it runs.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi.html
 */
export class NotebookInstance extends NotebookInstanceBase implements iam.IGrantable {
  /** The log group to which every notebook instance writes, in streams that begin with its name. */
  public static readonly LOG_GROUP_NAME: string = '/aws/sagemaker/NotebookInstances';

  /** An existing notebook instance of this account and region, by its name. */
  public static fromNotebookInstanceName(
    scope: Construct,
    id: string,
    notebookInstanceName: string,
  ): INotebookInstance {
    return NotebookInstance.fromNotebookInstanceAttributes(scope, id, { notebookInstanceName });
  }

  /** An existing notebook instance, by its literal ARN. */
  public static fromNotebookInstanceArn(scope: Construct, id: string, notebookInstanceArn: string): INotebookInstance {
    SecureSageMakerError.throwIfAny(scope, literalArnFaults(notebookInstanceArn));
    const notebookInstanceName = parseSageMakerArn(notebookInstanceArn)?.resourceName ?? notebookInstanceArn;
    return NotebookInstance.fromNotebookInstanceAttributes(scope, id, { notebookInstanceName, notebookInstanceArn });
  }

  /** An existing notebook instance of this account and region, with what is known of it. */
  public static fromNotebookInstanceAttributes(
    scope: Construct,
    id: string,
    attributes: NotebookInstanceAttributes,
  ): INotebookInstance {
    SecureSageMakerError.throwIfAny(scope, attributeFaults(attributes));
    return new ImportedNotebookInstance(scope, id, attributes);
  }

  /** The execution role, to which grants are made. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The execution role, whose permissions the users have. */
  public readonly role: iam.IRole;
  private readonly resource: sagemaker.CfnNotebookInstance;
  /** Made when first asked for: tokens take time, and most notebook instances are asked for neither. */
  private arn?: string;
  private name?: string;
  private opened?: ec2.Connections;
  /** Undefined where a deployed notebook instance has none that are known one by one. */
  private readonly groups?: ec2.ISecurityGroup[];
  /** Undefined where a deployed notebook instance has none whose ARN is known. */
  private readonly key?: kms.IKeyRef;

  constructor(scope: Construct, id: string, props: NotebookInstanceProps) {
    const deployed = props.deployedState?._resource;
    super(scope, id, { physicalName: props.notebookInstanceName ?? deployed?.text('NotebookInstanceName') });
    SecureSageMakerError.throwIfAny(this, [
      ...deployedFaults(props),
      ...notebookFaults(props),
      ...foreignNotebookFaults(this, props),
    ]);

    this.groups = props.securityGroups ?? this.ownGroups(props);
    this.role = props.role ?? this.ownRole(deployed);
    RoleNeeds.of(this.role).trust(new SageMakerPrincipal({ features: FEATURES }));
    this.grantPrincipal = this.role;
    this.key = props.encryptionKey ?? this.ownKey(deployed);

    this.resource = new sagemaker.CfnNotebookInstance(this, 'Resource', {
      notebookInstanceName: this.physicalName,
      roleArn: this.role.roleArn,
      subnetId: this.subnetOf(props),
      securityGroupIds: this.groups && securityGroupIds(this, this.groups),
      kmsKeyId: this.key?.keyRef.keyArn,
      instanceType: props.instanceType?.name ?? deployed?.text('InstanceType') ?? InstanceType.T3_MEDIUM.name,
      platformIdentifier: (props.platform ?? Platform.AL2023_V1).identifier,
      volumeSizeInGb: volumeSizeOf(props),
      lifecycleConfigName: props.lifecycleConfig?.lifecycleConfigName,
      defaultCodeRepository: props.defaultCodeRepository?.nameOrUrl,
      additionalCodeRepositories: optionalInOrder(
        this,
        props.additionalCodeRepositories?.map(({ nameOrUrl }) => nameOrUrl),
      ),
      ...hardening(props),
    });
    deployed?.keepIn(this.resource);
    applyRemoval(this.resource, props.removalPolicy, { fallback: deployed ? undefined : RemovalPolicy.DESTROY });
    claimName(this, 'notebookInstanceName', () => this.resource.notebookInstanceName);
    retainPartsOf(this);
    watchInstance(this.resource, this);
    if (props.encryptionKey) {
      this.allowKeyUse(this.role, props.encryptionKey);
    }
    this.warnOfWeakening(props);
  }

  /**
   * Opens the security groups of the notebook instance. One that it made itself has no rules to begin with. Fails with
   * `UnknownDeployedValue` if the deployed notebook instance has none that are known.
   */
  public get connections(): ec2.Connections {
    const message =
      'the security groups of the deployed notebook instance must be known to be opened, got none: give securityGroups if it has some';
    SecureSageMakerError.throwIfAny(this, check(this.groups !== undefined, 'UnknownDeployedValue', message));
    this.opened ??= new ec2.Connections({ securityGroups: this.groups });
    return this.opened;
  }

  /**
   * The key that encrypts the volume. Fails with `UnknownDeployedValue` if the deployed notebook instance has none whose
   * ARN is known.
   */
  public get encryptionKey(): kms.IKeyRef {
    const message =
      'the key of the deployed notebook instance must be known to be used, got none: give encryptionKey if it has one';
    SecureSageMakerError.throwIfAny(this, check(this.key !== undefined, 'UnknownDeployedValue', message));
    return this.key!;
  }

  /** What the execution role must allow and trust, for whoever manages a role that this app may not change. */
  public get roleRequirements(): RoleRequirements {
    return RoleRequirements.of(this.role);
  }

  public get notebookInstanceArn(): string {
    const parts = { service: 'sagemaker', resource: 'notebook-instance', resourceName: inLowerCase(this.physicalName) };
    this.arn ??= this.getResourceArnAttribute(this.resource.ref, parts);
    return this.arn;
  }

  public get notebookInstanceName(): string {
    this.name ??= this.getResourceNameAttribute(this.resource.attrNotebookInstanceName);
    return this.name;
  }

  /** Undefined for a deployed notebook instance, which stays where it is. */
  private subnetOf({ vpc, vpcSubnets, deployedState }: NotebookInstanceProps): string | undefined {
    return vpc ? firstId(notebookSubnet(this, vpc, vpcSubnets)) : deployedState?._resource.text('SubnetId');
  }

  /** Those of a deployed notebook instance, or a new one. */
  private ownGroups({ vpc, deployedState }: NotebookInstanceProps): ec2.ISecurityGroup[] | undefined {
    if (vpc === undefined) {
      return deployedState && keptSecurityGroups(this, deployedState._resource, 'SecurityGroupIds');
    }
    return [new ClosedSecurityGroup(this, 'SecurityGroup', { vpc, description: 'A SageMaker notebook instance' })];
  }

  private ownRole(deployed: DeployedResource | undefined): iam.IRole {
    return (deployed && keptRole(this, deployed, 'RoleArn')) ?? new ExecutionRole(this, 'Role', { features: FEATURES });
  }

  private ownKey(deployed: DeployedResource | undefined): kms.IKeyRef | undefined {
    return deployed ? keptKey(this, deployed, 'KmsKeyId') : this.makeKey();
  }

  /** The key policy names the role, so that no identity policy is needed before the volume can be attached. */
  private makeKey(): kms.Key {
    const key = createKey(this, `Volume of the notebook instance ${labelOf(this)}`);
    for (const statement of volumeKeyStatements(this, { principals: [this.role], keyArn: '*' })) {
      key.addToResourcePolicy(statement);
    }
    return key;
  }

  /** A key that was given is left as it is; the role gets the permissions, and the instance waits for them. */
  private allowKeyUse(role: iam.IRole, key: kms.IKeyRef): void {
    const statements = volumeKeyStatements(this, { keyArn: key.keyRef.keyArn });
    if (isRoleOfApp(role)) {
      RoleNeeds.of(role).allow(statements);
      this.attachKeyPolicy(role, key, statements);
      return;
    }
    this.resource.node.addDependency(...addStatements(this, role, statements));
  }

  /**
   * Not the policy that holds grants on this notebook instance, since both would wait for each other. Notebook instances
   * with the same role and key share one; a role of another stack is left as it is there, or the stacks would.
   */
  private attachKeyPolicy(role: RoleOfApp, key: kms.IKeyRef, statements: iam.PolicyStatement[]): void {
    if (Stack.of(role) !== Stack.of(this)) {
      this.resource.node.addDependency(managedPolicy(this, 'VolumeKeyPolicy', { statements, roles: [role] }));
      return;
    }
    const id = `VolumeKeyPolicy${keyOf(role, key, key.keyRef.keyArn)}`;
    if (!role.node.tryFindChild(id)) {
      role.addManagedPolicy(managedPolicy(role, id, { statements, path: rolePath(role) }));
    }
  }

  private warnOfWeakening(props: NotebookInstanceProps): void {
    const { directInternetAccess, minimumMetadataServiceVersion, rootAccess, deployedState } = props;
    if (deployedState) {
      warnOfKeptNotebook(this, deployedState._resource);
    }
    if (minimumMetadataServiceVersion === MetadataServiceVersion.V1) {
      warn(this, 'notebook.imdsV1', 'Use MetadataServiceVersion.V2.');
    }
    if (rootAccess === RootAccess.ENABLED) {
      warn(this, 'notebook.rootAccess', 'Use RootAccess.DISABLED, and a lifecycle configuration for what needs root.');
    }
    if (directInternetAccess === DirectInternetAccess.ENABLED) {
      warn(
        this,
        'notebook.directInternetAccess',
        'Use DirectInternetAccess.DISABLED, and interface endpoints or a NAT gateway.',
      );
    }
  }
}

/** A notebook instance that exists already. */
class ImportedNotebookInstance extends NotebookInstanceBase {
  public readonly notebookInstanceArn: string;
  public readonly notebookInstanceName: string;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: NotebookInstanceAttributes) {
    super(scope, id, { environmentFromArn: environmentArn(attributes.notebookInstanceArn) });
    const { notebookInstanceName, notebookInstanceArn, securityGroups } = attributes;
    this.notebookInstanceName = notebookInstanceName;
    this.notebookInstanceArn =
      notebookInstanceArn ?? sageMakerArn(this, { resource: `notebook-instance/${inLowerCase(notebookInstanceName)}` });
    this.securityGroups = securityGroups;
  }

  public get connections(): ec2.Connections {
    const hint = 'import it with fromNotebookInstanceAttributes and its security groups';
    const missing = `the security groups of the imported notebook instance ${this.notebookInstanceName} are not known: ${hint}`;
    SecureSageMakerError.throwIfAny(this, check(this.securityGroups !== undefined, 'UnconnectedNotebook', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}

/** A volume cannot shrink, so a deployed one keeps its size, also where the template does not say it. */
function volumeSizeOf({ volumeSize, deployedState }: NotebookInstanceProps): number | undefined {
  if (volumeSize === undefined && deployedState) {
    return deployedState._resource.number('VolumeSizeInGB');
  }
  return gibibytes(volumeSize ?? Size.gibibytes(NOTEBOOK_VOLUME_MIN_GIB));
}

function hardening(props: NotebookHardeningProps): Partial<sagemaker.CfnNotebookInstanceProps> {
  return {
    directInternetAccess: props.directInternetAccess ?? DirectInternetAccess.DISABLED,
    rootAccess: props.rootAccess ?? RootAccess.DISABLED,
    instanceMetadataServiceConfiguration: {
      minimumInstanceMetadataServiceVersion: props.minimumMetadataServiceVersion ?? MetadataServiceVersion.V2,
    },
  };
}
