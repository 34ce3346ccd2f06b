import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IDomain } from '../domain/idomain';
import type { UserProfileOptions } from './options';

/**
 * Properties of a user profile. Only the domain is required.
 */
export interface UserProfileProps extends UserProfileOptions {
  /**
   * The domain. Another one replaces the user profile.
   */
  readonly domain: IDomain;

  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in the domain whatever the case of its letters.
   * `ProfileName` makes one of an e-mail address. Changing it replaces the user profile, with another home folder.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly userProfileName?: string;
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
