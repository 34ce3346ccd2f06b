import { App, Duration, type Environment, Size, Stack } from 'aws-cdk-lib';
import { studio, trust } from '../../src';
import { domainIn } from './domain-setup';

const ENVIRONMENTS: [name: string, env: Environment | undefined][] = [
  ['no environment', undefined],
  ['us-west-2', { account: '111122223333', region: 'us-west-2' }],
  ['cn-north-1', { account: '111122223333', region: 'cn-north-1' }],
  ['us-gov-west-1', { account: '111122223333', region: 'us-gov-west-1' }],
];

/** The template validation of CDK, with every finding an error. */
function strictApp(): App {
  return new App({
    analyticsReporting: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:strictCfnValidateErrors': true },
  });
}

function customise(stack: Stack): void {
  const { DockerAccess, IdleShutdown, PortalApp, PortalTool, ProfileRole, StudioInstanceType } = studio;
  const domain = domainIn(stack, {
    docker: DockerAccess.enabled({ trustedAccounts: ['111122223333'] }),
    idleShutdown: IdleShutdown.after(Duration.hours(3)),
    jupyterLab: {
      customImages: [new studio.CustomImage({ imageName: 'team', appImageConfigName: 'config' })],
      defaultInstanceType: StudioInstanceType.M5_LARGE,
      codeRepositoryUrls: ['https://example.com/team'],
    },
    webPortal: { hiddenTools: [PortalTool.JUMP_START], hiddenApps: [PortalApp.JUPYTER_SERVER, PortalApp.CANVAS, PortalApp.RSTUDIO] },
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

describe('the strict template validation of CDK', () => {
  beforeAll(() => {
    // Newer versions of CDK leave the validation out where the environment says so.
    delete process.env.CDK_VALIDATION;
  });

  test.each(ENVIRONMENTS)('accepts domains and user profiles in %s', (_, env) => {
    const app = strictApp();
    domainIn(new Stack(app, 'Minimal', { env })).addUserProfile('alice');
    customise(new Stack(app, 'Customised', { env }));
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Customised', 'Minimal']);
  });
});
