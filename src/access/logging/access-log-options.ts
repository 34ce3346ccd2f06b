import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * How logs are kept.
 */
export interface AccessLogOptions {
  /**
   * Encrypts the logs. Its policy comes to let CloudWatch Logs use it for them alone; that of an imported key must say so
   * already.
   *
   * @default - a customer managed key of its own, with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the logs, with a record of each request, are kept.
   *
   * @default - one year
   */
  readonly logRetention?: RetentionDays;

  /**
   * What becomes of the logs when they are taken out of the stack.
   *
   * @default - they are kept
   */
  readonly removalPolicy?: RemovalPolicy;
}
