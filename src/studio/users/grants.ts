import * as iam from 'aws-cdk-lib/aws-iam';
import { arnInDomain } from '../domain/arns';
import { grantPresignedUrl } from '../domain/presigned-url';
import type { PresignedDomainUrlOptions } from '../domain/presigned-url-options';
import type { IUserProfile } from './iuser-profile';

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
    return iam.Grant.addToPrincipal({ grantee, actions: ['sagemaker:DescribeUserProfile'], resourceArns: this.arns() });
  }

  /** SageMaker makes ARNs in lower case, so both are named where the name can have capitals. */
  private arns(): string[] {
    const { userProfileArn, userProfileName, domain } = this.profile;
    return [...new Set([userProfileArn, arnInDomain(domain, 'user-profile', userProfileName)])];
  }
}
