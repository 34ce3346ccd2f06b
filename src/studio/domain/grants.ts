import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { grant } from '../../private/policies/role-needs';
import { arnInDomain } from '../common/arn';
import { grantPresignedUrl } from './presigned-url';

/**
 * Through which interface endpoints a presigned URL may be made and used.
 */
export interface PresignedDomainUrlOptions {
  /**
   * The interface endpoints of `sagemaker.api`, where the URL is made, and of `studio`, where it is used. Both are
   * needed; with several VPCs there are more.
   */
  readonly endpoints: ec2.IVPCEndpointRef[];
}

/**
 * Grants on a Studio domain.
 *
 * A grant allows; it restricts nobody who is allowed the same elsewhere.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class DomainGrants {
  /**
   * The grants on any Studio domain, also on an imported one or a `CfnDomain`.
   */
  public static fromDomain(domain: sagemaker.IDomainRef): DomainGrants {
    return new DomainGrants(domain);
  }

  private constructor(private readonly domain: sagemaker.IDomainRef) {}

  /**
   * Allows to open Studio as any user of the domain, with that user's permissions. Meant for the role of a portal that
   * knows who is who; people get `grants.presignedUrl` of their own user profile.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
   */
  public presignedUrl(grantee: iam.IGrantable, options: PresignedDomainUrlOptions): iam.Grant {
    return grantPresignedUrl(this.domain, grantee, {
      ...options,
      resourceArns: [arnInDomain(this.domain, 'user-profile', '*')],
    });
  }

  /**
   * Lets an execution role open the applications of the own user profile from within Studio, through the endpoints
   * alone. Without it Studio can start applications and not open them by URL.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces.html
   */
  public ownAppUrl(grantee: iam.IGrantable, options: PresignedDomainUrlOptions): iam.Grant {
    // A policy variable, which SageMaker sets in private spaces alone.
    return grantPresignedUrl(this.domain, grantee, {
      ...options,
      resourceArns: [arnInDomain(this.domain, 'user-profile', '${sagemaker:UserProfileName}')],
    });
  }

  /**
   * Allows to read the settings of the domain.
   */
  public describe(grantee: iam.IGrantable): iam.Grant {
    return grant(this.domain, {
      grantee,
      actions: ['sagemaker:DescribeDomain'],
      resourceArns: [this.domain.domainRef.domainArn],
    });
  }

  /**
   * Allows to see the user profiles of the domain and their settings. The names of those of other domains are listed too.
   */
  public readUserProfiles(grantee: iam.IGrantable): iam.Grant {
    const list = { grantee, actions: ['sagemaker:ListUserProfiles'], resourceArns: ['*'] };
    const describe = {
      grantee,
      actions: ['sagemaker:DescribeUserProfile'],
      resourceArns: [arnInDomain(this.domain, 'user-profile', '*')],
    };
    return grant(this.domain, describe).combine(grant(this.domain, list));
  }
}
