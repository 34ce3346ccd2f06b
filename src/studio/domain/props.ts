import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { DeployedState } from '../../adoption/deployed-state';
import type { AuthMode } from '../../conditions/values';
import type { SpaceStorage, UserSettings } from '../settings/user-settings';
import type { DockerAccess } from './docker-access';

/**
 * How the applications of a domain reach the network.
 */
export enum AppNetworkAccess {
  /** Through the VPC alone. */
  VPC_ONLY = 'VpcOnly',
  /** Through a VPC of SageMaker with direct internet access. The VPC is for the file system of the domain alone. */
  PUBLIC_INTERNET = 'PublicInternetOnly',
}

/**
 * The addresses of the network interfaces of a domain. CloudFormation writes them in capitals, unlike the API.
 */
export enum DomainIpAddressType {
  /** IPv4 alone. */
  IPV4 = 'IPV4',
  /** IPv4 and IPv6, in subnets that have both. */
  DUALSTACK = 'DUALSTACK',
}

/**
 * Where a Studio domain is in the network.
 */
export interface DomainNetworkProps {
  /**
   * The VPC of the file system and the applications. Another one replaces the domain.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets, at most 16 in at least two availability zones. Public subnets are refused.
   *
   * @default - one of the private subnets with egress, or of the isolated ones, in each of the first two availability zones. A
   * VPC that has both needs a choice. More subnets in the VPC change nothing
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of all user profiles, at most five together with those of a profile. Let none of them admit
   * itself: users could reach each other's applications.
   *
   * @default - one of its own, with no rules: open it with `connections`
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * How applications reach the network. It can be changed while no application runs.
   *
   * @default - `AppNetworkAccess.VPC_ONLY`, through the VPC alone
   */
  readonly networkAccess?: AppNetworkAccess;

  /**
   * Whether users may build and run containers in their spaces.
   *
   * @default - `DockerAccess.DISABLED`, they may not
   */
  readonly docker?: DockerAccess;

  /**
   * The addresses of network interfaces.
   *
   * @default - `DomainIpAddressType.IPV4`, IPv4 alone
   */
  readonly ipAddressType?: DomainIpAddressType;
}

/**
 * What tells the users of one execution role apart in CloudTrail.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html
 */
export enum SourceIdentity {
  /** The name of the user profile is the source identity of every session. Shared spaces have none. */
  USER_PROFILE_NAME = 'USER_PROFILE_NAME',
  /** Sessions have no source identity. */
  NONE = 'DISABLED',
}

/**
 * Spaces in which several users of a domain work together.
 *
 * Nothing tells their members apart: all have the permissions of one role, sessions have no source identity, and the
 * policy variables of domain and user profile are not set.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-space.html
 */
export interface SharedSpaces {
  /**
   * The execution role of shared spaces. It is allowed to use the key and the custom images of the domain.
   */
  readonly role: iam.IRole;

  /**
   * The security groups of shared spaces, at most five.
   *
   * @default - those of the domain
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The EBS volumes of shared spaces.
   *
   * @default - from 5 to 100 GiB
   */
  readonly storage?: SpaceStorage;
}

/**
 * Who works in a Studio domain, and with which permissions and key.
 */
export interface DomainIdentityProps {
  /**
   * How people sign in. Changing it replaces the domain, and the users lose their home folders.
   *
   * @default - `AuthMode.IAM`, by presigned URLs
   */
  readonly authMode?: AuthMode;

  /**
   * The execution role of user profiles that have none of their own.
   *
   * @default - an execution role that lets users manage their own private spaces, and do nothing else
   */
  readonly role?: iam.IRole;

  /**
   * What tells the users of one execution role apart in CloudTrail. It can be changed while no application runs.
   *
   * @default - `SourceIdentity.USER_PROFILE_NAME`, the name of the user profile
   */
  readonly sourceIdentity?: SourceIdentity;

  /**
   * The key that encrypts the home folders and the volumes of spaces. Execution roles may use it through SageMaker and
   * EC2 only. Another key replaces the domain, and the users lose their home folders.
   *
   * @default - a customer managed key of its own, with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKeyRef;

  /**
   * The permissions of shared spaces.
   *
   * @default - none, so that no shared spaces can be made
   */
  readonly sharedSpaces?: SharedSpaces;
}

/**
 * Whether a domain has an EFS file system for the home folders of its users.
 */
export enum HomeFileSystem {
  /** It has one, which stays when the domain is deleted. */
  ENABLED = 'Enabled',
  /** It has none: users have the volumes of their spaces. Studio Classic, RStudio and Canvas may need one. */
  DISABLED = 'Disabled',
}

/**
 * Whether the tags of a domain, its user profiles and spaces are put on what is made with them.
 */
export enum TagPropagation {
  /** They are. */
  ENABLED = 'ENABLED',
  /** They are not. */
  DISABLED = 'DISABLED',
}

/**
 * Properties of a Studio domain. Only the VPC is required.
 */
export interface DomainProps extends DomainNetworkProps, DomainIdentityProps, UserSettings {
  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in account and region. Changing it replaces the
   * domain, and the users lose their home folders.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly domainName?: string;

  /**
   * Whether the domain has an EFS file system for home folders.
   *
   * @default - `HomeFileSystem.ENABLED`, as every feature of Studio expects it
   */
  readonly homeFileSystem?: HomeFileSystem;

  /**
   * Whether tags of domain, user profile and space are put on what is made with them.
   *
   * @default - `TagPropagation.ENABLED`, so that costs and permissions can follow them
   */
  readonly tagPropagation?: TagPropagation;

  /**
   * Tags that the domain has for good, and its only ones, where regions may still be unable to change tags of domains: in
   * China and GovCloud. Elsewhere `Tags.of` reaches the domain, and these are added.
   *
   * @default - none
   */
  readonly immutableTags?: Record<string, string>;

  /**
   * What happens to the domain when it leaves the stack or is replaced. Its file system, that one's network interfaces
   * and two security groups stay in either case, so that the VPC cannot be deleted before them. `addCleanup` of the domain
   * deletes them too.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is retained with its role, key, and security group, unless its
   * creation fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing domain to manage without replacing it.
   *
   * It keeps its logical id, name, VPC, sign-in, and key, also where it has no customer managed key: leave out `domainName`
   * and `authMode`, and give the deployed VPC as `vpc`. `encryptionKey` may name the deployed key, for permissions. Subnets,
   * role, security groups, and what no prop sets stay as they are, public subnets included. Network access, Docker, source
   * identity, and user settings get the defaults of this library unless a prop says otherwise: keep
   * `AppNetworkAccess.PUBLIC_INTERNET` until the VPC has the endpoints that users need.
   *
   * Leaves the warning `studio.deployedState`.
   *
   * @default - a new domain
   */
  readonly deployedState?: DeployedState;
}

/**
 * What is known of an existing Studio domain.
 */
export interface DomainAttributes {
  /**
   * The id of the domain, such as `d-a1b2c3d4e5f6`.
   */
  readonly domainId: string;

  /**
   * The ARN of the domain.
   *
   * @default - made of the id, for the account and region of the stack
   */
  readonly domainArn?: string;

  /**
   * The VPC of the domain.
   *
   * @default - not known, so user profiles need security groups that are given
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups that every user profile of the domain has.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The execution role of user profiles that have none of their own.
   *
   * @default - not known
   */
  readonly role?: iam.IRole;

  /**
   * How people sign in.
   *
   * @default - not known
   */
  readonly authMode?: AuthMode;

  /**
   * The key of the domain, which execution roles of user profiles are allowed to use.
   *
   * @default - not known, so nothing is granted on it
   */
  readonly encryptionKey?: kms.IKeyRef;
}
