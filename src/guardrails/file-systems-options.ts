import type { FileSystemAccess } from '../conditions';

/**
 * The file systems that training jobs may mount.
 */
export interface FileSystemsOptions {
  /**
   * The file systems.
   */
  readonly fileSystems: FileSystemAccess[];

  /**
   * The ids of security groups, of which a job with a file system must use some and may use no others.
   *
   * @default - any
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether every job must mount a file system.
   *
   * @default false - jobs that read from S3 alone are left alone
   */
  readonly required?: boolean;
}
