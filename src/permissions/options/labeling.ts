import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { WorkteamType } from '../../conditions';
import type { ExecutionRolesOptions } from './execution-roles';
import type { LifeCycleOptions } from './life-cycle';

/**
 * What the consoles of Ground Truth and Augmented AI use besides SageMaker.
 */
export interface LabelingDataOptions {
  /**
   * The buckets whose objects are labeled or reviewed, and in which the results are put.
   */
  readonly buckets: s3.IBucketRef[];

  /**
   * The functions that process tasks before and after people work on them.
   *
   * @default - none may be invoked
   */
  readonly functions?: lambda.IFunctionRef[];

  /**
   * The user pools of the workforce, in which workers and their groups may be managed.
   *
   * @default - none may be used
   */
  readonly userPools?: cognito.IUserPoolRef[];
}

/**
 * What the console of Augmented AI works with.
 */
export interface AugmentedAiConsoleOptions extends ExecutionRolesOptions, LabelingDataOptions {
  /**
   * The kinds of work teams that may review.
   *
   * @default - private teams and those of vendors, not the public crowd
   */
  readonly workteamTypes?: WorkteamType[];
}

/**
 * Who may label and review.
 */
export interface LabelingWithOptions extends LifeCycleOptions {
  /**
   * The kinds of work teams.
   *
   * @default - private teams alone
   */
  readonly workteamTypes?: WorkteamType[];

  /**
   * ARNs of the work teams, in which `*` and `?` are wildcards.
   *
   * @default - every team of these kinds
   */
  readonly workteamArns?: string[];
}
