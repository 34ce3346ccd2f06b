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
}
