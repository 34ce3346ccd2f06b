import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { studio, trust } from '../../src';
import { isolatedVpc, type Samples } from './sample';

const { CodeEditorImageConfig, Domain, Image, ImageVersion, JupyterLabImageConfig, Space, StudioLifecycleConfig } =
  studio;
const { UserProfile, UserRoster } = studio;

const CONTAINER = {
  containerEntrypoint: ['run.sh'],
  containerArguments: ['--now'],
  containerEnvironment: { B: '1', A: '2' },
};
const REPOSITORIES = ['https://git.example.com/team/repo.git'];
const DIGEST = `sha256:${'a'.repeat(64)}`;

export const STUDIO_SAMPLES: Samples = {
  'studio.Domain': {
    minimal: (scope) => {
      domain(scope);
    },
    customized: (scope) => {
      const customImages = [image(scope).customImage(new JupyterLabImageConfig(scope, 'Config'))];
      new Domain(scope, 'Domain', {
        vpc: isolatedVpc(scope),
        domainName: 'research',
        role: new trust.ExecutionRole(scope, 'Execution', { features: [trust.Feature.STUDIO_SOURCE_IDENTITY] }),
        encryptionKey: new kms.Key(scope, 'Mine', { enableKeyRotation: true }),
        docker: studio.DockerAccess.enabled({ trustedAccounts: ['111122223333'] }),
        idleShutdown: studio.IdleShutdown.after(Duration.hours(3)),
        jupyterLab: { customImages, lifecycleConfigs: [lifecycleConfig(scope)], codeRepositoryUrls: REPOSITORIES },
        webPortal: { landingPage: 'studio::relative/home' },
        customFileSystems: [fileSystem('0a'), fileSystem('0b')],
        sharedSpaces: { role: new trust.ExecutionRole(scope, 'Shared', { features: [trust.Feature.STUDIO] }) },
        immutableTags: { team: 'a', cost: 'b' },
        removalPolicy: RemovalPolicy.RETAIN,
      }).addUserProfile('alice');
    },
  },
  'studio.DomainCleanup': {
    minimal: (scope) => {
      const { DELETE } = studio.HomeFileSystemRemoval;
      new studio.DomainCleanup(scope, 'Cleanup', { domain: disposableDomain(scope), homeFileSystem: DELETE });
    },
    customized: (scope) => {
      const disposable = disposableDomain(scope);
      disposable.addUserProfile('alice');
      disposable.addCleanup({
        homeFileSystem: studio.HomeFileSystemRemoval.KEEP,
        logEncryptionKey: new kms.Key(scope, 'Mine', {
          enableKeyRotation: true,
          removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        }),
        logRetention: RetentionDays.ONE_MONTH,
      });
    },
  },
  'studio.UserProfile': {
    minimal: (scope) => {
      new UserProfile(scope, 'Alice', { domain: domain(scope) });
    },
    customized: (scope) => {
      new UserProfile(scope, 'Alice', {
        domain: domain(scope),
        userProfileName: 'alice',
        role: studio.ProfileRole.OWN,
        posixUser: { uid: 10_000, gid: 1001 },
        storage: { maximumSize: Size.gibibytes(20) },
        jupyterLab: { codeRepositoryUrls: REPOSITORIES, customImages: [version(scope)] },
        codeEditor: { defaultLifecycleConfig: lifecycleConfig(scope, studio.StudioAppType.CODE_EDITOR) },
        webPortal: { landingPage: 'app:JupyterLab:' },
        customFileSystems: [fileSystem('0a')],
        immutableTags: { team: 'a' },
      });
    },
  },
  'studio.UserRoster': {
    minimal: (scope) => {
      new UserRoster(scope, 'Roster', { domain: domain(scope), users: [{ userProfileName: 'alice' }], stacks: 1 });
    },
    customized: (scope) => {
      const users = ['carol', 'alice', 'bob'].map((userProfileName) => ({ userProfileName }));
      new UserRoster(scope, 'Roster', { domain: domain(scope), users, stacks: 2 });
    },
  },
  'studio.Space': {
    minimal: (scope) => {
      const home = domain(scope);
      new Space(scope, 'Space', { domain: home, owner: home.addUserProfile('alice') });
    },
    customized: (scope) => {
      const home = domain(scope);
      new Space(scope, 'Space', {
        domain: home,
        owner: home.addUserProfile('alice'),
        spaceName: 'research',
        displayName: 'Research',
        volumeSize: Size.gibibytes(20),
        idleTime: Duration.hours(2),
        lifecycleConfig: lifecycleConfig(scope),
        codeRepositoryUrls: REPOSITORIES,
      });
    },
  },
  'studio.Image': {
    minimal: (scope) => {
      new Image(scope, 'Image');
    },
    customized: (scope) => {
      new Image(scope, 'Image', {
        imageName: 'research',
        displayName: 'Research',
        description: 'For research',
        repositories: [repository(scope)],
      });
    },
  },
  'studio.ImageVersion': {
    minimal: (scope) => {
      new ImageVersion(scope, 'Version', {
        image: new Image(scope, 'Image'),
        repository: repository(scope),
        digest: DIGEST,
      });
    },
    customized: (scope) => {
      image(scope);
    },
  },
  'studio.JupyterLabImageConfig': {
    minimal: (scope) => {
      new JupyterLabImageConfig(scope, 'Config');
    },
    customized: (scope) => {
      new JupyterLabImageConfig(scope, 'Config', { ...CONTAINER, appImageConfigName: 'research' });
    },
  },
  'studio.CodeEditorImageConfig': {
    minimal: (scope) => {
      new CodeEditorImageConfig(scope, 'Config');
    },
    customized: (scope) => {
      new CodeEditorImageConfig(scope, 'Config', { ...CONTAINER, appImageConfigName: 'research' });
    },
  },
  'studio.StudioLifecycleConfig': {
    minimal: (scope) => {
      lifecycleConfig(scope);
    },
    customized: (scope) => {
      new StudioLifecycleConfig(scope, 'Scripts', {
        appType: studio.StudioAppType.CODE_EDITOR,
        script: studio.StudioLifecycleScript.fromInline('#!/bin/bash\necho editor\n'),
        namePrefix: 'research',
        immutableTags: { team: 'a', cost: 'b' },
      });
    },
  },
};

function domain(scope: Construct): studio.Domain {
  return new Domain(scope, 'Domain', { vpc: isolatedVpc(scope) });
}

function disposableDomain(scope: Construct): studio.Domain {
  return new Domain(scope, 'Domain', { vpc: isolatedVpc(scope), removalPolicy: RemovalPolicy.DESTROY });
}

function repository(scope: Construct): ecr.IRepository {
  return ecr.Repository.fromRepositoryName(scope, 'Repository', 'research');
}

function fileSystem(end: string): studio.ICustomFileSystem {
  return {
    bind: () => ({ efs: { fileSystemId: `fs-0123456789abcde${end}`, fileSystemPath: '/team' } }),
  };
}

function version(scope: Construct): studio.CustomImage {
  const made = new Image(scope, 'Image');
  const options = { repository: repository(scope), digest: DIGEST };
  return made.addVersion('Version', options).customImage(new JupyterLabImageConfig(scope, 'Config'));
}

function image(scope: Construct): studio.Image {
  const made = new Image(scope, 'Image');
  made.addVersion('Version', {
    repository: repository(scope),
    digest: DIGEST,
    aliases: ['1.0', 'stable'],
    mlFramework: 'TensorFlow 2.18',
    processor: studio.ImageProcessor.CPU,
    programmingLanguage: 'Python 3.12',
    releaseNotes: 'First',
  });
  return made;
}

function lifecycleConfig(scope: Construct, appType = studio.StudioAppType.JUPYTER_LAB): studio.StudioLifecycleConfig {
  const script = studio.StudioLifecycleScript.fromInline('#!/bin/bash\necho start\n');
  return new StudioLifecycleConfig(scope, 'Scripts', { appType, script });
}
