import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { DirectoryTable, type DirectoryTableProps } from '../../../src/access';
import { ENTRY_ATTRIBUTES } from '../../../src/access/shared/directory-entry';
import { codesOf } from '../../faults';
import { type Acknowledgement, acknowledge, allFindings } from '../../nag/packs';
import { matches } from '../support/event-pattern';
import { ISSUER, RESOURCE, TABLE, testStack } from './directory-stack';

const USERS = [{ subject: 'a', issuer: ISSUER, domainId: 'd-a', userProfileName: 'alice' }];

function tableIn(stack: Stack, props?: DirectoryTableProps): DirectoryTable {
  const table = new DirectoryTable(stack, 'Users', props);
  table.addUsers('List', USERS);
  return table;
}

function statementsOf(template: Template, fragment: string): Record<string, unknown>[] {
  const policies = Object.entries({
    ...template.findResources('AWS::IAM::ManagedPolicy'),
    ...template.findResources('AWS::IAM::Policy'),
  });
  return policies
    .filter(([id]) => id.includes(fragment))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => Action !== 'lambda:InvokeFunction');
}

describe('a table of users', () => {
  const stack = testStack();
  const table = tableIn(stack);
  table.grantRead(new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
  const template = Template.fromStack(stack);
  const key = stack.resolve(table.encryptionKey.keyArn);
  const arn = stack.resolve(table.tableArn);

  test('is encrypted with its own key, kept, backed up and paid by request', () => {
    template.hasResource(TABLE, {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: key, SSEEnabled: true, SSEType: 'KMS' },
        ContributorInsightsSpecification: Match.absent(),
        StreamSpecification: Match.absent(),
        TimeToLiveSpecification: Match.absent(),
      },
    });
    template.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { EnableKeyRotation: true },
    });
  });

  test('refuses every change but by the reconciler, and no change of its policy', () => {
    const [{ Properties }] = Object.values(template.findResources(TABLE));
    const [role] = Object.keys(template.findResources('AWS::IAM::Role')).filter((id) => id.includes('Reconciler'));
    expect(Properties.ResourcePolicy.PolicyDocument.Statement).toEqual([
      {
        Sid: 'OnlyTheReconcilerWrites',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Resource: '*',
        Action: [
          'BatchWriteItem',
          'DeleteItem',
          'PartiQLDelete',
          'PartiQLInsert',
          'PartiQLUpdate',
          'PutItem',
          'UpdateItem',
        ].map((name) => `dynamodb:${name}`),
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': [{ 'Fn::GetAtt': [role, 'Arn'] }] } },
      },
    ]);
  });

  test('can be read one user at a time, with its key through DynamoDB alone', () => {
    const through = {
      StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] } },
    };
    expect(statementsOf(template, 'ReaderDefaultPolicy')).toEqual([
      {
        Effect: 'Allow',
        Action: 'dynamodb:Query',
        Resource: arn,
        Condition: {
          'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...ENTRY_ATTRIBUTES].sort() },
          StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
        },
      },
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key, Condition: through },
    ]);
  });

  test('gives the reconciler what transactions need, and nothing on anything else', () => {
    const [logs, items, use, deployments, events, ...more] = statementsOf(template, 'Reconciler');
    expect(more).toEqual([]);
    expect(events).toMatchObject({ Sid: 'DriftEvents' });
    expect(logs).toMatchObject({ Sid: 'Logs' });
    expect(items).toEqual({
      Effect: 'Allow',
      Action: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Scan'].map((name) => `dynamodb:${name}`),
      Resource: arn,
    });
    expect(use).toMatchObject({ Resource: key, Condition: { StringEquals: { 'kms:ViaService': expect.anything() } } });
    expect(JSON.stringify(use)).not.toMatch(/\*"/);
    expect(deployments).toMatchObject({
      Action: ['cloudformation:DescribeStackResource', 'cloudformation:DescribeStacks'],
      Resource: { Ref: 'AWS::StackId' },
    });
  });

  test('lets the reconciler put events about drift on the default event bus, and no others', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Sid: 'DriftEvents',
            Effect: 'Allow',
            Action: 'events:PutEvents',
            Resource: {
              'Fn::Join': [
                '',
                ['arn:', { Ref: 'AWS::Partition' }, ':events:eu-central-1:111122223333:event-bus/default'],
              ],
            },
            Condition: {
              'ForAllValues:StringEquals': {
                'events:source': 'cdk-secure-sagemaker',
                'events:detail-type': 'Studio User Directory Drift',
              },
              Null: { 'events:source': 'false', 'events:detail-type': 'false' },
            },
          },
        ]),
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          EVENTS_ENDPOINT: { 'Fn::Join': ['', ['https://events.eu-central-1.', { Ref: 'AWS::URLSuffix' }]] },
        },
      },
    });
  });

  test('has a reconciler with all the time that Lambda has, outside of any VPC', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 900,
      MemorySize: 1024,
      VpcConfig: Match.absent(),
    });
    template.hasResourceProperties(RESOURCE, { ServiceToken: stack.resolve(table.reconciler.functionArn) });
  });
});

describe('a table of users with props', () => {
  test('has the name and the key that it is given', () => {
    const stack = testStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    tableIn(stack, { tableName: 'studio-users', encryptionKey });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties(TABLE, {
      TableName: 'studio-users',
      SSESpecification: { KMSMasterKeyId: stack.resolve(encryptionKey.keyArn) },
    });
  });

  test('goes with its stack only when that is asked for, with a warning', () => {
    const stack = testStack();
    tableIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).hasResource(TABLE, {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
    expect(JSON.stringify(warnings)).toContain('cdk-secure-sagemaker:access.directoryDeleted');
    const kept = testStack();
    tableIn(kept);
    expect(Annotations.fromStack(kept).findWarning('*', Match.anyValue())).toEqual([]);
  });
});

describe('the protection of a table', () => {
  const stack = testStack();
  const table = tableIn(stack);
  const rules = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  const [tableArn, tableName] = ['arn:aws:dynamodb:eu-central-1:111122223333:table/Users', 'Users'];
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1';
  const known: [unknown, string][] = [
    [table.tableArn, tableArn],
    [table.tableName, tableName],
    [table.encryptionKey.keyArn, keyArn],
    [table.encryptionKey.keyId, '1'],
  ];
  const patterns = rules.map(({ Properties }) => {
    const text = JSON.stringify(Properties.EventPattern);
    const resolved = known.reduce(
      (json, [token, value]) => json.replaceAll(JSON.stringify(stack.resolve(token)), JSON.stringify(value)),
      text,
    );
    return JSON.parse(resolved);
  });
  const reaches = (eventName: string, requestParameters: object) =>
    patterns.some((pattern) => matches(pattern, cloudTrailEvent(eventName, requestParameters)));

  /** The fields of an event as CloudTrail gives them to EventBridge. */
  function cloudTrailEvent(eventName: string, requestParameters: object) {
    const eventSource = /Key/.test(eventName) ? 'kms.amazonaws.com' : 'dynamodb.amazonaws.com';
    return {
      source: `aws.${eventSource.split('.')[0]}`,
      'detail-type': 'AWS API Call via CloudTrail',
      detail: { eventSource, eventName, requestParameters, userIdentity: { arn: 'arn:aws:iam::111122223333:role/A' } },
    };
  }

  test.each([
    ['PutResourcePolicy', { resourceArn: tableArn, policy: '{}' }],
    ['DeleteResourcePolicy', { resourceArn: tableArn }],
    ['UpdateTable', { tableName }],
    ['UpdateTable', { tableName: tableArn }],
    ['DeleteTable', { tableName }],
    ['UpdateTimeToLive', { tableName }],
    ['UpdateContinuousBackups', { tableName }],
    ['DisableKey', { keyId: keyArn }],
    ['ScheduleKeyDeletion', { keyId: '1', pendingWindowInDays: 7 }],
    ['PutKeyPolicy', { keyId: keyArn, policyName: 'default' }],
  ])('is reported when somebody calls %s with %j', (name, parameters) => {
    expect(reaches(name, parameters)).toBe(true);
  });

  test.each([
    ['PutResourcePolicy', { resourceArn: `${tableArn}2` }],
    ['UpdateTable', { tableName: 'Other' }],
    ['DisableKey', { keyId: '2' }],
    ['DescribeTable', { tableName }],
  ])('is not when somebody calls %s with %j', (name, parameters) => {
    expect(reaches(name, parameters)).toBe(false);
  });
});

describe('the checks of a table', () => {
  test.each([Duration.seconds(299), Duration.minutes(4), Duration.days(2), Duration.seconds(330)])(
    'are not made every %s',
    (checkEvery) => {
      expect(codesOf(() => new DirectoryTable(testStack(), 'Users', { checkEvery }))).toEqual(['InvalidCheckInterval']);
    },
  );
});

const FUNCTION = 'Users/Reconciler/Function/Resource';
const TABLE_PATH = 'Users/Table/Resource';
const NO_VPC =
  'The function reaches DynamoDB and CloudFormation, and nothing in a VPC; a policy of the table keeps everybody else from writing';
const NO_RESERVE =
  'Reserving for a function that runs during deployments takes from all others; a check in every transaction keeps copies apart';
const NO_QUEUE = 'CloudFormation waits for the answer, and fails the deployment where there is none';
const NO_PLAN = 'Every second of the last 35 days can be restored, and the stack can make the lists anew';

const ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  { path: FUNCTION, finding: 'HIPAA.Security-LambdaConcurrency', reason: NO_RESERVE },
  { path: FUNCTION, finding: 'HIPAA.Security-LambdaDLQ', reason: NO_QUEUE },
  { path: FUNCTION, finding: 'HIPAA.Security-LambdaInsideVPC', reason: NO_VPC },
  { path: FUNCTION, finding: 'NIST.800.53.R4-LambdaInsideVPC', reason: NO_VPC },
  { path: FUNCTION, finding: 'NIST.800.53.R5-LambdaConcurrency', reason: NO_RESERVE },
  { path: FUNCTION, finding: 'NIST.800.53.R5-LambdaDLQ', reason: NO_QUEUE },
  { path: FUNCTION, finding: 'NIST.800.53.R5-LambdaInsideVPC', reason: NO_VPC },
  { path: FUNCTION, finding: 'PCI.DSS.321-LambdaInsideVPC', reason: NO_VPC },
  { path: TABLE_PATH, finding: 'HIPAA.Security-DynamoDBInBackupPlan', reason: NO_PLAN },
  { path: TABLE_PATH, finding: 'NIST.800.53.R4-DynamoDBInBackupPlan', reason: NO_PLAN },
  { path: TABLE_PATH, finding: 'NIST.800.53.R5-DynamoDBInBackupPlan', reason: NO_PLAN },
];

describe('the rule packs', () => {
  test('find what is acknowledged, and nothing else', () => {
    const stack = testStack();
    tableIn(stack);
    expect(allFindings(stack)).toEqual(ACKNOWLEDGEMENTS.map(({ path, finding }) => `${path}: ${finding}`));
    acknowledge(stack, ACKNOWLEDGEMENTS);
    expect(allFindings(stack)).toEqual([]);
  });
});
