import type { AuthMode } from '../conditions';

/**
 * The regions in which SageMaker may be used.
 */
export interface ApprovedRegionsOptions {
  /**
   * The names of the regions, such as `eu-central-1`.
   */
  readonly regions: string[];
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

/**
 * On whose behalf AWS services may call.
 */
export interface ConfusedDeputyProtectionOptions {
  /**
   * The id of the organization, such as `o-a1b2c3d4e5`.
   */
  readonly organizationId: string;

  /**
   * The ids of accounts outside of the organization, such as those of a vendor, on whose behalf services may call too.
   *
   * @default - none
   */
  readonly thirdPartyAccountIds?: string[];
}
