import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IDomain } from '../domain/idomain';

/**
 * What happens to the file system with the home folders when a domain is removed.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_RetentionPolicy.html
 */
export enum HomeFileSystemRemoval {
  /**
   * It is deleted with all home folders. Nobody can restore them without a backup.
   */
  DELETE = 'Delete',

  /**
   * It is kept, with its mount targets, their network interfaces and two security groups. They block the deletion of their
   * subnets and VPC, so a VPC in the same stack cannot be deleted. SageMaker cannot use the file system for another domain.
   */
  KEEP = 'Retain',
}

/**
 * Settings of the cleanup of a domain.
 */
export interface DomainCleanupOptions {
  /**
   * What happens to the file system with the home folders. It has no default, because one choice deletes data, and the other
   * one leaves resources behind. It has no effect for a domain without such a file system.
   */
  readonly homeFileSystem: HomeFileSystemRemoval;

  /**
   * The key that encrypts the logs. Its policy is extended to allow CloudWatch Logs to use it for this log group. The policy of
   * an imported key must already allow it.
   *
   * @default - a new customer managed key with rotation, which is retained when the stack is deleted
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * How long the logs are kept. They state what was deleted and why, without data of users.
   *
   * @default - one year
   */
  readonly logRetention?: RetentionDays;

  /**
   * What happens to the logs when they are removed from the stack. They are the only record of the cleanup in the account
   * besides CloudTrail.
   *
   * @default - they are retained
   */
  readonly logRemovalPolicy?: RemovalPolicy;
}

/**
 * Properties of the cleanup of a domain.
 */
export interface DomainCleanupProps extends DomainCleanupOptions {
  /**
   * The domain. It must be in the stack of the cleanup, and its removal policy must be `RemovalPolicy.DESTROY`.
   */
  readonly domain: IDomain;
}
