import type { RemovalPolicy, Size } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { DeployedState } from '../adoption/deployed-state';
import type { CodeRepository } from './code-repository';
import type { InstanceType } from './instance-type';
import type { ILifecycleConfig } from './lifecycle-config';
import type { Platform } from './platform';

/**
 * Whether a notebook instance has a way to the internet that bypasses the VPC.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 */
export enum DirectInternetAccess {
  /** All traffic goes through the subnet and security groups of the notebook instance. */
  DISABLED = 'Disabled',
  /** Traffic may leave through a network interface of SageMaker. Leaves the warning `notebook.directInternetAccess`. */
  ENABLED = 'Enabled',
}

/**
 * Whether users of a notebook instance are root on it.
 *
 * Lifecycle scripts run as root in either case.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html
 */
export enum RootAccess {
  /** Users are `ec2-user` without the right to become root. */
  DISABLED = 'Disabled',
  /** Users can become root. Leaves the warning `notebook.rootAccess`. */
  ENABLED = 'Enabled',
}

/**
 * The oldest version of the instance metadata service (IMDS) that a notebook instance answers to.
 *
 * SageMaker itself defaults to version 1, which answers requests without a session token.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export enum MetadataServiceVersion {
  /** Versions 1 and 2: a forged request from the notebook can read credentials. Leaves the warning `notebook.imdsV1`. */
  V1 = '1',
  /** Version 2 only: every request needs a session token. */
  V2 = '2',
}

/**
 * Where a notebook instance is in the network.
 */
export interface NotebookNetworkProps {
  /**
   * The VPC in which the network interface of the notebook instance is. Required unless there is a `deployedState`.
   *
   * @default - with `deployedState`, the deployed network; otherwise fails with `MissingVpc`
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Which subnets to choose from. The first of them is taken; public subnets are refused.
   * Another subnet replaces the notebook instance, and its volume is lost.
   *
   * @default - one of the private subnets with egress, or of the isolated ones. A VPC that has both needs a choice, since
   * another subnet replaces the notebook instance
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the notebook instance, at most five.
   * Other security groups replace the notebook instance, and its volume is lost.
   *
   * @default - one of its own, with no rules: open it with `connections`
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/**
 * What a notebook instance lets its users and their programs do.
 */
export interface NotebookHardeningProps {
  /**
   * Whether the notebook instance has a way to the internet that bypasses the VPC.
   * Changing it replaces the notebook instance, and its volume is lost.
   *
   * @default `DirectInternetAccess.DISABLED` - all traffic goes through the VPC
   */
  readonly directInternetAccess?: DirectInternetAccess;

  /**
   * The oldest version of the instance metadata service to answer to.
   *
   * @default `MetadataServiceVersion.V2` - every metadata request needs a session token
   */
  readonly minimumMetadataServiceVersion?: MetadataServiceVersion;

  /**
   * Whether users are root. Lifecycle scripts run as root in either case.
   *
   * @default `RootAccess.DISABLED` - users cannot become root
   */
  readonly rootAccess?: RootAccess;

  /**
   * The key that encrypts the volume. The role may use it through SageMaker and EC2 only.
   * Another key replaces the notebook instance, and its volume is lost.
   *
   * @default - a customer managed key of its own, with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKeyRef;
}

/**
 * Properties of a notebook instance. Only the VPC is required, or the deployed state of an existing one.
 */
export interface NotebookInstanceProps extends NotebookNetworkProps, NotebookHardeningProps {
  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in account and region.
   * Changing it replaces the notebook instance, and its volume is lost.
   *
   * @default - a name made by CloudFormation
   */
  readonly notebookInstanceName?: string;

  /**
   * The instance type. Changing it stops and starts the notebook instance.
   *
   * @default `InstanceType.T3_MEDIUM` - two processors and 4 GiB of memory
   */
  readonly instanceType?: InstanceType;

  /**
   * The role whose permissions the users have. With an `encryptionKey`, do not grant an imported role rights on this
   * notebook instance: both would depend on each other.
   *
   * @default - an execution role that SageMaker may assume for this account's resources, without permissions
   */
  readonly role?: iam.IRole;

  /**
   * The operating system. Changing it replaces the notebook instance, and its volume is lost.
   *
   * @default `Platform.AL2023_V1` - Amazon Linux 2023 with JupyterLab 4
   */
  readonly platform?: Platform;

  /**
   * The size of the volume, from 5 GiB to 16 TiB in whole GiB. It can only grow.
   *
   * @default `Size.gibibytes(5)` - the smallest volume
   */
  readonly volumeSize?: Size;

  /**
   * Scripts to run on creation and start, as root.
   *
   * @default - no scripts
   */
  readonly lifecycleConfig?: ILifecycleConfig;

  /**
   * The repository in whose folder JupyterLab opens.
   *
   * @default - no repository
   */
  readonly defaultCodeRepository?: CodeRepository;

  /**
   * Further repositories to clone, at most three.
   *
   * @default - no repositories
   */
  readonly additionalCodeRepositories?: CodeRepository[];

  /**
   * What happens to the notebook instance when it leaves the stack or is replaced. Its volume goes with it.
   *
   * @default `RemovalPolicy.DESTROY` - it is deleted; the key of its volume is retained. With `deployedState`, the notebook
   * instance is retained
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing notebook instance to manage without replacing it.
   *
   * It keeps its logical id, name, subnet, security groups, key, platform, and direct internet access, also where it has
   * none of them: what this library would create instead is not created. Leave out `notebookInstanceName`, `vpc`,
   * `vpcSubnets`, `platform`, and `directInternetAccess`. `securityGroups` and `encryptionKey` may name the deployed ones,
   * for `connections` and permissions. Role, type, volume size, and scripts stay as they are until a prop changes them.
   * IMDSv1 and root access are disabled unless a prop says otherwise, which stops and starts the notebook instance.
   *
   * Leaves the warning `notebook.deployedState`, and `notebook.directInternetAccess` or `notebook.retiredPlatform` where
   * these apply.
   *
   * @default - a new notebook instance
   */
  readonly deployedState?: DeployedState;
}

/**
 * What is known of an existing notebook instance.
 */
export interface NotebookInstanceAttributes {
  /**
   * The name of the notebook instance.
   */
  readonly notebookInstanceName: string;

  /**
   * The ARN of the notebook instance, such as the `ref` of a `CfnNotebookInstance`.
   *
   * @default - made of the name in lower case, for the account and region of the stack
   */
  readonly notebookInstanceArn?: string;

  /**
   * The security groups of the notebook instance.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}
