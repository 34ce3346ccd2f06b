import { Aws, CfnParameter, RemovalPolicy, Size, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { notebook } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { NOTEBOOK, notebookIn, propertiesOf, testStack, warningsOf } from './setup';

const {
  CodeRepository,
  DirectInternetAccess,
  InstanceType,
  LifecycleConfig,
  MetadataServiceVersion,
  Platform,
  RootAccess,
} = notebook;

function groups(stack: Stack, count: number): ec2.ISecurityGroup[] {
  return Array.from({ length: count }, (_, i) =>
    ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${i}`, `sg-0123456789abcdef${i}`),
  );
}

function repositories(count: number): notebook.CodeRepository[] {
  return Array.from({ length: count }, (_, i) => CodeRepository.fromCodeRepositoryName(`repository-${i}`));
}

describe('NotebookInstance with every prop', () => {
  const stack = testStack();
  notebookIn(stack, {
    securityGroups: groups(stack, 2),
    directInternetAccess: DirectInternetAccess.ENABLED,
    minimumMetadataServiceVersion: MetadataServiceVersion.V1,
    rootAccess: RootAccess.ENABLED,
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:111122223333:key/1234abcd'),
    notebookInstanceName: 'Team-Notebook',
    instanceType: InstanceType.M7_I_LARGE,
    role: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111122223333:role/execution'),
    platform: Platform.of('notebook-al2023-v2'),
    volumeSize: Size.tebibytes(1),
    lifecycleConfig: LifecycleConfig.fromLifecycleConfigName(stack, 'Config', 'existing'),
    defaultCodeRepository: CodeRepository.fromUrl('https://github.com/a/b'),
    additionalCodeRepositories: repositories(3),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const template = Template.fromStack(stack);

  test('has each in its property', () => {
    expect(propertiesOf(template)).toEqual({
      AdditionalCodeRepositories: ['repository-0', 'repository-1', 'repository-2'],
      DefaultCodeRepository: 'https://github.com/a/b',
      DirectInternetAccess: 'Enabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
      InstanceType: 'ml.m7i.large',
      KmsKeyId: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd',
      LifecycleConfigName: 'existing',
      NotebookInstanceName: 'Team-Notebook',
      PlatformIdentifier: 'notebook-al2023-v2',
      RoleArn: 'arn:aws:iam::111122223333:role/execution',
      RootAccess: 'Enabled',
      SecurityGroupIds: ['sg-0123456789abcdef0', 'sg-0123456789abcdef1'],
      SubnetId: 'subnet-0123456789abcdef0',
      VolumeSizeInGB: 1024,
    });
  });

  test('stays when it leaves the stack, where that is wanted', () => {
    template.hasResource(NOTEBOOK, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('makes no role, key or security group besides those that were given', () => {
    for (const type of ['AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::EC2::SecurityGroup']) {
      template.resourceCountIs(type, 0);
    }
  });
});

describe('NotebookInstance that is weakened', () => {
  const WEAKENINGS: [id: string, props: Partial<notebook.NotebookInstanceProps>][] = [
    ['cdk-secure-sagemaker:notebook.directInternetAccess', { directInternetAccess: DirectInternetAccess.ENABLED }],
    ['cdk-secure-sagemaker:notebook.imdsV1', { minimumMetadataServiceVersion: MetadataServiceVersion.V1 }],
    ['cdk-secure-sagemaker:notebook.rootAccess', { rootAccess: RootAccess.ENABLED }],
  ];

  test.each(WEAKENINGS)('leaves the warning %s', (id, props) => {
    const stack = testStack();
    notebookIn(stack, props);
    expect(warningsOf(stack)).toEqual([id]);
  });

  test.each(WEAKENINGS)('leaves %s to whoever acknowledges it with a reason', (id, props) => {
    const stack = testStack();
    const instance = notebookIn(stack, props);
    Validations.of(instance).acknowledge({ id, reason: 'shown in tests' });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('leaves one warning for each weakening', () => {
    const stack = testStack();
    notebookIn(stack, Object.assign({}, ...WEAKENINGS.map(([, props]) => props)));
    expect(warningsOf(stack)).toEqual(WEAKENINGS.map(([id]) => id));
  });

  test('leaves no warning where the secure values are given by name', () => {
    const stack = testStack();
    notebookIn(stack, {
      directInternetAccess: DirectInternetAccess.DISABLED,
      minimumMetadataServiceVersion: MetadataServiceVersion.V2,
      rootAccess: RootAccess.DISABLED,
    });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('NotebookInstance with faults', () => {
  const faults = (props: (stack: Stack) => Partial<notebook.NotebookInstanceProps>) => {
    const stack = testStack();
    return faultsOf(() => notebookIn(stack, props(stack)));
  };

  test.each(['', '-a', 'a-', 'a_b', 'a.b', 'a b'])('is refused with the name %j', (notebookInstanceName) => {
    expect(faults(() => ({ notebookInstanceName }))).toEqual([
      `InvalidNotebookName: notebookInstanceName must be letters, digits and inner hyphens, got ${JSON.stringify(notebookInstanceName)}`,
    ]);
  });

  test('takes a name of 63 characters and no more', () => {
    expect(faults(() => ({ notebookInstanceName: 'a'.repeat(63) }))).toEqual([]);
    expect(faults(() => ({ notebookInstanceName: 'a'.repeat(64) }))).toEqual([
      'InvalidNotebookName: notebookInstanceName must have at most 63 characters, got 64',
    ]);
  });

  test.each([Size.gibibytes(5), Size.gibibytes(16384), Size.mebibytes(6144), Size.tebibytes(16)])(
    'takes a volume of %p',
    (volumeSize) => {
      expect(faults(() => ({ volumeSize }))).toEqual([]);
    },
  );

  test.each([
    [Size.gibibytes(4), '4'],
    [Size.gibibytes(0), '0'],
    [Size.gibibytes(16385), '16385'],
    [Size.gibibytes(5.5), '5.5'],
    [Size.mebibytes(5632), '5.5'],
  ])('is refused with a volume of %p', (volumeSize, given) => {
    expect(faults(() => ({ volumeSize }))).toEqual([
      `InvalidVolumeSize: volumeSize must be a whole number from 5 to 16384 GiB, got ${given}`,
    ]);
  });

  test('takes five security groups and no more', () => {
    expect(faults((stack) => ({ securityGroups: groups(stack, 5) }))).toEqual([]);
    expect(faults((stack) => ({ securityGroups: groups(stack, 6) }))).toEqual([
      'TooManySecurityGroups: securityGroups must have at most 5 items, got 6',
    ]);
  });

  test('is refused with an empty list of security groups, which would mean the default one of the VPC', () => {
    expect(faults(() => ({ securityGroups: [] }))).toEqual([
      expect.stringMatching(/^ConflictingProps: securityGroups must name at least one/),
    ]);
  });

  test('takes three additional repositories and no more', () => {
    expect(faults(() => ({ additionalCodeRepositories: repositories(3) }))).toEqual([]);
    expect(faults(() => ({ additionalCodeRepositories: repositories(4) }))).toEqual([
      'TooManyCodeRepositories: additionalCodeRepositories must have at most 3 items, got 4',
    ]);
  });

  test('is refused with all faults at once, under the path of the construct', () => {
    const stack = testStack();
    const props = {
      notebookInstanceName: '_',
      volumeSize: Size.gibibytes(1),
      securityGroups: groups(stack, 6),
      additionalCodeRepositories: repositories(4),
    };
    expect(codesOf(() => notebookIn(stack, props))).toEqual([
      'InvalidNotebookName',
      'InvalidVolumeSize',
      'TooManySecurityGroups',
      'TooManyCodeRepositories',
    ]);
    expect(() => notebookIn(testStack(), props)).toThrow(/^Stack\/Notebook\n {2}\[InvalidNotebookName\] /);
  });
});

describe('NotebookInstance with tokens', () => {
  const stack = testStack();
  const parameter = (id: string) => new CfnParameter(stack, id);
  notebookIn(stack, {
    vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: parameter('VpcId').valueAsString,
      availabilityZones: ['us-west-2a'],
      privateSubnetIds: [parameter('SubnetId').valueAsString],
    }),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', parameter('GroupId').valueAsString)],
    notebookInstanceName: parameter('Name').valueAsString,
    volumeSize: Size.gibibytes(new CfnParameter(stack, 'Volume', { type: 'Number' }).valueAsNumber),
    instanceType: InstanceType.of(parameter('Type').valueAsString),
    platform: Platform.of(parameter('Platform').valueAsString),
    encryptionKey: kms.Key.fromKeyArn(
      stack,
      'Key',
      `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/${parameter('KeyId').valueAsString}`,
    ),
    defaultCodeRepository: CodeRepository.fromUrl(parameter('Url').valueAsString),
  });

  test('leaves each of them to the deployment', () => {
    Template.fromStack(stack).hasResourceProperties(NOTEBOOK, {
      DefaultCodeRepository: { Ref: 'Url' },
      InstanceType: { Ref: 'Type' },
      KmsKeyId: { 'Fn::Join': ['', Match.arrayWith([':key/', { Ref: 'KeyId' }])] },
      NotebookInstanceName: { Ref: 'Name' },
      PlatformIdentifier: { Ref: 'Platform' },
      SecurityGroupIds: [{ Ref: 'GroupId' }],
      SubnetId: { Ref: 'SubnetId' },
      VolumeSizeInGB: { Ref: 'Volume' },
    });
  });
});
