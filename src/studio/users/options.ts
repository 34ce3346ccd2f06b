import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { DeployedState } from '../../adoption/deployed-state';
import type { UserSettings } from '../settings/user-settings';

/**
 * The POSIX identity with which a user accesses file systems of the account. Two users with the same `uid` read each
 * other's files.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CustomPosixUserConfig.html
 */
export interface PosixUser {
  /**
   * The id of the user, from 10000 to 4000000 and unique in the domain.
   */
  readonly uid: number;

  /**
   * The id of the group, from 1001 to 4000000.
   */
  readonly gid: number;
}

/**
 * The execution role of a user profile.
 */
export class ProfileRole {
  /**
   * That of the domain. Its users have the same permissions; CloudTrail tells them apart by their source identity.
   */
  public static readonly DOMAIN = new ProfileRole('domain');
  /**
   * One of its own, with the same permissions to begin with, so that more can be granted to one user alone.
   */
  public static readonly OWN = new ProfileRole('own');

  /**
   * Any role. Its trust policy must let SageMaker set a source identity, unless the domain sets none.
   */
  public static of(role: iam.IRole): ProfileRole {
    return new ProfileRole('given', role);
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'domain' | 'own' | 'given',
    /** @internal */
    public readonly _role?: iam.IRole,
  ) {}
}

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
   * The name that IAM Identity Center has for the user, in domains with `AuthMode.SSO`.
   * Changing it replaces the user profile, with another home folder.
   *
   * @default - none
   */
  readonly singleSignOnUserName?: string;

  /**
   * Tags that the user profile has for good. Where CloudFormation cannot update them yet, changing them replaces the user
   * profile, with another home folder.
   * No other tags reach the user profile: `Tags.of` does nothing to it.
   *
   * @default - none
   */
  readonly immutableTags?: Record<string, string>;

  /**
   * What happens to the user profile when it leaves the stack or is replaced.
   *
   * @default - the removal policy of a domain of this app, otherwise RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing user profile to manage without replacing it.
   *
   * It keeps its logical id, domain, name, and single sign-on user: leave out `userProfileName` and `singleSignOnUserName`.
   * Role, security groups, tags, and what no prop sets stay as they are. Leaves the warning `studio.deployedState`.
   *
   * @default - a new user profile
   */
  readonly deployedState?: DeployedState;
}
