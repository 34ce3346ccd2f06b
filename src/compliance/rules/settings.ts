/**
 * What rules compare with, where it is for an organization to say.
 */
export interface RuleSettings {
  /**
   * The platforms that notebook instances may have.
   *
   * @default - `notebook-al2023-v1`
   */
  readonly notebookPlatforms?: string[];

  /**
   * The fewest instances of a production variant of an endpoint.
   *
   * @default 2
   */
  readonly minimumInstanceCount?: number;

  /**
   * The longest time in minutes that applications of Studio may be idle before they stop, from 60 to 525600.
   *
   * @default 480
   */
  readonly maximumIdleMinutes?: number;

  /**
   * The accounts, besides that of a domain, from whose registries Docker in Studio may take images.
   *
   * @default - none
   */
  readonly trustedDockerAccounts?: string[];
}
