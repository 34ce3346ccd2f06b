import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { defaultEventBusArn, sageMakerArn } from '../../private/arn';
import { inOrder } from '../../private/order';
import { FLEET_SOURCE } from '../shared/fleet';

const CHANGES = [
  'sagemaker:StartNotebookInstance',
  'sagemaker:StopNotebookInstance',
  'sagemaker:UpdateNotebookInstance',
];

/** What every fleet may read. */
export function readStatements(scope: IConstruct): iam.PolicyStatement[] {
  return [
    // IAM has no resource types for these lists.
    allow('List', ['sagemaker:ListDomains', 'sagemaker:ListNotebookInstances'], ['*']),
    allow('Read', ['sagemaker:DescribeNotebookInstance', 'sagemaker:ListTags'], [everyNotebook(scope)]),
    allow(
      'ReadScripts',
      ['sagemaker:DescribeNotebookInstanceLifecycleConfig'],
      [sageMakerArn(scope, { resource: 'notebook-instance-lifecycle-config/*' })],
    ),
    allow('ReadDomains', ['sagemaker:DescribeDomain'], [sageMakerArn(scope, { resource: 'domain/*' })]),
    // The key has the sources of all events of a call, so that an absent one would match.
    allow('SendEvents', ['events:PutEvents'], [defaultEventBusArn(scope)], {
      'ForAllValues:StringEquals': { 'events:source': FLEET_SOURCE },
      Null: { 'events:source': 'false' },
    }),
  ];
}

export interface ChangeScope {
  readonly optOutTagKey: string;
  readonly volumeKeys: readonly kms.IKey[];
}

/** What a fleet with remediation may change: nothing that is opted out, and never to less than it has. */
export function changeStatements(scope: IConstruct, { optOutTagKey, volumeKeys }: ChangeScope): iam.PolicyStatement[] {
  const notebooks = [everyNotebook(scope)];
  const [start, stop, update] = CHANGES;
  const tag = `aws:ResourceTag/${optOutTagKey}`;
  const keys = inOrder(scope, volumeKeys, ({ keyArn }) => keyArn);
  return [
    allow('StopAndStart', [start, stop], notebooks, { Null: { [tag]: 'true' } }),
    allow('Update', [update], notebooks, {
      StringEquals: { 'sagemaker:MinimumInstanceMetadataServiceVersion': '2' },
      StringEqualsIfExists: { 'sagemaker:RootAccess': 'Disabled' },
      Null: {
        [tag]: 'true',
        'sagemaker:AcceleratorTypes': 'true',
        'sagemaker:InstanceTypes': 'true',
        'sagemaker:NotebookInstanceLifecycleConfigArns': 'true',
      },
    }),
    new iam.PolicyStatement({
      sid: 'OptedOut',
      effect: iam.Effect.DENY,
      actions: CHANGES,
      resources: notebooks,
      conditions: { Null: { [tag]: 'false' } },
    }),
    ...(keys.length === 0 ? [] : volumeStatements(scope, keys)),
  ];
}

/** SageMaker attaches the volume with a grant of the caller when it starts a notebook instance. */
function volumeStatements(scope: IConstruct, keys: readonly kms.IKey[]): iam.PolicyStatement[] {
  const { region, urlSuffix } = Stack.of(scope);
  const viaSageMaker = { StringEquals: { 'kms:ViaService': `sagemaker.${region}.${urlSuffix}` } };
  const arns = keys.map(({ keyArn }) => keyArn);
  return [
    allow('AttachVolumes', ['kms:CreateGrant'], arns, {
      ...viaSageMaker,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
    allow('ReadVolumeKeys', ['kms:DescribeKey'], arns, viaSageMaker),
  ];
}

export interface WriteScope {
  readonly tableArn: string;
  /** The objects of the account and region. */
  readonly evidence: string;
  /** Those of the table and the bucket. */
  readonly keys: readonly kms.IKey[];
}

/** The table has the lease, and the memory of each notebook instance. */
export function writeStatements({ tableArn, evidence, keys }: WriteScope): iam.PolicyStatement[] {
  const remember = ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'Scan'];
  const encrypt = ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'];
  return [
    allow('Remember', withService('dynamodb', remember), [tableArn]),
    allow('WriteEvidence', ['s3:PutObject'], [evidence]),
    allow(
      'UseKeys',
      withService('kms', encrypt),
      keys.map(({ keyArn }) => keyArn),
    ),
  ];
}

function withService(service: string, actions: readonly string[]): string[] {
  return actions.map((action) => `${service}:${action}`);
}

function everyNotebook(scope: IConstruct): string {
  return sageMakerArn(scope, { resource: 'notebook-instance/*' });
}

function allow(
  sid: string,
  actions: string[],
  resources: string[],
  conditions?: Record<string, Record<string, string>>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources, conditions });
}
