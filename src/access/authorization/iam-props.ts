import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Which roles may call.
 */
export interface IamAuthorizationProps {
  /**
   * The roles that may call, each of them named. Those of other accounts need the permission in their own account as well.
   */
  readonly callers: iam.IRoleRef[];
}
