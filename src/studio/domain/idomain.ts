import type { IResource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { spelledArns } from '../../private/arn';
import { grant } from '../../private/policies/role-needs';
import { arnInDomain } from '../common/arn';
import type { UserProfileOptions } from '../users/options';
import type { DomainGrants, PresignedDomainUrlOptions } from './grants';
import type { DomainIsolation } from './isolation';
import { grantPresignedUrl } from './presigned-url';

// A domain makes user profiles, and a user profile has a domain: their interfaces name each other, so they share a file.

/**
 * A Studio domain.
 */
export interface IDomain extends IResource, ec2.IConnectable, sagemaker.IDomainRef {
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
  addUserProfile(userProfileName: string, options?: UserProfileOptions): IUserProfile;
}

/**
 * A user profile of a Studio domain: one person's identity, home folder and spaces.
 */
export interface IUserProfile extends IResource, ec2.IConnectable, iam.IGrantable {
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
 * Grants on a user profile.
 *
 * A grant allows; it restricts nobody who is allowed the same elsewhere.
 */
export class UserProfileGrants {
  /**
   * The grants of any user profile, imported ones included.
   */
  public static fromUserProfile(profile: IUserProfile): UserProfileGrants {
    return new UserProfileGrants(profile);
  }

  private constructor(private readonly profile: IUserProfile) {}

  /**
   * Allows to open Studio as this user, with the permissions of the user profile's execution role.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
   */
  public presignedUrl(grantee: iam.IGrantable, options: PresignedDomainUrlOptions): iam.Grant {
    return grantPresignedUrl(this.profile.domain, grantee, { ...options, resourceArns: this.arns() });
  }

  /**
   * Allows to read the settings and state of the user profile.
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return grant(this.profile, { grantee, actions: ['sagemaker:DescribeUserProfile'], resourceArns: this.arns() });
  }

  private arns(): string[] {
    const { userProfileArn, userProfileName, domain } = this.profile;
    return spelledArns(userProfileArn, userProfileName, (name) => arnInDomain(domain, 'user-profile', name));
  }
}
