import { Duration, Lazy, Mixins, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import * as mixins from '../../../src/studio/mixins';
import { IdleShutdown } from '../../../src/studio/settings/idle-shutdown';
import { faultsOf } from '../../faults';
import { propertiesOf, testStack } from '../../notebook/setup';
import { domainIn, SPACE } from '../spaces/setup';
import { DOMAIN, insecureDomain, insecureProfile, insecureSpace, USER_PROFILE } from './plain';

const { NoDocker, NoOutputSharing, NoRemoteAccess, NoStudioClassic, ShutdownWhenIdle, UserSourceIdentity, VpcOnly } =
  mixins;
const ALL = [
  new NoDocker(),
  new NoOutputSharing(),
  new NoRemoteAccess(),
  new NoStudioClassic(),
  new ShutdownWhenIdle(),
  new UserSourceIdentity(),
  new VpcOnly(),
];
const ONE_HOUR = {
  LifecycleManagement: 'ENABLED',
  IdleTimeoutInMinutes: 60,
  MinIdleTimeoutInMinutes: 60,
  MaxIdleTimeoutInMinutes: 60,
};
const ONE_HOUR_IN_EVERY_APP = {
  JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: ONE_HOUR } },
  CodeEditorAppSettings: { AppLifecycleManagement: { IdleSettings: ONE_HOUR } },
};

/** What a mixin changes, with the properties before it and behind it. */
function changed(
  make: (stack: Stack) => { with(...mixins: object[]): unknown },
  type: string,
  mixin: object,
): ReturnType<typeof JSON.parse>[] {
  const [before, after] = [testStack(), testStack()];
  make(before);
  make(after).with(mixin as never);
  return [propertiesOf(Template.fromStack(before), type), propertiesOf(Template.fromStack(after), type)];
}

describe('mixins for a hand-written domain change what they say, and nothing else', () => {
  const onDomain = (mixin: object) => changed((stack) => insecureDomain(stack), DOMAIN, mixin);

  test('VpcOnly', () => {
    const [before, after] = onDomain(new VpcOnly());
    expect(after).toEqual({ ...before, AppNetworkAccessType: 'VpcOnly' });
  });

  test('NoDocker', () => {
    const [before, after] = onDomain(new NoDocker());
    expect(after).toEqual({
      ...before,
      DomainSettings: { ...before.DomainSettings, DockerSettings: { EnableDockerAccess: 'DISABLED' } },
    });
  });

  test('UserSourceIdentity', () => {
    const [before, after] = onDomain(new UserSourceIdentity());
    expect(after).toEqual({
      ...before,
      DomainSettings: { ...before.DomainSettings, ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' },
    });
  });
});

describe.each([
  ['domain', (stack: Stack) => insecureDomain(stack), DOMAIN, 'DefaultUserSettings'],
  ['user profile', (stack: Stack) => insecureProfile(stack), USER_PROFILE, 'UserSettings'],
] as const)(
  'mixins for the user settings of a hand-written %s change what they say, and nothing else',
  (_, make, type, property) => {
    test('NoOutputSharing', () => {
      const [before, after] = changed(make, type, new NoOutputSharing());
      const sharing = { ...before[property].SharingSettings, NotebookOutputOption: 'Disabled' };
      expect(after).toEqual({ ...before, [property]: { ...before[property], SharingSettings: sharing } });
    });

    test('NoStudioClassic', () => {
      const [before, after] = changed(make, type, new NoStudioClassic());
      expect(after).toEqual({
        ...before,
        [property]: { ...before[property], StudioWebPortal: 'ENABLED', DefaultLandingUri: 'studio::' },
      });
    });

    test('ShutdownWhenIdle', () => {
      const [before, after] = changed(make, type, new ShutdownWhenIdle());
      const { CodeEditorAppSettings, JupyterLabAppSettings } = ONE_HOUR_IN_EVERY_APP;
      const jupyterLab = { ...JupyterLabAppSettings, LifecycleConfigArns: ['kept'] };
      expect(after).toEqual({
        ...before,
        [property]: { ...before[property], CodeEditorAppSettings, JupyterLabAppSettings: jupyterLab },
      });
    });

    test('ShutdownWhenIdle with a time and bounds of its own', () => {
      const idleShutdown = IdleShutdown.after(Duration.hours(2), {
        minimum: Duration.hours(1),
        maximum: Duration.hours(8),
      });
      const [, after] = changed(make, type, new ShutdownWhenIdle(idleShutdown));
      const times = { IdleTimeoutInMinutes: 120, MinIdleTimeoutInMinutes: 60, MaxIdleTimeoutInMinutes: 480 };
      expect(after[property].CodeEditorAppSettings.AppLifecycleManagement.IdleSettings).toEqual({
        LifecycleManagement: 'ENABLED',
        ...times,
      });
    });
  },
);

describe('mixins for settings that are not there yet', () => {
  test('make them', () => {
    const stack = testStack();
    insecureProfile(stack, { userSettings: undefined }).with(new ShutdownWhenIdle(), new NoOutputSharing());
    insecureDomain(stack, { domainSettings: undefined }).with(new NoDocker());
    const template = Template.fromStack(stack);
    expect(propertiesOf(template, USER_PROFILE).UserSettings).toEqual({
      ...ONE_HOUR_IN_EVERY_APP,
      SharingSettings: { NotebookOutputOption: 'Disabled' },
    });
    expect(propertiesOf(template, DOMAIN).DomainSettings).toEqual({
      DockerSettings: { EnableDockerAccess: 'DISABLED' },
    });
  });

  test('keep what a token says besides', () => {
    const stack = testStack();
    insecureProfile(stack, {
      userSettings: Lazy.any({
        produce: () => ({ autoMountHomeEfs: 'Disabled', sharingSettings: { notebookOutputOption: 'Allowed' } }),
      }),
    }).with(new NoOutputSharing());
    expect(propertiesOf(Template.fromStack(stack), USER_PROFILE).UserSettings).toMatchObject({
      SharingSettings: { NotebookOutputOption: 'Disabled' },
    });
  });
});

describe('NoRemoteAccess', () => {
  test('closes a hand-written space, and changes nothing else of it', () => {
    const [before, after] = changed((stack) => insecureSpace(stack), SPACE, new NoRemoteAccess());
    expect(after).toEqual({ ...before, SpaceSettings: { AppType: 'JupyterLab', RemoteAccess: 'DISABLED' } });
  });
});

describe('mixins with faults', () => {
  test.each([
    ['VPC', { vpcId: undefined }],
    ['subnets', { subnetIds: undefined }],
    ['one subnet', { subnetIds: [] }],
  ])('VpcOnly refuses a domain without %s, which SageMaker would not create', (_, props) => {
    const domain = insecureDomain(testStack(), props);
    expect(faultsOf(() => domain.with(new VpcOnly()))).toEqual([
      'DomainWithoutVpc: a domain needs a VPC and subnets before its direct internet access can be taken away, got none: set vpcId and subnetIds',
    ]);
    expect(domain.appNetworkAccessType).toBe('PublicInternetOnly');
  });

  test('ShutdownWhenIdle refuses not to shut down', () => {
    expect(faultsOf(() => new ShutdownWhenIdle(IdleShutdown.DISABLED))).toEqual([
      'InvalidIdleTime: this mixin shuts idle applications down, got IdleShutdown.DISABLED: leave the mixin out instead',
    ]);
  });
});

describe('every mixin', () => {
  test('is tested here', () => {
    expect(ALL.map((mixin) => mixin.constructor.name).sort()).toEqual(Object.keys(mixins).sort());
  });

  test.each(ALL.map((mixin) => [mixin.constructor.name, mixin] as const))(
    '%s supports its own resources alone, and leaves others as they are',
    (name, mixin) => {
      const stack = testStack();
      const other = new CfnEndpointConfig(stack, 'Config', { productionVariants: [] });
      const supported = [insecureDomain(stack), insecureProfile(stack), insecureSpace(stack), other].map((construct) =>
        mixin.supports(construct),
      );
      const forSettings = ['NoOutputSharing', 'NoStudioClassic', 'ShutdownWhenIdle'].includes(name);
      expect(supported).toEqual([name !== 'NoRemoteAccess', forSettings, name === 'NoRemoteAccess', false]);
      mixin.applyTo(other);
      expect(propertiesOf(Template.fromStack(stack), 'AWS::SageMaker::EndpointConfig')).toEqual({
        ProductionVariants: [],
      });
    },
  );

  test('can be applied to a whole app', () => {
    const stack = testStack();
    insecureDomain(stack);
    insecureProfile(stack);
    insecureSpace(stack);
    Mixins.of(stack.node.root).apply(...ALL);
    const text = JSON.stringify(Template.fromStack(stack).toJSON());
    expect(text).not.toMatch(
      /PublicInternetOnly|Allowed|ENABLED","VpcOnlyTrustedAccounts|"RemoteAccess":"ENABLED"|JupyterServer/,
    ); // unanchored: searched for
  });

  test('changes nothing of a domain of this library', () => {
    const [without, withAll] = [testStack(), testStack()];
    domainIn(without).addUserProfile('alice');
    domainIn(withAll).addUserProfile('alice');
    Mixins.of(withAll).apply(
      ...ALL.filter(
        (mixin) =>
          !(mixin instanceof ShutdownWhenIdle || mixin instanceof NoOutputSharing || mixin instanceof NoStudioClassic),
      ),
    );
    expect(Template.fromStack(withAll).toJSON()).toEqual(Template.fromStack(without).toJSON());
    const [, domain] = changed((stack) => domainIn(stack).node.defaultChild as never, DOMAIN, new ShutdownWhenIdle());
    expect(domain).toEqual(propertiesOf(Template.fromStack(without), DOMAIN));
  });
});
