import type { ExecutionRolesProps } from './execution-roles-props';

/**
 * What may be created, and used, in a Studio domain.
 */
export interface CreateInDomainProps extends ExecutionRolesProps {
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
