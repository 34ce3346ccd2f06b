import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ConditionKey } from '../../conditions';

/**
 * What of the caller names the Studio user profile. A caller that does not have it is allowed nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export class StudioProfileName {
  /** A tag of the user, the role or the session. Whoever may set it chooses the profile. */
  public static ofPrincipalTag(key: string): StudioProfileName {
    return new StudioProfileName(ConditionKey.principalTag(key).name);
  }

  /** The name of the IAM user. Roles have none. */
  public static ofUserName(): StudioProfileName {
    return new StudioProfileName('aws:username');
  }

  /**
   * The source identity of the session, which cannot be changed once it is set. IAM has no variable for the session name
   * alone, and whoever assumes a role may choose that freely.
   */
  public static ofSourceIdentity(): StudioProfileName {
    return new StudioProfileName('aws:SourceIdentity');
  }

  /** The policy variable. */
  public readonly variable: string;

  private constructor(name: string) {
    this.variable = `\${${name}}`;
  }
}

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
