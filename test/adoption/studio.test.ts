import { Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { conditions, studio } from '../../src';
import { testApp } from '../app';
import { codesOf, errorOf, faultsOf } from '../faults';
import { warningsOf } from '../notebook/setup';
import { DeployedFiles, type DeployedTemplate } from './deployed';

const files = new DeployedFiles();
afterAll(() => files.delete());

const ROLE = 'arn:aws:iam::111122223333:role/research';
const TAGS = [{ Key: 'team', Value: 'research' }];
const EBS = { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 50 } } };

const DEPLOYED: DeployedTemplate = {
  Resources: {
    Domain: {
      Type: 'AWS::SageMaker::Domain',
      Properties: {
        DomainName: 'ml',
        AuthMode: 'IAM',
        VpcId: 'vpc-0123456789abcdef0',
        SubnetIds: ['subnet-0123456789abcdef1', 'subnet-0123456789abcdef0'],
        DefaultUserSettings: {
          ExecutionRole: ROLE,
          SecurityGroups: ['sg-0123456789abcdef1', 'sg-0123456789abcdef0'],
          KernelGatewayAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium' } },
        },
        DomainSettings: { DockerSettings: { EnableDockerAccess: 'ENABLED', VpcOnlyTrustedAccounts: ['111122223333'] } },
        Tags: TAGS,
      },
    },
    Alice: {
      Type: 'AWS::SageMaker::UserProfile',
      Properties: {
        DomainId: { Ref: 'Domain' },
        UserProfileName: 'alice',
        UserSettings: { ExecutionRole: ROLE, SecurityGroups: ['sg-0123456789abcdef3', 'sg-0123456789abcdef2'] },
        Tags: TAGS,
      },
    },
    Space: {
      Type: 'AWS::SageMaker::Space',
      Properties: { DomainId: { Ref: 'Domain' }, SpaceName: 'work', SpaceSettings: { AppType: 'CodeEditor', ...EBS } },
    },
    Image: { Type: 'AWS::SageMaker::Image', Properties: { ImageName: 'research', ImageRoleArn: ROLE } },
    Version: {
      Type: 'AWS::SageMaker::ImageVersion',
      Properties: { ImageName: 'research', BaseImage: '111122223333.dkr.ecr.us-west-2.amazonaws.com/research:1' },
    },
    AppConfig: {
      Type: 'AWS::SageMaker::AppImageConfig',
      Properties: { AppImageConfigName: 'research', KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'python3' }] } },
    },
    Script: {
      Type: 'AWS::SageMaker::StudioLifecycleConfig',
      Properties: {
        StudioLifecycleConfigName: 'research',
        StudioLifecycleConfigAppType: 'JupyterLab',
        StudioLifecycleConfigContent: 'ZWNobw0K',
        Tags: TAGS,
      },
    },
  },
};

const state = (logicalId: string) => files.stateOf(DEPLOYED, logicalId);
const newStack = () => new Stack(testApp(), 'Stack', { env: { account: '111122223333', region: 'us-west-2' } });

function vpcIn(stack: Stack, vpcId = 'vpc-0123456789abcdef0'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId, availabilityZones: ['us-west-2a', 'us-west-2b'] });
}

function adoptedDomain(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new studio.Domain(stack, 'Domain', {
    networkAccess: studio.AppNetworkAccess.PUBLIC_INTERNET,
    deployedState: state('Domain'),
    ...props,
    vpc: props.vpc ?? vpcIn(stack),
  });
}

function resourcesOf(stack: Stack): Record<string, { Properties: Record<string, unknown> }> {
  return Template.fromStack(stack).toJSON().Resources;
}

test('all resources of Studio keep their logical ids and create-only properties, and nothing else is created', () => {
  const stack = newStack();
  const domain = adoptedDomain(stack);
  const owner = new studio.UserProfile(stack, 'Alice', { domain, deployedState: state('Alice') });
  new studio.Space(stack, 'Space', { domain, owner, deployedState: state('Space') });
  const image = new studio.Image(stack, 'Image', { deployedState: state('Image') });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
  image.addVersion('Version', { repository, deployedState: state('Version') });
  new studio.JupyterLabImageConfig(stack, 'AppConfig', { deployedState: state('AppConfig') });
  const { JUPYTER_LAB } = studio.StudioAppType;
  new studio.StudioLifecycleConfig(stack, 'Script', { appType: JUPYTER_LAB, deployedState: state('Script') });

  const resources = resourcesOf(stack);
  expect(Object.keys(resources).sort()).toEqual(Object.keys(DEPLOYED.Resources).sort());
  expect(resources.Alice.Properties).toEqual(DEPLOYED.Resources.Alice.Properties);
  expect(resources.Space.Properties).not.toHaveProperty('OwnershipSettings');
  expect(resources.Space.Properties).not.toHaveProperty('SpaceSharingSettings');
  expect(resources.Space.Properties).toMatchObject({ SpaceSettings: { AppType: 'CodeEditor', ...EBS } });
  expect(resources.Image.Properties).toEqual(DEPLOYED.Resources.Image.Properties);
  expect(resources.Version.Properties).toEqual(DEPLOYED.Resources.Version.Properties);
  expect(resources.AppConfig.Properties).toMatchObject(DEPLOYED.Resources.AppConfig.Properties);
  expect(resources.Script.Properties).toEqual(DEPLOYED.Resources.Script.Properties);
});

describe('a domain with deployedState', () => {
  test('keeps its network, role, groups, and nested settings, and gets the security settings of this library', () => {
    const stack = newStack();
    adoptedDomain(stack);
    const { DefaultUserSettings, DomainSettings, ...properties } = resourcesOf(stack).Domain.Properties;
    const { DefaultUserSettings: settings, DomainSettings: _, ...others } = DEPLOYED.Resources.Domain.Properties;
    expect(properties).toEqual(others);
    expect(DefaultUserSettings).toMatchObject(settings as object);
    expect(DefaultUserSettings).toMatchObject({ SharingSettings: { NotebookOutputOption: 'Disabled' } });
    expect(DomainSettings).toEqual({
      DockerSettings: { EnableDockerAccess: 'DISABLED' },
      ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
    });
  });

  test('is closed to the internet unless a prop says otherwise', () => {
    const stack = newStack();
    adoptedDomain(stack, { networkAccess: undefined });
    expect(resourcesOf(stack).Domain.Properties.AppNetworkAccessType).toBe('VpcOnly');
  });

  test('warns of what is kept, and of what its role lacks', () => {
    const stack = newStack();
    adoptedDomain(stack);
    expect(warningsOf(stack)).toEqual([
      'cdk-secure-sagemaker:studio.deployedState',
      'cdk-secure-sagemaker:studio.publicInternetAccess',
      'cdk-secure-sagemaker:trust.permissionNotGranted',
    ]);
  });

  test('refuses what would replace it, and another VPC', () => {
    const stack = newStack();
    const vpc = vpcIn(stack, 'vpc-0fffffffffffffff0');
    const faults = faultsOf(() =>
      adoptedDomain(stack, { vpc, domainName: 'other', authMode: conditions.AuthMode.SSO }),
    );
    expect(faults.map((fault) => fault.slice(0, 'ConflictingProps: authMode'.length))).toEqual([
      'ConflictingProps: domainNa',
      'ConflictingProps: authMode',
      'ConflictingProps: vpc must',
    ]);
  });

  test('says that its key is not known', () => {
    const domain = adoptedDomain(newStack());
    expect(errorOf(() => domain.encryptionKey).code).toBe('UnknownDeployedValue');
  });
});

test('a space with deployedState refuses a smaller volume and another application', () => {
  const stack = newStack();
  const domain = adoptedDomain(stack);
  const owner = domain.addUserProfile('bob');
  const { JUPYTER_LAB: appType } = studio.StudioAppType;
  const props = { domain, owner, deployedState: state('Space'), volumeSize: Size.gibibytes(10), appType };
  expect(codesOf(() => new studio.Space(stack, 'Space', props))).toEqual(['ConflictingProps', 'InvalidVolumeSize']);
});

test.each([
  ['an image', (stack: Stack) => new studio.Image(stack, 'New', { imageName: 'other', deployedState: state('Image') })],
  [
    'an app image configuration',
    (stack: Stack) =>
      new studio.CodeEditorImageConfig(stack, 'New', {
        appImageConfigName: 'other',
        deployedState: state('AppConfig'),
      }),
  ],
  [
    'a lifecycle configuration',
    (stack: Stack) =>
      new studio.StudioLifecycleConfig(stack, 'New', {
        appType: studio.StudioAppType.CODE_EDITOR,
        deployedState: state('Script'),
      }),
  ],
])('%s with deployedState refuses what would replace it', (_, make) => {
  expect(codesOf(() => make(newStack()))).toEqual(['ConflictingProps']);
});

test('a lifecycle configuration without deployedState must have a script, and an image version a digest', () => {
  const stack = newStack();
  const { JUPYTER_LAB: appType } = studio.StudioAppType;
  expect(faultsOf(() => new studio.StudioLifecycleConfig(stack, 'Script', { appType }))).toEqual([
    'InvalidLifecycleConfig: script must be given without deployedState, got none',
  ]);
  const image = studio.Image.fromImageName(stack, 'Image', 'research');
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
  expect(codesOf(() => image.addVersion('Version', { repository }))).toEqual(['UnpinnedImage']);
});
