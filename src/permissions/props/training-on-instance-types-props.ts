import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * On which instance types training jobs may run.
 */
export interface TrainingOnInstanceTypesOptions extends ExecutionRolesOptions {
  /**
   * The instance types, in which `*` and `?` are wildcards: `ml.c5.*` admits `ml.c5.xlarge`, not `ml.c5d.xlarge`.
   */
  readonly instanceTypes: string[];
}
