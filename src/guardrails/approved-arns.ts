/**
 * Resources that may be used.
 */
export interface LifecycleConfigsOptions {
  /**
   * Their ARNs, in which `*` and `?` are wildcards. Who may change what these name is another question.
   */
  readonly arns: string[];
}
