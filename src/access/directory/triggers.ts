import { Aws } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { callOnEvents } from '../../private/lambda/function-rule';

/** After these, the list is the one of the template, and CloudFormation has not called the reconciler if the list has not changed. */
const DEPLOYED = ['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];

/** What changes who may write the table, or makes it unreadable. */
const TABLE_EVENTS = [
  'DeleteResourcePolicy',
  'DeleteTable',
  'PutResourcePolicy',
  'UpdateContinuousBackups',
  'UpdateTable',
  'UpdateTimeToLive',
];
const KEY_EVENTS = ['DisableKey', 'PutKeyPolicy', 'ScheduleKeyDeletion'];

/**
 * Calls the reconciler after each update of its stack.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-cloudformation.html
 */
export function checkAfterUpdates(scope: Construct, id: string, handler: lambda.IFunction): void {
  callOnEvents(scope, id, handler, {
    description: 'Checks the users of Studio after an update of the stack',
    eventPattern: {
      source: ['aws.cloudformation'],
      detailType: ['CloudFormation Stack Status Change'],
      detail: { 'stack-id': [Aws.STACK_ID], 'status-details': { status: DEPLOYED } },
    },
  });
}

/** A table whose protection is watched. */
export interface WatchedTable {
  readonly tableName: string;
  readonly tableArn: string;
  readonly encryptionKey: kms.IKey;
}

/**
 * Reports changes to what protects the table, and has it checked. Takes a trail of CloudTrail in the account, which records management
 * events.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export function watchProtection(scope: Construct, id: string, table: WatchedTable, handler: lambda.IFunction): void {
  const { tableName, tableArn, encryptionKey } = table;
  callOnEvents(scope, id, handler, {
    description: 'Reports changes to the policy, the table and the key of the users of Studio',
    eventPattern: {
      source: ['aws.dynamodb', 'aws.kms'],
      detailType: ['AWS API Call via CloudTrail'],
      detail: {
        eventName: [...TABLE_EVENTS, ...KEY_EVENTS],
        $or: [
          { requestParameters: { tableName: [tableName, tableArn] } },
          { requestParameters: { resourceArn: [tableArn] } },
          { requestParameters: { keyId: [encryptionKey.keyId, encryptionKey.keyArn] } },
        ],
      },
    },
  });
}
