import type { Exemption } from './exemption';

/**
 * Exemptions that nobody gives themselves.
 */
export interface ProtectExemptionsOptions {
  /**
   * The exemptions of the policies in which the guardrail is rendered.
   */
  readonly exemptions: Exemption[];
}
