import type * as iam from 'aws-cdk-lib/aws-iam';

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
