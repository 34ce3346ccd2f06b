import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The execution roles that may be passed to SageMaker, and no other ones.
 */
export interface ExecutionRolesOptions {
  /**
   * The execution roles.
   *
   * @default - those of `executionRoleArns`
   */
  readonly executionRoles?: iam.IRoleRef[];

  /**
   * ARNs of execution roles, in which `*` and `?` are wildcards behind the first letter of the name or path.
   *
   * @default - those of `executionRoles`
   */
  readonly executionRoleArns?: string[];
}
