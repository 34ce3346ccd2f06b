import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { notebook, studio } from '../../../src';
import {
  arnIn,
  DOMAIN_ID,
  domain,
  domainAway,
  executionRole,
  type ForeignRows,
  group,
  key,
  profileAway,
  role,
  vpcIn,
} from './resources';

const { Domain, UserProfile } = studio;

const config = (stack: Stack, away: Stack) =>
  studio.StudioLifecycleConfig.fromStudioLifecycleConfigArn(
    stack,
    'Config',
    arnIn(away, 'sagemaker', 'studio-lifecycle-config/setup'),
  );

function notebookIn(stack: Stack, props: Partial<notebook.NotebookInstanceProps>): unknown {
  return new notebook.NotebookInstance(stack, 'Notebook', { vpc: vpcIn(stack), ...props });
}

function imageAway(stack: Stack, away: Stack): studio.IImage {
  return studio.Image.fromImageArn(stack, 'Image', arnIn(away, 'sagemaker', 'image/research'));
}

function configIn(away: Stack): studio.IAppImageConfig {
  return studio.JupyterLabImageConfig.fromJupyterLabImageConfigName(away, 'AppConfig', 'research');
}

const VERSION = { digest: `sha256:${'a'.repeat(64)}` };

function sharing(stack: Stack, own: Partial<studio.NotebookOutputSharingOptions>): unknown {
  const bucket = own.bucket ?? s3.Bucket.fromBucketName(stack, 'Bucket', 'shared');
  const encryptionKey = own.encryptionKey ?? key(stack, stack);
  return domain(stack, { sharing: studio.NotebookOutputSharing.to({ bucket, encryptionKey }) });
}

function fileSystems(stack: Stack, customFileSystem: studio.ICustomFileSystem): unknown {
  return domain(stack, { customFileSystems: [customFileSystem] });
}

export const STUDIO_ROWS: ForeignRows = {
  'notebook.FleetHardeningProps.encryptionKey': {
    reach: 'region',
    use: (stack, away) => new notebook.FleetHardening(stack, 'Fleet', { encryptionKey: key(stack, away) }),
  },
  'notebook.FleetRemediation.volumeKeys': {
    reach: 'region',
    use: (stack, away) => {
      const maintenanceWindow = { hour: 22, duration: Duration.hours(4) };
      const remediation = { maintenanceWindow, volumeKeys: [key(stack, away)] };
      return new notebook.FleetHardening(stack, 'Fleet', { remediation });
    },
  },
  'notebook.NotebookHardeningProps.encryptionKey': {
    reach: 'region',
    use: (stack, away) => notebookIn(stack, { encryptionKey: key(stack, away) }),
  },
  'notebook.NotebookInstanceProps.lifecycleConfig': {
    reach: 'both',
    use: (stack, away) =>
      notebookIn(stack, {
        lifecycleConfig: notebook.LifecycleConfig.fromLifecycleConfigName(away, 'Scripts', 'research'),
      }),
  },
  'notebook.NotebookInstanceProps.role': {
    reach: 'account',
    use: (stack, away) => notebookIn(stack, { role: role(stack, away) }),
  },
  'notebook.NotebookNetworkProps.securityGroups': {
    reach: 'region',
    use: (stack, away) => notebookIn(stack, { securityGroups: [group(away)] }),
  },
  'notebook.NotebookNetworkProps.vpc': {
    reach: 'region',
    use: (stack, away) => notebookIn(stack, { vpc: vpcIn(away) }),
  },
  'studio.AppSettings.builtInLifecycleConfig': {
    reach: 'both',
    use: (stack, away) => domain(stack, { jupyterLab: { builtInLifecycleConfig: config(stack, away) } }),
  },
  'studio.AppSettings.customImages': {
    reach: 'both',
    use: (stack, away) =>
      domain(stack, { jupyterLab: { customImages: [imageAway(stack, away).customImage(configIn(stack))] } }),
  },
  'studio.AppSettings.defaultLifecycleConfig': {
    reach: 'both',
    use: (stack, away) => domain(stack, { codeEditor: { defaultLifecycleConfig: config(stack, away) } }),
  },
  'studio.AppSettings.lifecycleConfigs': {
    reach: 'both',
    use: (stack, away) =>
      domain(stack).addUserProfile('alice', { jupyterLab: { lifecycleConfigs: [config(stack, away)] } }),
  },
  'studio.CustomFileSystem.efs': {
    reach: 'region',
    use: (stack, away) =>
      fileSystems(
        stack,
        studio.CustomFileSystem.efs(
          efs.FileSystem.fromFileSystemAttributes(away, 'Files', {
            fileSystemId: 'fs-0123456789abcdef0',
            securityGroup: group(away),
          }),
          '/team',
        ),
      ),
  },
  'studio.CustomFileSystem.fsxLustre': {
    reach: 'region',
    use: (stack, away) =>
      fileSystems(
        stack,
        studio.CustomFileSystem.fsxLustre(
          fsx.LustreFileSystem.fromLustreFileSystemAttributes(away, 'Files', {
            dnsName: 'fs-0123456789abcdef0.fsx.us-west-2.amazonaws.com',
            fileSystemId: 'fs-0123456789abcdef0',
            securityGroup: group(away),
          }),
          '/team',
        ),
      ),
  },
  'studio.DomainCleanupOptions.logEncryptionKey': {
    reach: 'region',
    use: (stack, away) =>
      domain(stack, { removalPolicy: RemovalPolicy.DESTROY }).addCleanup({
        homeFileSystem: studio.HomeFileSystemRemoval.KEEP,
        logEncryptionKey: key(stack, away),
      }),
  },
  'studio.DomainIdentityProps.encryptionKey': {
    reach: 'region',
    use: (stack, away) => domain(stack, { encryptionKey: key(stack, away) }),
  },
  'studio.DomainIdentityProps.role': {
    reach: 'account',
    use: (stack, away) => domain(stack, { role: role(stack, away) }),
  },
  'studio.DomainNetworkProps.securityGroups': {
    reach: 'region',
    use: (stack, away) => domain(stack, { securityGroups: [group(away)] }),
  },
  'studio.DomainNetworkProps.vpc': { reach: 'region', use: (stack, away) => domain(stack, { vpc: vpcIn(away) }) },
  'studio.Image.customImage': {
    reach: 'both',
    use: (stack, away) => {
      const customImages = [new studio.Image(stack, 'Image').customImage(configIn(away))];
      return domain(stack, { codeEditor: { customImages } });
    },
  },
  'studio.ImageProps.role': {
    reach: 'account',
    use: (stack, away) => new studio.Image(stack, 'Image', { role: role(stack, away) }),
  },
  'studio.ImageVersion.customImage': {
    reach: 'both',
    use: (stack, away) => {
      const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
      const version = new studio.Image(stack, 'Image').addVersion('Version', { ...VERSION, repository });
      const users = domain(stack);
      return users.addUserProfile('alice', { jupyterLab: { customImages: [version.customImage(configIn(away))] } });
    },
  },
  'studio.ImageVersionOptions.repository': {
    reach: 'region',
    use: (stack, away) => {
      const repository = ecr.Repository.fromRepositoryName(away, 'Repository', 'research');
      return new studio.Image(stack, 'Image').addVersion('Version', { ...VERSION, repository });
    },
  },
  'studio.ImageVersionProps.image': {
    reach: 'both',
    use: (stack, away) => {
      const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
      return new studio.ImageVersion(stack, 'Version', { ...VERSION, repository, image: imageAway(stack, away) });
    },
  },
  'studio.NotebookOutputSharingOptions.bucket': {
    reach: 'region',
    use: (stack, away) => sharing(stack, { bucket: s3.Bucket.fromBucketName(away, 'Bucket', 'shared') }),
  },
  'studio.NotebookOutputSharingOptions.encryptionKey': {
    reach: 'region',
    use: (stack, away) => sharing(stack, { encryptionKey: key(stack, away) }),
  },
  'studio.ProfileRole.of': {
    reach: 'account',
    use: (stack, away) => domain(stack).addUserProfile('alice', { role: studio.ProfileRole.of(role(stack, away)) }),
  },
  'studio.SharedSpaces.role': {
    reach: 'account',
    use: (stack, away) => domain(stack, { sharedSpaces: { role: role(stack, away) } }),
  },
  'studio.SharedSpaces.securityGroups': {
    reach: 'region',
    use: (stack, away) =>
      domain(stack, { sharedSpaces: { role: executionRole(stack), securityGroups: [group(away)] } }),
  },
  'studio.SpaceAppProps.lifecycleConfig': {
    reach: 'both',
    use: (stack, away) => {
      const home = domain(stack);
      const owner = home.addUserProfile('alice');
      return new studio.Space(stack, 'Space', { domain: home, owner, lifecycleConfig: config(stack, away) });
    },
  },
  'studio.SpaceProps.domain': {
    reach: 'both',
    use: (stack, away) => {
      const owner = profileAway(away);
      return new studio.Space(stack, 'Space', { domain: owner.domain, owner });
    },
  },
  'studio.SpaceProps.owner': {
    reach: 'both',
    use: (stack, away) => {
      const home = Domain.fromDomainAttributes(stack, 'Home', { domainId: DOMAIN_ID });
      return new studio.Space(stack, 'Space', { domain: home, owner: profileAway(away) });
    },
  },
  'studio.UserProfileOptions.securityGroups': {
    reach: 'region',
    use: (stack, away) => domain(stack).addUserProfile('alice', { securityGroups: [group(away)] }),
  },
  'studio.UserProfileProps.domain': {
    reach: 'both',
    use: (stack, away) => new UserProfile(stack, 'Alice', { domain: domainAway(away) }),
  },
  'studio.UserRosterProps.domain': {
    reach: 'both',
    use: (stack, away) =>
      new studio.UserRoster(stack, 'Roster', {
        domain: domainAway(away),
        users: [{ userProfileName: 'alice' }],
        stacks: 1,
      }),
  },
};
