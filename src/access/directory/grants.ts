import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { grant } from '../../private/policies/role-needs';
import { ENTRY_ATTRIBUTES } from '../shared/directory-entry';

export interface GrantedTable {
  readonly tableArn: string;
  /** Undefined if AWS owns the key. */
  readonly encryptionKey?: kms.IKey;
}

/** The actions of a transaction, and reading what is there. */
const RECONCILER_ACTIONS = [
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Scan',
];
const RECONCILER_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/** All actions that change items. Changing the policy of the table is not among them, so that nobody is locked out forever. */
const WRITE_ACTIONS = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PartiQLDelete',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

const READ_ACTIONS = ['dynamodb:Query'];

/**
 * Reading the entries of one user at a time takes a query, which names a partition key. The conditions limit it to the attributes of
 * entries, because a table that other means fill may have more. Whose entries they are cannot be limited: the reader reads everybody's.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html (limiting user access to certain attributes)
 */
export const READ_CONDITIONS = {
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...ENTRY_ATTRIBUTES].sort() },
  StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
};

/** Allows reading the entries of one user at a time: no scans or batches. */
export function grantRead(scope: IConstruct, table: GrantedTable, grantee: iam.IGrantable): iam.Grant {
  return grantThroughTable(scope, table, grantee, {
    actions: READ_ACTIONS,
    keyActions: ['kms:Decrypt'],
    conditions: READ_CONDITIONS,
  });
}

/** The same for the function that creates URLs, through its endpoint only. */
export function readStatement({ tableArn }: GrantedTable, endpointId: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'Directory',
    actions: READ_ACTIONS,
    resources: [tableArn],
    conditions: {
      ...READ_CONDITIONS,
      StringEquals: { ...READ_CONDITIONS.StringEquals, 'aws:SourceVpce': [endpointId] },
    },
  });
}

export function grantReconciling(scope: IConstruct, table: GrantedTable, grantee: iam.IGrantable): iam.Grant {
  return grantThroughTable(scope, table, grantee, { actions: RECONCILER_ACTIONS, keyActions: RECONCILER_KEY_ACTIONS });
}

/** Revocations are items beside the entries, which the same table holds. */
const REVOCATION_ACTIONS = ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'];

export function grantRevoking(scope: IConstruct, table: GrantedTable, grantee: iam.IGrantable): iam.Grant {
  return grantThroughTable(scope, table, grantee, { actions: REVOCATION_ACTIONS, keyActions: RECONCILER_KEY_ACTIONS });
}

interface Granted {
  readonly actions: string[];
  readonly keyActions: string[];
  readonly conditions?: iam.GrantOnPrincipalOptions['conditions'];
}

function grantThroughTable(
  scope: IConstruct,
  table: GrantedTable,
  grantee: iam.IGrantable,
  { actions, keyActions, conditions: tableConditions }: Granted,
): iam.Grant {
  const granted = grant(scope, { grantee, actions, resourceArns: [table.tableArn], conditions: tableConditions });
  if (!table.encryptionKey) {
    return granted;
  }
  const { region, urlSuffix } = Stack.of(scope);
  const conditions = { StringEquals: { 'kms:ViaService': `dynamodb.${region}.${urlSuffix}` } };
  return granted.combine(
    grant(scope, { grantee, actions: keyActions, resourceArns: [table.encryptionKey.keyArn], conditions }),
  );
}

/** In the resource policy of a table, `*` is the table. */
export function writersStatement(roleArns: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'OnlyTheReconcilerWrites',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: WRITE_ACTIONS,
    resources: ['*'],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArns } },
  });
}
