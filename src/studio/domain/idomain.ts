import type { IResource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { UserProfileOptions } from '../users/props';
import type { UserProfile } from '../users/user-profile';
import type { DomainAuthMode } from './auth-mode';
import type { DomainGrants } from './grants';
import type { DomainIsolation } from './isolation';

/**
 * A Studio domain.
 */
export interface IDomain extends IResource, ec2.IConnectable {
  /**
   * The id of the domain, such as `d-a1b2c3d4e5f6`.
   *
   * @attribute
   */
  readonly domainId: string;

  /**
   * The ARN of the domain.
   *
   * @attribute
   */
  readonly domainArn: string;

  /**
   * Grants on this domain.
   */
  readonly grants: DomainGrants;

  /**
   * Permissions that keep the users of this domain apart from each other, and from other domains.
   */
  readonly isolation: DomainIsolation;

  /**
   * Adds a user profile. The logical ids of its resources depend on the name alone.
   */
  addUserProfile(userProfileName: string, options?: UserProfileOptions): UserProfile;
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
  readonly authMode?: DomainAuthMode;

  /**
   * The key of the domain, which execution roles of user profiles are allowed to use.
   *
   * @default - not known, so nothing is granted on it
   */
  readonly encryptionKey?: kms.IKeyRef;
}
