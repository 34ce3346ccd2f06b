import type { FileSystemAccessMode, FileSystemType } from '../conditions';

/**
 * A file system that training jobs may mount.
 */
export interface ApprovedFileSystem {
  /**
   * The id, such as `fs-0123456789abcdef0`.
   */
  readonly id: string;

  /**
   * The kind of file system.
   */
  readonly type: FileSystemType;

  /**
   * How it may be mounted. What may write may read.
   *
   * @default `conditions.FileSystemAccessMode.READ_ONLY`
   */
  readonly accessMode?: FileSystemAccessMode;

  /**
   * The directories that may be mounted, in which `*` and `?` are wildcards. `/train` does not include `/train/x`, and `/train*` includes `/train-secret`:
   * say `/train` and `/train/*`.
   */
  readonly directories: string[];
}

/**
 * The file systems that training jobs may mount.
 */
export interface FileSystemsOptions {
  /**
   * The file systems.
   */
  readonly fileSystems: ApprovedFileSystem[];

  /**
   * The ids of security groups, of which a job with a file system must use some and may use no others.
   *
   * @default - any
   */
  readonly securityGroups?: string[];

  /**
   * Whether every job must mount a file system.
   *
   * @default false - jobs that read from S3 alone are left alone
   */
  readonly required?: boolean;
}
