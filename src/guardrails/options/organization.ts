import type { Exemption } from '../exemption';

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

/**
 * Exemptions that nobody gives themselves.
 */
export interface ProtectExemptionsOptions {
  /**
   * The exemptions of the policies in which the guardrail is rendered.
   */
  readonly exemptions: Exemption[];
}
