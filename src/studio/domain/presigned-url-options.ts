import type * as ec2 from 'aws-cdk-lib/aws-ec2';

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
