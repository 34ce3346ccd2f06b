import { Duration, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { studio } from '../../../src';
import {
  domainIn,
  domainProperties,
  propertiesOf,
  statementsOf,
  templateOf,
  testStack,
  USER_PROFILE,
  warningsOf,
} from '../domain/setup';

const { IdleShutdown, PortalApp, PortalTool, StudioInstanceType } = studio;

/** A lifecycle configuration of which nothing but the ARN matters. */
function lifecycleConfig(name: string, appType?: studio.StudioAppType): studio.IStudioLifecycleConfig {
  const arn = `arn:aws:sagemaker:us-west-2:111122223333:studio-lifecycle-config/${name}`;
  const place = { env: { account: '111122223333', region: 'us-west-2' }, node: { path: name } };
  const config = { studioLifecycleConfigArn: arn, studioLifecycleConfigName: name, appType, ...place };
  return config as studio.IStudioLifecycleConfig;
}

function settingsOf(settings: studio.UserSettings) {
  return domainProperties(settings).DefaultUserSettings;
}

describe('the settings of a domain', () => {
  test('shut down within the bounds that are given', () => {
    const { JupyterLabAppSettings } = settingsOf({
      idleShutdown: IdleShutdown.after(Duration.hours(2), {
        minimum: Duration.minutes(90),
        maximum: Duration.hours(8),
      }),
    });
    expect(JupyterLabAppSettings.AppLifecycleManagement.IdleSettings).toEqual({
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: 120,
      MinIdleTimeoutInMinutes: 90,
      MaxIdleTimeoutInMinutes: 480,
    });
  });

  test.each<[studio.SpaceStorage, number, number]>([
    [{}, 5, 100],
    [{ defaultSize: Size.gibibytes(200) }, 200, 200],
    [{ maximumSize: Size.gibibytes(50) }, 5, 50],
    [{ defaultSize: Size.gibibytes(10), maximumSize: Size.tebibytes(1) }, 10, 1024],
  ])('give spaces the volumes %j', (storage, DefaultEbsVolumeSizeInGb, MaximumEbsVolumeSizeInGb) => {
    expect(settingsOf({ storage }).SpaceStorageSettings.DefaultEbsStorageSettings).toEqual({
      DefaultEbsVolumeSizeInGb,
      MaximumEbsVolumeSizeInGb,
    });
  });

  test('hide what is said, and Studio Classic only where nothing is said of applications', () => {
    const versions = { imageName: 'sagemaker_distribution', versionAliases: ['1.0'] };
    const webPortal = {
      hiddenApps: [PortalApp.CANVAS, PortalApp.of('RSessionGateway')],
      hiddenTools: [PortalTool.PROJECTS, PortalTool.of('Comet')],
      hiddenInstanceTypes: [StudioInstanceType.G4_DN_XLARGE],
      hiddenImageVersions: [versions],
      landingPage: 'app:JupyterLab:',
    };
    const settings = settingsOf({ webPortal });
    expect(settings.StudioWebPortalSettings).toEqual({
      HiddenAppTypes: ['Canvas', 'RSessionGateway'],
      HiddenMlTools: ['Comet', 'Projects'],
      HiddenInstanceTypes: ['ml.g4dn.xlarge'],
      HiddenSageMakerImageVersionAliases: [{ SageMakerImageName: 'sagemaker_distribution', VersionAliases: ['1.0'] }],
    });
    expect(settings.DefaultLandingUri).toBe('app:JupyterLab:');
    expect(settings.StudioWebPortal).toBe('ENABLED');
  });

  test('run lifecycle configurations, the default one among those to choose from', () => {
    const [one, two, first] = ['one', 'two', 'first'].map((name) => lifecycleConfig(name));
    const { JupyterLabAppSettings: app } = settingsOf({
      jupyterLab: { lifecycleConfigs: [one, two], defaultLifecycleConfig: two, builtInLifecycleConfig: first },
    });
    expect(app.LifecycleConfigArns).toEqual([one, two].map((config) => config.studioLifecycleConfigArn));
    expect(app.DefaultResourceSpec).toEqual({ LifecycleConfigArn: two.studioLifecycleConfigArn });
    expect(app.BuiltInLifecycleConfigArn).toBe(first.studioLifecycleConfigArn);
    const { CodeEditorAppSettings } = settingsOf({ codeEditor: { defaultLifecycleConfig: one } });
    expect(CodeEditorAppSettings.LifecycleConfigArns).toEqual([one.studioLifecycleConfigArn]);
  });

  test('say whether the home folder is mounted', () => {
    expect(settingsOf({ homeMount: studio.HomeMount.DISABLED }).AutoMountHomeEFS).toBe('Disabled');
    expect(settingsOf({})).not.toHaveProperty('AutoMountHomeEFS');
  });
});

describe('the sharing of the output of cells', () => {
  const stack = testStack();
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', 'shared');
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:111122223333:key/shared');
  domainIn(stack, { sharing: studio.NotebookOutputSharing.to({ bucket, encryptionKey, prefix: 'team' }) });
  const template = templateOf(stack);

  test('goes to an encrypted place and is warned about', () => {
    expect(propertiesOf(template).DefaultUserSettings.SharingSettings).toEqual({
      NotebookOutputOption: 'Allowed',
      S3OutputPath: 's3://shared/team',
      S3KmsKeyId: 'arn:aws:kms:us-west-2:111122223333:key/shared',
    });
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:studio.notebookOutputSharing']);
  });

  test('is possible for the execution role, in that place alone', () => {
    const [, , objects, key] = statementsOf(template, 'DomainRolePolicy');
    expect(objects.Action).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(JSON.stringify(objects.Resource)).toContain(':s3:::shared/team/*');
    expect(key).toMatchObject({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: 'arn:aws:kms:us-west-2:111122223333:key/shared',
    });
  });
});

describe('file systems of the account', () => {
  const bound: studio.CustomFileSystemContext[] = [];
  const fileSystem: studio.ICustomFileSystem = {
    bind: (_, context) => {
      bound.push(context);
      return { efs: { fileSystemId: 'fs-0123456789abcdef0', fileSystemPath: '/team' } };
    },
  };
  const stack = testStack();
  const domain = domainIn(stack, { customFileSystems: [fileSystem] });
  const [follower, owner] = [
    domain.addUserProfile('follower'),
    domain.addUserProfile('owner', { role: studio.ProfileRole.OWN }),
  ];
  const lake: studio.ICustomFileSystem = { bind: () => ({ fsxLustre: { fileSystemId: 'fs-1' } }) };
  const objects: studio.ICustomFileSystem = {
    bind: () => ({ s3: { s3Uri: 's3://bucket/prefix', mountPath: '/mnt/data' } }),
  };
  domain.addUserProfile('other', { customFileSystems: [lake, objects] });
  const template = templateOf(stack);
  const settingsOfProfile = (name: string) =>
    Object.values(template.findResources(USER_PROFILE, { Properties: { UserProfileName: name } }))[0].Properties
      .UserSettings;

  test('of a domain are mounted', () => {
    expect(propertiesOf(template).DefaultUserSettings.CustomFileSystemConfigs).toEqual([
      { EFSFileSystemConfig: { FileSystemId: 'fs-0123456789abcdef0', FileSystemPath: '/team' } },
    ]);
  });

  test('of a domain are opened for it, and for user profiles with a role of their own', () => {
    expect(bound.map(({ role }) => role)).toEqual([domain.role, owner.role]);
    expect(bound[0].connections).toBe(domain.connections);
    expect(bound[1].connections).toBeInstanceOf(ec2.Connections);
    expect(follower.role).toBe(domain.role);
  });

  test('of a user profile replace those of the domain', () => {
    expect(settingsOfProfile('follower')).not.toHaveProperty('CustomFileSystemConfigs');
    expect(settingsOfProfile('owner')).not.toHaveProperty('CustomFileSystemConfigs');
    expect(settingsOfProfile('other').CustomFileSystemConfigs).toEqual([
      { FSxLustreFileSystemConfig: { FileSystemId: 'fs-1' } },
      { S3FileSystemConfig: { S3Uri: 's3://bucket/prefix', MountPath: '/mnt/data' } },
    ]);
  });
});
