import type { ExecutionRolesProps } from '../../permissions/props/execution-roles-props';

/**
 * What the users of a domain may create.
 */
export interface OwnResourcesOptions extends ExecutionRolesProps {
  /**
   * The operations that create resources, such as `CreateTrainingJob`.
   *
   * @default - those for jobs, models, endpoints and pipelines
   */
  readonly operations?: string[];
}
