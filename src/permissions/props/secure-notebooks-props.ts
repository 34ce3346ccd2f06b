import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * What secure notebook instances may have.
 */
export interface SecureNotebooksOptions extends ExecutionRolesOptions {
  /**
   * The subnets in which they may be.
   *
   * @default - any
   */
  readonly subnets?: ec2.ISubnetRef[];

  /**
   * The security groups that they may have.
   *
   * @default - any, but at least one
   */
  readonly securityGroups?: ec2.ISecurityGroupRef[];

  /**
   * ARNs of the lifecycle configurations that they may have, in which `*` and `?` are wildcards. The scripts run as root.
   *
   * @default - none
   */
  readonly lifecycleConfigArns?: string[];
}
