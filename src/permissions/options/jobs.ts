import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { FileSystemAccess } from '../../conditions';
import type { LifeCycleOptions } from './life-cycle';

/**
 * Whether a training job must mount a file system.
 */
export enum FileSystemUse {
  /** A job without file system is not allowed. */
  REQUIRED = 'REQUIRED',
  /** A job may as well take all its data from S3. */
  OPTIONAL = 'OPTIONAL',
}

/**
 * Which file systems training jobs may mount.
 */
export interface FileSystemTrainingOptions extends LifeCycleOptions {
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

/**
 * Where in a VPC training jobs may run.
 */
export interface VpcTrainingOptions extends LifeCycleOptions {
  /**
   * The subnets. Every one of a job must be among them.
   */
  readonly subnets: ec2.ISubnetRef[];

  /**
   * The security groups. Every one of a job must be among them.
   */
  readonly securityGroups: ec2.ISecurityGroupRef[];
}

/**
 * On which instance types training jobs may run.
 */
export interface TrainingOnInstanceTypesOptions extends LifeCycleOptions {
  /**
   * The instance types, in which `*` and `?` are wildcards: `ml.c5.*` admits `ml.c5.xlarge`, not `ml.c5d.xlarge`.
   */
  readonly instanceTypes: string[];
}

/**
 * With which keys jobs may encrypt.
 */
export interface EncryptedJobsOptions extends LifeCycleOptions {
  /**
   * The keys for storage volumes.
   */
  readonly volumeKeys: kms.IKeyRef[];

  /**
   * The keys for output.
   *
   * @default - those for storage volumes
   */
  readonly outputKeys?: kms.IKeyRef[];

  /**
   * Instance types whose local storage is encrypted by hardware, so that SageMaker refuses a key for the volume. Jobs on
   * these alone need no volume key. `*` and `?` are wildcards, as in `ml.g5.*`.
   *
   * @default - none, a volume key is needed on every instance type
   */
  readonly localStorageInstanceTypes?: string[];
}
