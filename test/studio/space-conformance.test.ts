import { App, type Environment, Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import { studio } from '../../src';
import { twoZones } from './space-setup';

const ENVIRONMENTS: [name: string, env: Environment | undefined, withSpaces: boolean][] = [
  ['no environment', undefined, true],
  ['us-west-2', { account: '111122223333', region: 'us-west-2' }, true],
  ['cn-north-1', { account: '111122223333', region: 'cn-north-1' }, false],
  ['us-gov-west-1', { account: '111122223333', region: 'us-gov-west-1' }, false],
];

/** The template validation of CDK, with every finding an error. */
function strictApp(): App {
  return new App({
    analyticsReporting: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:strictCfnValidateErrors': true },
  });
}

function buildAll(stack: Stack, withSpaces: boolean): void {
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
  const container = { containerEntrypoint: ['run.sh'], containerArguments: ['--now'], containerEnvironment: { A: 'b' } };
  new studio.CodeEditorImageConfig(stack, 'CodeEditor', container);
  new studio.UserRoster(stack, 'Roster', { domain, users: [{ userProfileName: 'bob' }] });
  if (withSpaces) {
    const customFileSystems = [studio.CustomFileSystem.efs(new efs.FileSystem(stack, 'Efs', { vpc }), '/team')];
    new studio.Space(stack, 'Space', { domain, owner, customFileSystems, codeRepositoryUrls: ['https://git.example.com/team/repo.git'] });
  }
}

describe('the template validation of CDK', () => {
  beforeAll(() => {
    // Newer versions of CDK leave the validation out where the environment says so.
    delete process.env.CDK_VALIDATION;
  });

  test.each(ENVIRONMENTS)('accepts spaces, images, lifecycle configurations and rosters in %s', (_, env, withSpaces) => {
    const app = strictApp();
    buildAll(new Stack(app, 'Stack', { env }), withSpaces);
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Stack']);
  });
});
