import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * Where in a VPC training jobs may run.
 */
export interface VpcTrainingOptions extends ExecutionRolesOptions {
  /**
   * The subnets. Every one of a job must be among them.
   */
  readonly subnets: ec2.ISubnetRef[];

  /**
   * The security groups. Every one of a job must be among them.
   */
  readonly securityGroups: ec2.ISecurityGroupRef[];
}
