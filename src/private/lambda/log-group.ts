import { ArnFormat, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../errors';
import { foreignFaults, used } from '../life-cycle/foreign';
import { labelOf, uniqueName } from '../life-cycle/names';
import { applyRemovalTo, createKey } from '../life-cycle/removal';

/** Below the 512 characters of CloudWatch Logs, and enough to recognize the log group. */
export const UNIQUE_NAME_LENGTH = 200;

export interface LogSettings {
  /** @default - a new customer managed key with rotation */
  readonly encryptionKey?: kms.IKey;
  /** @default - one year */
  readonly logRetention?: logs.RetentionDays;
  /** @default - the logs are retained */
  readonly removalPolicy?: RemovalPolicy;
}

export interface LogOptions extends LogSettings {
  readonly encryptionKey: kms.IKey;
}

/** The given options, with a new key if they have none. */
export function logOptionsFor(
  scope: Construct,
  options: LogSettings = {},
  description = `Logs of ${labelOf(scope)}`,
): LogOptions {
  const { encryptionKey, logRetention, removalPolicy } = options;
  return {
    encryptionKey: encryptionKey ?? createKey(scope, description, removalPolicy),
    logRetention,
    removalPolicy,
  };
}

/**
 * A log group with a name that no other stack has. One that a failed first deployment leaves behind blocks none.
 *
 * @param prefix of the name, such as `/aws/lambda/`
 */
export function uniqueLogGroup(scope: Construct, id: string, prefix: string, options: LogOptions): logs.LogGroup {
  const logGroup: logs.LogGroup = encryptedLogGroup(
    scope,
    id,
    `${prefix}${uniqueName(() => logGroup.node.defaultChild as logs.CfnLogGroup, UNIQUE_NAME_LENGTH)}`,
    options,
  );
  return logGroup;
}

/**
 * A log group with a given name, so that the policy of its key need not refer to the log group.
 *
 * @param namePattern the name in the policy, if the name itself refers to a resource that depends on the key
 */
export function encryptedLogGroup(
  scope: Construct,
  id: string,
  logGroupName: string,
  options: LogOptions,
  namePattern = logGroupName,
): logs.LogGroup {
  const { encryptionKey, logRetention, removalPolicy } = options;
  SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, [used('encryptionKey', encryptionKey.keyArn)]));
  encryptionKey.addToResourcePolicy(logKeyStatement(scope, namePattern));
  const retention = logRetention ?? logs.RetentionDays.ONE_YEAR;
  const logGroup = new logs.LogGroup(scope, id, { logGroupName, encryptionKey, retention });
  applyRemovalTo(logGroup, removalPolicy);
  return logGroup;
}

/**
 * Lets CloudWatch Logs use a key for the log groups of a name only. Unlike the principals of most services, that of
 * CloudWatch Logs has the domain of the partition in its name.
 */
export function logKeyStatement(scope: Construct, namePattern: string, sid?: string): iam.PolicyStatement {
  const stack = Stack.of(scope);
  const arn = stack.formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: namePattern,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: {
      [namePattern.includes('*') ? 'ArnLike' : 'ArnEquals']: { 'kms:EncryptionContext:aws:logs:arn': arn },
    },
  });
}
