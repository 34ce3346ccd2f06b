import type { AuthMode } from '../../conditions';

/**
 * Resources that may be used.
 */
export interface LifecycleConfigsOptions {
  /**
   * Their ARNs, in which `*` and `?` are wildcards. Who may change what these name is another question.
   */
  readonly arns: string[];
}

/**
 * Studio images that may be used.
 */
export interface StudioImagesOptions {
  /**
   * ARNs of images, in which `*` and `?` are wildcards.
   */
  readonly arns: string[];

  /**
   * ARNs of image versions, in which `*` and `?` are wildcards.
   *
   * @default - every version of the images
   */
  readonly versionArns?: string[];
}

/**
 * The Studio domain that callers belong to.
 */
export interface DomainIsolationOptions {
  /**
   * The ARN of the domain.
   */
  readonly domainArn: string;
}

/**
 * How users of Studio domains sign in.
 */
export interface DomainAuthModeOptions {
  /**
   * The mode that domains must have.
   */
  readonly mode: AuthMode;
}
