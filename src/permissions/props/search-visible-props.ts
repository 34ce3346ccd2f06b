/**
 * What a search must be limited to.
 */
export interface SearchVisibleOptions {
  /**
   * The tag by which resources are found, such as `sagemaker:domain-arn`.
   */
  readonly tagKey: string;

  /**
   * The values of the tag, of which a search names one. May be a policy variable.
   */
  readonly values: string[];
}
