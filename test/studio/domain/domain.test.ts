import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { conditions, studio, trust } from '../../../src';
import { testApp } from '../../app';
import { uniqueNameLike } from '../../unique-name';
import {
  DOMAIN,
  domainIn,
  domainProperties,
  isolatedVpc,
  propertiesOf,
  SUBNET_IDS,
  statementsOf,
  templateOf,
  testStack,
  warningsOf,
} from './setup';

describe('a domain with nothing but a VPC', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const template = templateOf(stack);
  const properties = propertiesOf(template);
  const settings = properties.DefaultUserSettings;

  test('has no way out but the VPC, in two availability zones', () => {
    expect(properties).toMatchObject({
      AppNetworkAccessType: 'VpcOnly',
      VpcId: 'vpc-0123456789abcdef0',
      SubnetIds: SUBNET_IDS,
    });
  });

  test('is entered by IAM', () => {
    expect(properties.AuthMode).toBe('IAM');
    expect(domain.authMode).toBe(conditions.AuthMode.IAM);
  });

  test('has a name made of its logical id and the stack', () => {
    expect(properties.DomainName).toEqual(uniqueNameLike(/^domain[a-f0-9]{8}$/));
    expect(stack.resolve(domain.domainName)).toEqual(properties.DomainName);
  });

  test('tells users apart by source identity, and its role may set it', () => {
    expect(properties.DomainSettings.ExecutionRoleIdentityConfig).toBe('USER_PROFILE_NAME');
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [Match.objectLike({ Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'] })],
      },
    });
  });

  test('has neither Docker, nor sharing, nor shared spaces', () => {
    expect(properties.DomainSettings.DockerSettings).toEqual({ EnableDockerAccess: 'DISABLED' });
    expect(settings.SharingSettings).toEqual({ NotebookOutputOption: 'Disabled' });
    expect(properties.DefaultSpaceSettings).toBeUndefined();
  });

  test('shows the new Studio and hides Studio Classic', () => {
    expect(settings).toMatchObject({ StudioWebPortal: 'ENABLED', DefaultLandingUri: 'studio::' });
    expect(settings.StudioWebPortalSettings).toEqual({
      HiddenAppTypes: ['DetailedProfiler', 'JupyterServer', 'TensorBoard'],
    });
    expect(settings.JupyterServerAppSettings).toBeUndefined();
    expect(settings.KernelGatewayAppSettings).toBeUndefined();
  });

  test.each(['JupyterLabAppSettings', 'CodeEditorAppSettings'])('shuts idle applications down by %s', (app) => {
    const idle = {
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: 60,
      MinIdleTimeoutInMinutes: 60,
      MaxIdleTimeoutInMinutes: 60,
    };
    expect(settings[app]).toEqual({ AppLifecycleManagement: { IdleSettings: idle } });
  });

  test('limits the volumes of spaces', () => {
    const limits = { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 };
    expect(settings.SpaceStorageSettings).toEqual({ DefaultEbsStorageSettings: limits });
  });

  test('puts its tags on what is made with it', () => {
    expect(properties.TagPropagation).toBe('ENABLED');
  });

  test('leaves out what only RStudio may have, and what SageMaker decides', () => {
    expect(properties).not.toHaveProperty('AppSecurityGroupManagement');
    expect(properties).not.toHaveProperty('HomeEfsFileSystemCreation');
    expect(settings).not.toHaveProperty('CustomPosixUserConfig');
  });

  test('has a security group that admits nobody and lets nothing out', () => {
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '127.0.0.1/32' })],
    });
    expect(settings.SecurityGroups).toHaveLength(1);
  });

  test('has a key of its own that turns, which its role may use through SageMaker and EC2', () => {
    template.hasResource('AWS::KMS::Key', {
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    const [use, grants] = statementsOf(template, 'DomainRolePolicy');
    expect(use).toMatchObject({
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
      Resource: properties.KmsKeyId,
    });
    expect(grants).toMatchObject({
      Action: 'kms:CreateGrant',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });

  test('has a key with a logical id that stays, since another key replaces the domain', () => {
    expect(Object.keys(template.findResources('AWS::KMS::Key'))).toEqual(['DomainKeyEFD04CB2']);
  });

  test('waits for the permissions of its role', () => {
    template.hasResource(DOMAIN, { DependsOn: [Match.stringLikeRegexp('^DomainRolePolicy')] });
  });

  test('is retained when it leaves the stack and when it is replaced', () => {
    template.hasResource(DOMAIN, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('leaves no warning', () => {
    expect(warningsOf(stack)).toEqual([]);
  });

  test('has no inline policy', () => {
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('tells its attributes', () => {
    expect(stack.resolve([domain.domainId, domain.domainArn, domain.url, domain.homeFileSystemId])).toEqual([
      { Ref: 'Domain66AC69E0' },
      { 'Fn::GetAtt': ['Domain66AC69E0', 'DomainArn'] },
      { 'Fn::GetAtt': ['Domain66AC69E0', 'Url'] },
      { 'Fn::GetAtt': ['Domain66AC69E0', 'HomeEfsFileSystemId'] },
    ]);
  });
});

describe('the name of a domain', () => {
  test('is the same for the same path, another for another one, and never too long', () => {
    const nameOf = (id: string) => {
      const stack = testStack();
      const { domainName } = new studio.Domain(stack, id, { vpc: isolatedVpc(new Stack(testApp(), 'V')) });
      expect(stack.resolve(domainName)).toEqual(uniqueNameLike(/^[a-z0-9]{1,54}$/));
      return JSON.stringify(stack.resolve(domainName));
    };
    const names = ['One', 'Two', 'x'.repeat(200), `${'x'.repeat(199)}y`].map(nameOf);
    expect(new Set(names).size).toBe(4);
    expect(nameOf('One')).toBe(names[0]);
  });

  test('can be given', () => {
    expect(domainProperties({ domainName: 'team' }).DomainName).toBe('team');
  });
});

describe('what a domain is given', () => {
  const stack = testStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:111122223333:key/volumes');
  const role = new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.STUDIO_SOURCE_IDENTITY] });
  const shared = new trust.ExecutionRole(stack, 'Shared', { features: [trust.Feature.STUDIO] });
  domainIn(stack, {
    role,
    encryptionKey: key,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    homeFileSystem: studio.HomeFileSystem.DISABLED,
    tagPropagation: studio.TagPropagation.DISABLED,
    ipAddressType: studio.DomainIpAddressType.DUALSTACK,
    immutableTags: { team: 'a' },
    sharedSpaces: { role: shared },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  const template = templateOf(stack);
  const properties = propertiesOf(template);

  test('is what it has', () => {
    expect(properties).toMatchObject({
      KmsKeyId: 'arn:aws:kms:us-west-2:111122223333:key/volumes',
      HomeEfsFileSystemCreation: 'Disabled',
      TagPropagation: 'DISABLED',
      Tags: [{ Key: 'team', Value: 'a' }],
      DomainSettings: { IpAddressType: 'DUALSTACK' },
      DefaultUserSettings: { SecurityGroups: ['sg-0123456789abcdef0'] },
    });
    template.resourceCountIs('AWS::KMS::Key', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 0);
  });

  test('has shared spaces the security groups of the domain, and a role of their own', () => {
    expect(properties.DefaultSpaceSettings).toMatchObject({
      SecurityGroups: ['sg-0123456789abcdef0'],
      SpaceStorageSettings: {
        DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 5, MaximumEbsVolumeSizeInGb: 100 },
      },
    });
    expect(properties.DefaultSpaceSettings.ExecutionRole).not.toEqual(properties.DefaultUserSettings.ExecutionRole);
  });

  test('lets the given role use the given key, in a policy that the domain waits for', () => {
    expect(statementsOf(template, 'DomainRolePolicy')[0].Resource).toBe(
      'arn:aws:kms:us-west-2:111122223333:key/volumes',
    );
    expect(statementsOf(template, 'Execution')).not.toEqual([]);
  });
});

describe('the security groups of a domain', () => {
  test('are opened where asked', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    domain.connections.allowTo(ec2.Peer.prefixList('pl-0123456789abcdef0'), ec2.Port.HTTPS, 'S3');
    templateOf(stack).hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      DestinationPrefixListId: 'pl-0123456789abcdef0',
      FromPort: 443,
      ToPort: 443,
    });
  });
});

describe('a domain of another partition', () => {
  test.each(['cn-north-1', 'us-gov-west-1', 'us-iso-east-1'])(
    'names no resource of the partition aws: %s',
    (region) => {
      const stack = testStack({ env: { region, account: '111122223333' } });
      const domain = domainIn(stack);
      domain.addUserProfile('alice', { role: studio.ProfileRole.OWN });
      domain.grants.describe(domain);
      expect(JSON.stringify(templateOf(stack))).not.toContain('arn:aws:');
      expect(warningsOf(stack)).toEqual([]);
    },
  );
});
