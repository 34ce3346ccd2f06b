import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { StudioProfileName } from '../studio-profile-name';

/**
 * Which Studio user profile is the caller's own.
 */
export interface OwnStudioProfileOptions {
  /**
   * The id of the domain, such as `d-a1b2c3d4e5f6`.
   */
  readonly domainId: string;

  /**
   * What of the caller names the profile.
   */
  readonly profileName: StudioProfileName;

  /**
   * The interface endpoints through which URLs may be made and used: those of `sagemaker.api` and `studio`.
   *
   * @default - URLs may be made and used from anywhere, unless `Guardrail.presignedUrlsFromNetwork` denies it
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}
