import type * as iam from 'aws-cdk-lib/aws-iam';
import type { ExecutionRolesOptions } from './execution-roles';

/**
 * What users may read besides their own user.
 */
export interface OwnPermissionsOptions {
  /**
   * The groups whose policies users may read.
   *
   * @default - none
   */
  readonly groups?: iam.IGroup[];

  /**
   * The customer managed policies that users may read.
   *
   * @default - none, only those that AWS manages, which are public
   */
  readonly policies?: iam.IManagedPolicy[];
}

/**
 * What of SageMaker the console may be used for.
 */
export enum ConsoleAccess {
  /** To look at everything. Other permissions say what may be created. */
  READ_ONLY = 'READ_ONLY',
  /**
   * For every operation of SageMaker. Makes the condition of every other permission void, and gives the permissions of
   * all roles that notebook instances and Studio users have, since it opens them.
   */
  FULL = 'FULL',
}

/**
 * What the console may be used for. Full access needs execution roles.
 */
export interface ConsoleOptions extends ExecutionRolesOptions {
  /**
   * Whether the console may be used for more than looking.
   *
   * @default - read-only access
   */
  readonly access?: ConsoleAccess;
}
