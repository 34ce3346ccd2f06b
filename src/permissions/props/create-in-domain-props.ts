import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * What may be created, and used, in a Studio domain.
 */
export interface CreateInDomainOptions extends ExecutionRolesOptions {
  /**
   * The ARN of the domain.
   */
  readonly domainArn: string;

  /**
   * The operations that create resources, such as `CreateTrainingJob`.
   *
   * @default - those for jobs, models, endpoints and pipelines
   */
  readonly operations?: string[];
}
