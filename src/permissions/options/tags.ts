import type { TagMatch } from '../tag-match';
import type { ExecutionRolesOptions } from './execution-roles';

/**
 * Which tags resources may get when they are created.
 */
export interface TagOnCreateOptions {
  /**
   * The operations that create the resources, such as `CreateTrainingJob`.
   */
  readonly operations: string[];

  /**
   * Tags that must be among those of the request.
   *
   * @default - none is demanded
   */
  readonly requiredTags?: TagMatch[];

  /**
   * The keys of all tags that may be in the request. Those of the required tags need not be named again.
   *
   * @default - any
   */
  readonly tagKeys?: string[];
}

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
