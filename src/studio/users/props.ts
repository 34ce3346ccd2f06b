import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IDomain } from '../domain/idomain';
import type { PosixUser } from '../files/posix-user';
import type { ProfileRole } from '../roles/profile-role';
import type { UserSettings } from '../settings/user-settings';

/**
 * What a user profile can be told besides its domain and name.
 */
export interface UserProfileOptions extends UserSettings {
  /**
   * The execution role, whose permissions the user has.
   *
   * @default - that of the domain
   */
  readonly role?: ProfileRole;

  /**
   * The security groups that the user profile has besides those of the domain, at most five together.
   *
   * @default - one of its own, in which the applications of the user reach each other and nothing else
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The POSIX identity with which the user accesses file systems of the account.
   *
   * @default - SageMaker chooses one that no other user of the domain has
   */
  readonly posixUser?: PosixUser;

  /**
   * The name that IAM Identity Center has for the user, in domains with `DomainAuthMode.SSO`.
   * Changing it replaces the user profile, with another home folder.
   *
   * @default - none
   */
  readonly singleSignOnUserName?: string;

  /**
   * Tags that the user profile has for good. Changing them replaces the user profile, with another home folder.
   * No other tags reach the user profile: `Tags.of` does nothing to it.
   *
   * @default - none
   */
  readonly immutableTags?: Record<string, string>;

  /**
   * What happens to the user profile when it leaves the stack or is replaced.
   *
   * @default - it is retained, with its home folder and spaces
   */
  readonly removalPolicy?: RemovalPolicy;
}

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
   * @default - made of the path of the construct
   */
  readonly userProfileName?: string;
}
