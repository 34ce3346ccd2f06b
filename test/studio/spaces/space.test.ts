import { CfnParameter, Duration, RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { StudioAppType } from '../../../src/studio/common/app-type';
import { StudioInstanceType } from '../../../src/studio/common/instance-type';
import { Domain } from '../../../src/studio/domain/domain';
import { StudioLifecycleConfig } from '../../../src/studio/lifecycle/config';
import { StudioLifecycleScript } from '../../../src/studio/lifecycle/script';
import { CustomFileSystem } from '../../../src/studio/settings/custom-file-system';
import { type SpaceProps, SpaceRemoteAccess, SpaceSharing } from '../../../src/studio/spaces/props';
import { Space } from '../../../src/studio/spaces/space';
import { UserProfile } from '../../../src/studio/users/user-profile';
import { faultsOf } from '../../faults';
import { propertiesOf, testStack, warningsOf } from '../../notebook/setup';
import { uniqueNameLike } from '../../unique-name';
import { domainIn, PROFILE, SPACE, twoZones } from './setup';

/** In an imported domain, which is fast. */
function spaceIn(stack: Stack, props: Partial<SpaceProps> = {}): Space {
  const domain = props.domain ?? Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
  const owner =
    props.owner ?? UserProfile.fromUserProfileAttributes(stack, 'Owner', { domain, userProfileName: 'alice' });
  return new Space(stack, 'Space', { ...props, domain, owner });
}

function spacePropertiesOf(props: (stack: Stack) => Partial<SpaceProps>): ReturnType<typeof JSON.parse> {
  const stack = testStack();
  spaceIn(stack, props(stack));
  return propertiesOf(Template.fromStack(stack), SPACE);
}

describe('Space', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const owner = domain.addUserProfile('alice');
  const space = new Space(stack, 'Space', { domain, owner });
  const template = Template.fromStack(stack);

  test('is private, for JupyterLab, as small as can be and closed to remote connections', () => {
    expect(propertiesOf(template, SPACE)).toEqual({
      DomainId: stack.resolve(domain.domainId),
      SpaceName: uniqueNameLike(/^space[a-f0-9]{8}$/),
      OwnershipSettings: { OwnerUserProfileName: 'alice' },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: {
        AppType: 'JupyterLab',
        RemoteAccess: 'DISABLED',
        SpaceManagedResources: 'DISABLED',
        SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 5 } },
      },
    });
  });

  test('waits for its owner, whose name is literal', () => {
    const [{ DependsOn }] = Object.values(template.findResources(SPACE));
    expect((DependsOn as string[]).map((id) => template.toJSON().Resources[id].Type)).toContain(PROFILE);
  });

  test('is kept, with its volume', () => {
    template.hasResource(SPACE, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('tells what CloudFormation returns', () => {
    const [logicalId] = Object.keys(template.findResources(SPACE));
    expect(stack.resolve([space.spaceArn, space.spaceUrl])).toEqual([
      { 'Fn::GetAtt': [logicalId, 'SpaceArn'] },
      { 'Fn::GetAtt': [logicalId, 'Url'] },
    ]);
    expect(space.domain).toBe(domain);
  });

  test('leaves no warning', () => {
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('Space with props of its own', () => {
  test('has its name, size and sharing', () => {
    const props = {
      spaceName: 'churn',
      displayName: 'Churn model',
      sharing: SpaceSharing.SHARED,
      volumeSize: Size.tebibytes(16),
    };
    expect(spacePropertiesOf(() => props)).toMatchObject({
      SpaceName: 'churn',
      SpaceDisplayName: 'Churn model',
      SpaceSharingSettings: { SharingType: 'Shared' },
      SpaceSettings: { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 16384 } } },
    });
  });

  test.each([
    [StudioAppType.JUPYTER_LAB, 'JupyterLabAppSettings'],
    [StudioAppType.CODE_EDITOR, 'CodeEditorAppSettings'],
  ])('says how %s runs', (appType, property) => {
    const script = StudioLifecycleScript.fromInline('#!/bin/bash\n');
    const { SpaceSettings } = spacePropertiesOf((stack) => ({
      appType,
      instanceType: StudioInstanceType.M5_LARGE,
      idleTime: Duration.hours(2),
      lifecycleConfig: new StudioLifecycleConfig(stack, 'Config', { appType, script }),
    }));
    expect(SpaceSettings).toMatchObject({
      AppType: appType,
      [property]: {
        AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 120 } },
        DefaultResourceSpec: {
          InstanceType: 'ml.m5.large',
          LifecycleConfigArn: { 'Fn::GetAtt': [expect.any(String), 'StudioLifecycleConfigArn'] },
        },
      },
    });
  });

  test('offers repositories to clone', () => {
    const { SpaceSettings } = spacePropertiesOf(() => ({
      codeRepositoryUrls: ['https://git.example.com/team/repo.git'],
    }));
    expect(SpaceSettings.JupyterLabAppSettings).toEqual({
      CodeRepositories: [{ RepositoryUrl: 'https://git.example.com/team/repo.git' }],
    });
  });

  test('mounts file systems, and leaves folders and security groups to the domain or user profile', () => {
    const stack = testStack();
    const fileSystem = new efs.FileSystem(stack, 'Efs', { vpc: twoZones(stack) });
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'data');
    spaceIn(stack, {
      customFileSystems: [CustomFileSystem.efs(fileSystem, '/team'), CustomFileSystem.s3(bucket, { prefix: 'team/' })],
    });
    const template = Template.fromStack(stack);
    expect(propertiesOf(template, SPACE)).toMatchObject({
      SpaceSettings: {
        CustomFileSystems: [
          { EFSFileSystem: { FileSystemId: stack.resolve(fileSystem.fileSystemId) } },
          { S3FileSystem: { S3Uri: 's3://data/team/' } },
        ],
      },
    });
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('leaves tokens to the deployment', () => {
    const properties = spacePropertiesOf((stack) => {
      const text = new CfnParameter(stack, 'Text').valueAsString;
      const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
      return {
        spaceName: text,
        displayName: text,
        volumeSize: Size.gibibytes(number),
        idleTime: Duration.minutes(number),
        codeRepositoryUrls: [text],
      };
    });
    expect(properties).toMatchObject({
      SpaceName: { Ref: 'Text' },
      SpaceSettings: {
        JupyterLabAppSettings: {
          AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: { Ref: 'Number' } } },
          CodeRepositories: [{ RepositoryUrl: { Ref: 'Text' } }],
        },
        SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: { Ref: 'Number' } } },
      },
    });
  });
});

describe('Space and its warnings', () => {
  test.each<[string, Partial<SpaceProps>]>([
    ['studio.remoteAccess', { remoteAccess: SpaceRemoteAccess.ENABLED }],
    ['studio.sharedSpace', { sharing: SpaceSharing.SHARED }],
    ['studio.userDataDeleted', { removalPolicy: RemovalPolicy.DESTROY }],
  ])('leaves %s', (id, props) => {
    const stack = testStack();
    spaceIn(stack, props);
    expect(warningsOf(stack)).toEqual([`cdk-secure-sagemaker:${id}`]);
  });
});

describe('Space with faults', () => {
  test('is refused with all faults at once', () => {
    const props: Partial<SpaceProps> = {
      spaceName: 'a_b',
      displayName: ' ',
      volumeSize: Size.gibibytes(4),
      idleTime: Duration.minutes(59),
      appType: StudioAppType.CODE_EDITOR,
      codeRepositoryUrls: ['https://me:secret@git.example.com/r', ...Array(10).fill('https://git.example.com/r')],
    };
    expect(faultsOf(() => spaceIn(testStack(), props))).toEqual([
      'InvalidSpace: spaceName must be letters, digits and inner hyphens, got "a_b"',
      'InvalidSpace: displayName must not be empty, got " "',
      'InvalidVolumeSize: volumeSize must be a whole number from 5 to 16384 GiB, got 4',
      'InvalidIdleTime: idleTime must be a whole number from 60 to 525600 minutes, got 59',
      'InvalidSpace: codeRepositoryUrls are offered by JupyterLab alone, got a space for CodeEditor',
      'TooManyCodeRepositories: codeRepositoryUrls must have at most 10 items, got 11',
      'InvalidCodeRepository: the address of a code repository must be an HTTPS URL of letters, digits, and the characters .-_/, without credentials, got "https://me:secret@git.example.com/r"',
    ]);
  });

  test('is refused with more than five file systems', () => {
    const stack = testStack();
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'data');
    expect(faultsOf(() => spaceIn(stack, { customFileSystems: Array(6).fill(CustomFileSystem.s3(bucket)) }))).toEqual([
      'TooManyFileSystems: customFileSystems of a space must have at most 5 items, got 6',
    ]);
  });

  test('is refused with a lifecycle configuration for another application', () => {
    const stack = testStack();
    const script = StudioLifecycleScript.fromInline('#!/bin/bash\n');
    const lifecycleConfig = new StudioLifecycleConfig(stack, 'Config', { appType: StudioAppType.CODE_EDITOR, script });
    expect(faultsOf(() => spaceIn(stack, { lifecycleConfig }))).toEqual([
      'InvalidSpace: lifecycleConfig must be one for JupyterLab, got one for CodeEditor',
    ]);
  });

  test.each(['cn-north-1', 'cn-northwest-1', 'us-gov-west-1', 'us-gov-east-1'])(
    'is refused in %s, where CloudFormation has no spaces',
    (region) => {
      expect(faultsOf(() => spaceIn(testStack({ env: { region, account: '111122223333' } })))).toEqual([
        expect.stringMatching(
          `^UnsupportedRegion: a space cannot be made by CloudFormation in ${region}, got .*: let users make their spaces in Studio$`,
        ),
      ]);
    },
  );
});

describe('Space and its owner', () => {
  test('is refused with an owner of another domain that is made here', () => {
    const stack = testStack();
    const vpc = twoZones(stack);
    const owner = domainIn(stack, { vpc }, 'Other').addUserProfile('alice');
    expect(faultsOf(() => spaceIn(stack, { domain: domainIn(stack, { vpc }), owner }))).toEqual([
      `ForeignOwner: owner must be a user profile of the domain of the space, got ${owner.node.path} of Stack/Other for Stack/Domain`,
    ]);
  });

  test('is refused with an owner of another existing domain', () => {
    const stack = testStack();
    const other = Domain.fromDomainAttributes(stack, 'Other', { domainId: 'd-ffffffffffff' });
    const owner = UserProfile.fromUserProfileAttributes(stack, 'Owner', { domain: other, userProfileName: 'alice' });
    expect(faultsOf(() => spaceIn(stack, { owner }))).toEqual([
      'ForeignOwner: owner must be a user profile of the domain of the space, got Stack/Owner of Stack/Other for Stack/Domain',
    ]);
  });

  test('takes an owner of the same domain that was imported twice, or whose id only the deployment knows', () => {
    const stack = testStack();
    const again = Domain.fromDomainAttributes(stack, 'Again', { domainId: 'd-a1b2c3d4e5f6' });
    const unknown = Domain.fromDomainAttributes(stack, 'Unknown', {
      domainId: new CfnParameter(stack, 'Id').valueAsString,
    });
    const owners = [again, unknown].map((domain, n) =>
      UserProfile.fromUserProfileAttributes(stack, `Owner${n}`, { domain, userProfileName: 'alice' }),
    );
    const domain = Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
    expect(faultsOf(() => owners.map((owner, n) => new Space(stack, `Space${n}`, { domain, owner })))).toEqual([]);
  });
});

describe('an existing space', () => {
  test('is imported', () => {
    const stack = testStack({ env: { region: 'eu-central-1', account: '111122223333' } });
    const domain = Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
    const space = Space.fromSpaceAttributes(stack, 'Space', { domain, spaceName: 'churn' });
    expect([space.spaceName, space.domain]).toEqual(['churn', domain]);
    expect(stack.resolve(space.spaceArn)['Fn::Join'][1].at(-1)).toBe(
      ':sagemaker:eu-central-1:111122223333:space/d-a1b2c3d4e5f6/churn',
    );
    expect(faultsOf(() => Space.fromSpaceAttributes(stack, 'Bad', { domain, spaceName: '-' }))).toEqual([
      'InvalidSpace: spaceName must be letters, digits and inner hyphens, got "-"',
    ]);
  });
});
