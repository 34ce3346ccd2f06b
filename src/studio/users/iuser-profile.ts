import type { IResource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IDomain } from '../domain/idomain';
import type { UserProfileGrants } from './grants';

/**
 * A user profile of a Studio domain: one person's identity, home folder and spaces.
 */
export interface IUserProfile extends IResource, ec2.IConnectable {
  /**
   * The ARN of the user profile.
   *
   * @attribute
   */
  readonly userProfileArn: string;

  /**
   * The name of the user profile.
   *
   * @attribute
   */
  readonly userProfileName: string;

  /**
   * The domain of the user profile.
   */
  readonly domain: IDomain;

  /**
   * The execution role of the user profile, where it is known.
   */
  readonly role?: iam.IRole;

  /**
   * Grants on this user profile.
   */
  readonly grants: UserProfileGrants;
}

/**
 * What is known of an existing user profile.
 */
export interface UserProfileAttributes {
  /**
   * The domain of the user profile.
   */
  readonly domain: IDomain;

  /**
   * The name of the user profile.
   */
  readonly userProfileName: string;

  /**
   * The ARN of the user profile.
   *
   * @default - made of the id of the domain and the name, for the account and region of the domain
   */
  readonly userProfileArn?: string;

  /**
   * The security groups that the user profile has besides those of the domain.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The execution role of the user profile.
   *
   * @default - that of the domain, where it is known
   */
  readonly role?: iam.IRole;
}
