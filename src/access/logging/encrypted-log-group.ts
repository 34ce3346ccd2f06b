import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { AccessLogOptions } from './access-log-options';

export interface LogOptions extends AccessLogOptions {
  readonly encryptionKey: kms.IKey;
}

/** The given options, with a new key if they have none. */
export function logOptionsFor(
  scope: Construct,
  options: AccessLogOptions = {},
  description = `Logs of ${scope.node.path}`,
): LogOptions {
  const { encryptionKey, logRetention, removalPolicy } = options;
  return {
    encryptionKey: encryptionKey ?? new kms.Key(scope, 'Key', { enableKeyRotation: true, description, removalPolicy }),
    logRetention,
    removalPolicy,
  };
}

/**
 * A log group with a literal name, so that the policy of its key need not refer to the log group.
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
  const { region, urlSuffix } = Stack.of(scope);
  const arn = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: namePattern,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  encryptionKey.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${region}.${urlSuffix}`)],
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: {
        [namePattern.includes('*') ? 'ArnLike' : 'ArnEquals']: { 'kms:EncryptionContext:aws:logs:arn': arn },
      },
    }),
  );
  return new logs.LogGroup(scope, id, {
    logGroupName,
    encryptionKey,
    retention: logRetention ?? logs.RetentionDays.ONE_YEAR,
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
  });
}
