import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { SourceIdentity } from '../roles/source-identity';
import type { UserSettings } from '../settings/user-settings';
import type { SharedSpaces } from '../spaces/shared-spaces';
import type { AppNetworkAccess } from './app-network-access';
import type { DomainAuthMode } from './auth-mode';
import type { DockerAccess } from './docker-access';
import type { HomeFileSystem } from './home-file-system';
import type { DomainIpAddressType } from './ip-address-type';
import type { TagPropagation } from './tag-propagation';

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
   * @default - the isolated subnets, or the private ones with egress where there are none
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
 * Who works in a Studio domain, and with which permissions and key.
 */
export interface DomainIdentityProps {
  /**
   * How people sign in. Changing it replaces the domain, and the users lose their home folders.
   *
   * @default - `DomainAuthMode.IAM`, by presigned URLs
   */
  readonly authMode?: DomainAuthMode;

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
 * Properties of a Studio domain. Only the VPC is required.
 */
export interface DomainProps extends DomainNetworkProps, DomainIdentityProps, UserSettings {
  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in account and region. Changing it replaces the
   * domain, and the users lose their home folders.
   *
   * @default - made of the path of the construct
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
   * Tags that the domain has for good, and its only ones, where tags of domains cannot be changed: in China and
   * GovCloud. Elsewhere `Tags.of` reaches the domain, and these are added.
   *
   * @default - none
   */
  readonly immutableTags?: Record<string, string>;

  /**
   * What happens to the domain when it leaves the stack or is replaced. Its file system, that one's network interfaces
   * and two security groups stay in either case, so that the VPC cannot be deleted before them.
   *
   * @default - it is retained
   */
  readonly removalPolicy?: RemovalPolicy;
}
