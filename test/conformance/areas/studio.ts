import { Duration, Size, Stack, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import { studio, trust } from '../../../src';
import { domainIn } from '../../studio/domain/setup';
import { twoZones } from '../../studio/spaces/setup';
import { ENVIRONMENTS, strictApp } from '../strict';

function customisedDomain(stack: Stack): void {
  const { DockerAccess, IdleShutdown, PortalApp, PortalTool, ProfileRole, StudioInstanceType } = studio;
  const domain = domainIn(stack, {
    docker: DockerAccess.enabled({ trustedAccounts: ['111122223333'] }),
    idleShutdown: IdleShutdown.after(Duration.hours(3)),
    jupyterLab: {
      customImages: [new studio.CustomImage({ imageName: 'team', appImageConfigName: 'config' })],
      defaultInstanceType: StudioInstanceType.M5_LARGE,
      codeRepositoryUrls: ['https://example.com/team'],
    },
    webPortal: {
      hiddenTools: [PortalTool.JUMP_START],
      hiddenApps: [PortalApp.JUPYTER_SERVER, PortalApp.CANVAS, PortalApp.RSTUDIO],
    },
    ipAddressType: studio.DomainIpAddressType.IPV4,
    homeFileSystem: studio.HomeFileSystem.ENABLED,
    homeMount: studio.HomeMount.ENABLED,
    sharedSpaces: { role: new trust.ExecutionRole(stack, 'Shared', { features: [trust.Feature.STUDIO] }) },
    immutableTags: { team: 'a' },
  });
  domain.addUserProfile('alice', {
    role: ProfileRole.OWN,
    posixUser: { uid: 10_000, gid: 1001 },
    storage: { maximumSize: Size.gibibytes(20) },
    immutableTags: { team: 'a' },
  });
}

/** CloudFormation has spaces in the partition aws alone. */
function hasSpaces({ region }: Stack): boolean {
  return Token.isUnresolved(region) || region.startsWith('us-west-');
}

function everythingElse(stack: Stack): void {
  const vpc = twoZones(stack);
  const domain = studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', vpc });
  const owner = studio.UserProfile.fromUserProfileAttributes(stack, 'Owner', { domain, userProfileName: 'alice' });
  const script = studio.StudioLifecycleScript.fromInline('#!/bin/bash\n');
  new studio.StudioLifecycleConfig(stack, 'Script', { appType: studio.StudioAppType.CODE_EDITOR, script });
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'team');
  new studio.Image(stack, 'Image', { displayName: 'Team', description: 'Of the team' }).addVersion('Version', {
    repository,
    digest: `sha256:${'a'.repeat(64)}`,
    aliases: ['1.0'],
    processor: studio.ImageProcessor.CPU,
    programmingLanguage: 'Python 3.12',
    stability: studio.ImageStability.STABLE,
    releaseNotes: 'First',
  });
  new studio.JupyterLabImageConfig(stack, 'JupyterLab');
  const container = {
    containerEntrypoint: ['run.sh'],
    containerArguments: ['--now'],
    containerEnvironment: { A: 'b' },
  };
  new studio.CodeEditorImageConfig(stack, 'CodeEditor', container);
  new studio.UserRoster(stack, 'Roster', { domain, users: [{ userProfileName: 'bob' }] });
  if (hasSpaces(stack)) {
    const customFileSystems = [studio.CustomFileSystem.efs(new efs.FileSystem(stack, 'Efs', { vpc }), '/team')];
    new studio.Space(stack, 'Space', {
      domain,
      owner,
      customFileSystems,
      codeRepositoryUrls: ['https://git.example.com/team/repo.git'],
    });
  }
}

describe('the template validation of CDK', () => {
  test.each(ENVIRONMENTS)(
    'accepts domains, user profiles, spaces, images, lifecycle configurations and rosters in %s',
    (_, env) => {
      const app = strictApp();
      domainIn(new Stack(app, 'Minimal', { env })).addUserProfile('alice');
      customisedDomain(new Stack(app, 'Customised', { env }));
      everythingElse(new Stack(app, 'Others', { env }));
      expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Customised', 'Minimal', 'Others']);
    },
  );
});
