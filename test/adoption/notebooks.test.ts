import { Size, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { notebook } from '../../src';
import { codesOf, errorOf, faultsOf } from '../faults';
import { isolatedVpc, testStack, warningsOf } from '../notebook/setup';
import { DeployedFiles } from './deployed';

const files = new DeployedFiles();
afterAll(() => files.delete());

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const ROLE = 'arn:aws:iam::111122223333:role/research';
const KEY = 'arn:aws:kms:us-west-2:111122223333:key/0e1d2c3b-1111-2222-3333-444455556666';
const LEGACY = { InstanceType: 'ml.t3.large', RoleArn: ROLE, NotebookInstanceName: 'research' };
const IN_VPC = {
  ...LEGACY,
  SubnetId: 'subnet-0123456789abcdef0',
  SecurityGroupIds: ['sg-0123456789abcdef1', 'sg-0123456789abcdef0'],
  KmsKeyId: KEY,
};

function adopted(
  stack: Stack,
  properties: Record<string, unknown> = LEGACY,
  props: Partial<notebook.NotebookInstanceProps> = {},
): notebook.NotebookInstance {
  return new notebook.NotebookInstance(stack, 'Notebook', {
    deployedState: files.state(NOTEBOOK, properties),
    ...props,
  });
}

describe('a notebook instance with deployedState', () => {
  test('creates nothing besides, and is retained', () => {
    const stack = testStack();
    adopted(stack);
    expect(Template.fromStack(stack).toJSON().Resources).toEqual({
      Old: {
        Type: NOTEBOOK,
        Properties: {
          ...LEGACY,
          RootAccess: 'Disabled',
          InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
        },
        DeletionPolicy: 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      },
    });
  });

  test('keeps order and form of every create-only property', () => {
    const stack = testStack();
    adopted(stack, { ...IN_VPC, PlatformIdentifier: 'notebook-al2-v2', DirectInternetAccess: 'Disabled' });
    expect(Template.fromStack(stack).toJSON().Resources.Old.Properties).toMatchObject({
      SecurityGroupIds: ['sg-0123456789abcdef1', 'sg-0123456789abcdef0'],
      KmsKeyId: KEY,
      PlatformIdentifier: 'notebook-al2-v2',
    });
  });

  test('changes what props say where that is possible in place', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    adopted(
      stack,
      { ...LEGACY, VolumeSizeInGB: 10 },
      {
        role,
        instanceType: notebook.InstanceType.of('ml.m5.xlarge'),
        volumeSize: Size.gibibytes(20),
        rootAccess: notebook.RootAccess.ENABLED,
      },
    );
    expect(Template.fromStack(stack).toJSON().Resources.Old.Properties).toMatchObject({
      InstanceType: 'ml.m5.xlarge',
      VolumeSizeInGB: 20,
      RootAccess: 'Enabled',
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^Role/), 'Arn'] },
    });
  });

  test('warns of what is kept', () => {
    const stack = testStack();
    adopted(stack, { ...LEGACY, PlatformIdentifier: 'notebook-al2-v3' });
    expect(warningsOf(stack)).toEqual([
      'cdk-secure-sagemaker:notebook.deployedState',
      'cdk-secure-sagemaker:notebook.directInternetAccess',
      'cdk-secure-sagemaker:notebook.retiredPlatform',
    ]);
  });

  test('warns only of the state where nothing else is weak', () => {
    const stack = testStack();
    adopted(stack, { ...IN_VPC, DirectInternetAccess: 'Disabled', PlatformIdentifier: 'notebook-al2023-v1' });
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:notebook.deployedState']);
  });

  test.each([
    ['notebookInstanceName', { notebookInstanceName: 'other' }],
    ['platform', { platform: notebook.Platform.AL2023_V1 }],
    ['directInternetAccess', { directInternetAccess: notebook.DirectInternetAccess.DISABLED }],
    ['vpcSubnets', { vpcSubnets: {} }],
  ])('refuses %s, which would replace it', (prop, props) => {
    const [fault, ...others] = faultsOf(() => adopted(testStack(), LEGACY, props));
    expect(others).toEqual([]);
    expect(fault).toContain(`ConflictingProps: ${prop} must be left out with deployedState`);
  });

  test('refuses a VPC, since it stays where it is', () => {
    const stack = testStack();
    expect(codesOf(() => adopted(stack, LEGACY, { vpc: isolatedVpc(stack) }))).toEqual(['ConflictingProps']);
  });

  test('refuses another key and other security groups than the deployed ones', () => {
    const stack = testStack();
    const other = kms.Key.fromKeyArn(stack, 'Key', KEY.replace('0e1d', 'ffff'));
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef2');
    const faults = faultsOf(() => adopted(stack, IN_VPC, { encryptionKey: other, securityGroups: [group] }));
    expect(faults).toHaveLength(2);
    expect(faults.join()).toMatch(
      /ConflictingProps: securityGroups must be the deployed one.*ConflictingProps: encryptionKey must be/,
    ); // unanchored: two faults
  });

  test('refuses a smaller volume', () => {
    const act = () => adopted(testStack(), { ...LEGACY, VolumeSizeInGB: 50 }, { volumeSize: Size.gibibytes(20) });
    expect(faultsOf(act)).toEqual([
      'InvalidVolumeSize: volumeSize must be at least the deployed 50 GiB, got 20 GiB: a volume can only grow',
    ]);
  });

  test('refuses the state of another resource type', () => {
    const deployedState = files.state('AWS::SageMaker::Domain', {});
    const [fault] = faultsOf(() => new notebook.NotebookInstance(testStack(), 'Notebook', { deployedState }));
    expect(fault).toBe(
      `InvalidDeployedState: deployedState must be of a resource of type ${NOTEBOOK}, got Old of type AWS::SageMaker::Domain`,
    );
  });

  test('opens the deployed security groups, and knows the deployed key', () => {
    const stack = testStack();
    const instance = adopted(stack, IN_VPC);
    expect(instance.connections.securityGroups.map(({ securityGroupId }) => securityGroupId)).toEqual([
      'sg-0123456789abcdef1',
      'sg-0123456789abcdef0',
    ]);
    expect(instance.encryptionKey.keyRef.keyArn).toBe(KEY);
  });

  test('says that it has no security groups and no key', () => {
    const instance = adopted(testStack());
    expect(errorOf(() => instance.connections).code).toBe('UnknownDeployedValue');
    expect(errorOf(() => instance.encryptionKey).code).toBe('UnknownDeployedValue');
  });
});

test('a new notebook instance must have a VPC', () => {
  expect(faultsOf(() => new notebook.NotebookInstance(testStack(), 'Notebook', {}))).toEqual([
    'MissingVpc: vpc must be given, got none: only a notebook instance with deployedState can do without',
  ]);
});

describe('a lifecycle configuration with deployedState', () => {
  const TYPE = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';
  const DEPLOYED = { NotebookInstanceLifecycleConfigName: 'scripts', OnCreate: [{ Content: 'ZWNobwo=' }] };

  test('keeps its name, and each script without a prop', () => {
    const stack = testStack();
    new notebook.LifecycleConfig(stack, 'Scripts', {
      deployedState: files.state(TYPE, DEPLOYED),
      onStart: notebook.LifecycleScript.fromInline('echo start'),
    });
    expect(Template.fromStack(stack).toJSON().Resources.Old.Properties).toEqual({
      ...DEPLOYED,
      OnStart: [{ Content: Buffer.from('echo start').toString('base64') }],
    });
    expect(warningsOf(stack)).toContain('cdk-secure-sagemaker:notebook.deployedState');
  });

  test('refuses another name', () => {
    const props = { deployedState: files.state(TYPE, DEPLOYED), lifecycleConfigName: 'other' };
    expect(codesOf(() => new notebook.LifecycleConfig(testStack(), 'Scripts', props))).toEqual(['ConflictingProps']);
  });
});
