import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * Who mounts a file system of the account into Studio.
 */
export interface CustomFileSystemContext {
  /**
   * The security groups from which it is mounted.
   */
  readonly connections: ec2.Connections;

  /**
   * The execution role of those who use it, where it is known.
   *
   * @default - not known, so nothing is granted
   */
  readonly role?: iam.IRole;
}

/**
 * A folder of an EFS or FSx for Lustre file system.
 */
export interface FileSystemFolder {
  /**
   * The id of the file system.
   */
  readonly fileSystemId: string;

  /**
   * The path of the folder within the file system.
   *
   * @default - the root folder
   */
  readonly fileSystemPath?: string;
}

/**
 * Objects of an S3 bucket as a file system.
 */
export interface S3Folder {
  /**
   * The URI of the bucket or prefix.
   */
  readonly s3Uri: string;

  /**
   * Where it is mounted.
   *
   * @default - where SageMaker puts it
   */
  readonly mountPath?: string;
}

/**
 * What is mounted. Exactly one member is given.
 */
export interface CustomFileSystemConfig {
  /**
   * A folder of an EFS file system.
   *
   * @default - none
   */
  readonly efs?: FileSystemFolder;

  /**
   * A folder of an FSx for Lustre file system.
   *
   * @default - none
   */
  readonly fsxLustre?: FileSystemFolder;

  /**
   * Objects of an S3 bucket.
   *
   * @default - none
   */
  readonly s3?: S3Folder;
}

/**
 * A file system of the account that Studio mounts into private spaces.
 */
export interface ICustomFileSystem {
  /**
   * Opens the file system for those who mount it, and tells what is mounted.
   */
  bind(scope: Construct, context: CustomFileSystemContext): CustomFileSystemConfig;
}
