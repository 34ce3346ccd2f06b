import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { FileSystemAccess } from '../../conditions';
import type { ExecutionRolesOptions } from './execution-roles-props';
import type { FileSystemUse } from './file-system-use';

/**
 * Which file systems training jobs may mount.
 */
export interface FileSystemTrainingOptions extends ExecutionRolesOptions {
  /**
   * The file systems. What is said of one does not hold for another.
   */
  readonly fileSystems: FileSystemAccess[];

  /**
   * The security groups with which jobs mount a file system. Every one of a job must be among them.
   *
   * @default - any, even none
   */
  readonly securityGroups?: ec2.ISecurityGroupRef[];

  /**
   * Whether jobs must mount a file system.
   *
   * @default - they must; jobs with data from S3 alone are not allowed
   */
  readonly fileSystemUse?: FileSystemUse;
}
