import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * Settings of logs.
 */
export interface AccessLogOptions {
  /**
   * The key that encrypts the logs. Its policy is extended to allow CloudWatch Logs to use it for these log groups. The policy of
   * an imported key must already allow it.
   *
   * @default - a new customer managed key with rotation, which is retained when the stack is deleted
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the logs are kept. They have a record of each request.
   *
   * @default - one year
   */
  readonly logRetention?: RetentionDays;

  /**
   * What happens to the logs when they are removed from the stack.
   *
   * @default - they are retained
   */
  readonly removalPolicy?: RemovalPolicy;
}
