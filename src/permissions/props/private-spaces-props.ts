import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * How the apps of private spaces may be opened from within Studio.
 */
export interface PrivateSpacesOptions {
  /**
   * The interface endpoints through which the URLs of apps may be made and used: those of `sagemaker.api` and `studio`.
   *
   * @default - none, so that no URLs can be made with the execution role
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}
