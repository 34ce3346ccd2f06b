import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CustomFileSystem } from '../../../src/studio/settings/custom-file-system';
import { faultsOf } from '../../faults';
import { testStack } from '../../notebook/setup';
import { domainIn, PROFILE, twoZones } from '../spaces/setup';

function efsIn(stack: Stack, vpc: ec2.IVpc): efs.FileSystem {
  return new efs.FileSystem(stack, 'Efs', { vpc });
}

function lustreIn(stack: Stack, vpc: ec2.IVpc): fsx.LustreFileSystem {
  return new fsx.LustreFileSystem(stack, 'Lustre', {
    vpc,
    vpcSubnet: vpc.isolatedSubnets[0],
    storageCapacityGiB: 1200,
    lustreConfiguration: { deploymentType: fsx.LustreDeploymentType.SCRATCH_2 },
  });
}

/** Who may reach whom, by port, as far as it is a rule between two groups. */
function rulesOf(template: Template, type: 'Ingress' | 'Egress'): string[] {
  const rules = Object.values(template.findResources(`AWS::EC2::SecurityGroup${type}`)).map(
    ({ Properties }) => Properties,
  );
  const nameOf = ({ 'Fn::GetAtt': [id] = ['?'] }: { 'Fn::GetAtt'?: string[] }) =>
    /^(Efs|Lustre|User|Domain)/.exec(id)?.[1] ?? id; // unanchored: the first part of an id
  const peer = type === 'Ingress' ? 'SourceSecurityGroupId' : 'DestinationSecurityGroupId';
  return rules.map((rule) => `${nameOf(rule.GroupId)} ${nameOf(rule[peer])} ${rule.FromPort}-${rule.ToPort}`).sort();
}

function boundTo(fileSystem: (stack: Stack, vpc: ec2.IVpc) => CustomFileSystem): {
  template: Template;
  config: object;
} {
  const stack = testStack();
  const vpc = twoZones(stack);
  const user = new ec2.SecurityGroup(stack, 'User', { vpc, allowAllOutbound: false });
  const config = fileSystem(stack, vpc).bind(stack, { connections: user.connections });
  return { template: Template.fromStack(stack), config: stack.resolve(config) };
}

describe('an EFS file system', () => {
  const { template, config } = boundTo((stack, vpc) => CustomFileSystem.efs(efsIn(stack, vpc), '/team'));

  test('tells its id and the folder', () => {
    expect(config).toEqual({ efs: { fileSystemId: { Ref: expect.stringMatching(/^Efs/) }, fileSystemPath: '/team' } });
  });

  test('is opened for NFS on both sides, and for nothing else', () => {
    expect(rulesOf(template, 'Ingress')).toEqual(['Efs User 2049-2049']);
    expect(rulesOf(template, 'Egress')).toEqual(['User Efs 2049-2049']);
  });
});

describe('an FSx for Lustre file system', () => {
  const { template, config } = boundTo((stack, vpc) => CustomFileSystem.fsxLustre(lustreIn(stack, vpc), '/team'));

  test('tells its id and the folder', () => {
    expect(config).toEqual({
      fsxLustre: { fileSystemId: { Ref: expect.stringMatching(/^Lustre/) }, fileSystemPath: '/team' },
    });
  });

  test('is opened for Lustre on both sides, and for nothing else', () => {
    // Its servers speak to each other, which CDK has opened already.
    const own = rulesOf(template, 'Ingress').filter((rule) => !rule.startsWith('Lustre Lustre'));
    expect(own).toEqual(['Lustre User 1018-1023', 'Lustre User 988-988']);
    expect(rulesOf(template, 'Egress')).toEqual(['User Lustre 1018-1023', 'User Lustre 988-988']);
  });
});

describe('objects in S3', () => {
  test.each([
    [{}, { s3Uri: 's3://data' }],
    [
      { prefix: 'team/', mountPath: '/mnt/team' },
      { s3Uri: 's3://data/team/', mountPath: '/mnt/team' },
    ],
  ])('tell the URI with %j, and open nothing', (options, expected) => {
    const { template, config } = boundTo((stack) =>
      CustomFileSystem.s3(s3.Bucket.fromBucketName(stack, 'Bucket', 'data'), options),
    );
    expect(config).toEqual({ s3: expected });
    expect([...rulesOf(template, 'Ingress'), ...rulesOf(template, 'Egress')]).toEqual([]);
  });
});

describe('a file system of another stack', () => {
  test('gets its rules in the stack of the users', () => {
    const files = testStack();
    const vpc = twoZones(files);
    const fileSystem = CustomFileSystem.efs(efsIn(files, vpc), '/');
    const users = new Stack(files.node.root as never, 'Users');
    fileSystem.allowFrom(new ec2.SecurityGroup(users, 'User', { vpc, allowAllOutbound: false }));
    expect(rulesOf(Template.fromStack(files), 'Ingress')).toEqual([]);
    Template.fromStack(users).resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    Template.fromStack(users).resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
  });
});

describe('a file system of a domain and of a user profile', () => {
  const stack = testStack();
  const vpc = twoZones(stack);
  const domain = domainIn(stack, { vpc, customFileSystems: [CustomFileSystem.efs(efsIn(stack, vpc), '/shared')] });
  domain.addUserProfile('alice', {
    customFileSystems: [CustomFileSystem.fsxLustre(lustreIn(stack, vpc), '/alice')],
    posixUser: { uid: 10001, gid: 1001 },
  });
  const template = Template.fromStack(stack);

  test('is mounted', () => {
    const fileSystemId = { Ref: expect.any(String) };
    template.hasResourceProperties('AWS::SageMaker::Domain', {
      DefaultUserSettings: { CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemPath: '/shared' } }] },
    });
    const [{ Properties }] = Object.values(template.findResources(PROFILE));
    expect(Properties.UserSettings.CustomFileSystemConfigs).toEqual([
      { FSxLustreFileSystemConfig: { FileSystemId: fileSystemId, FileSystemPath: '/alice' } },
    ]);
  });

  test('is opened', () => {
    expect(rulesOf(template, 'Ingress')).toContain('Efs Domain 2049-2049');
    expect(rulesOf(template, 'Ingress').filter((rule) => rule.startsWith('Lustre Domain'))).toHaveLength(2);
  });
});

describe('a file system with faults', () => {
  const stack = testStack();
  const vpc = twoZones(stack);
  const fileSystem = efsIn(stack, vpc);
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'data');

  test.each([
    ['team', 'the path within an EFS file system must be an absolute path without spaces, got "team"'],
    ['/my team', 'the path within an EFS file system must be an absolute path without spaces, got "/my team"'],
    ['/team/../other', "the path within an EFS file system must not lead upwards, got '/team/../other'"],
    [`/${'a'.repeat(256)}`, 'the path within an EFS file system must have at most 256 characters, got 257'],
  ])('is refused with the path %s', (path, message) => {
    expect(faultsOf(() => CustomFileSystem.efs(fileSystem, path))).toEqual([`InvalidCustomFileSystem: ${message}`]);
  });

  test('is refused with all faults at once', () => {
    expect(faultsOf(() => CustomFileSystem.s3(bucket, { prefix: '/team', mountPath: 'mnt' }))).toEqual([
      'InvalidCustomFileSystem: the prefix in an S3 bucket must be the beginning of a key, without a slash at its front, got "/team"',
      'InvalidCustomFileSystem: the mount path must be an absolute path without spaces, got "mnt"',
    ]);
  });

  test('leaves tokens to the deployment', () => {
    const { valueAsString } = new CfnParameter(stack, 'Path');
    expect(faultsOf(() => CustomFileSystem.efs(fileSystem, valueAsString))).toEqual([]);
    expect(faultsOf(() => CustomFileSystem.s3(bucket, { prefix: valueAsString, mountPath: valueAsString }))).toEqual(
      [],
    );
  });
});
