import { RemovalPolicy, Size, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { studio } from '../../../src';
import type { DefaultRow } from '../../contract/defaults';
import { testStack } from '../../notebook/setup';
import { twoZones } from './setup';

const {
  Domain,
  Image,
  JupyterLabImageConfig,
  Space,
  StudioLifecycleConfig,
  StudioLifecycleScript,
  UserProfile,
  UserRoster,
} = studio;

/** One row per prop of spaces, images, lifecycle configurations and rosters whose documentation states its default as code. */
export const SPACE_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'studio.AppImageConfigProps.removalPolicy': {
    observe: (removalPolicy) =>
      deletionOf('AppImageConfig', (stack) => new JupyterLabImageConfig(stack, 'Config', { removalPolicy })),
    other: RemovalPolicy.RETAIN,
  },
  'studio.DomainProps.removalPolicy': {
    observe: (removalPolicy) =>
      deletionOf('Domain', (stack) => new Domain(stack, 'Domain', { vpc: twoZones(stack), removalPolicy })),
    other: RemovalPolicy.DESTROY,
  },
  'studio.ImageProps.removalPolicy': {
    observe: (removalPolicy) => deletionOf('Image', (stack) => new Image(stack, 'Image', { removalPolicy })),
    other: RemovalPolicy.DESTROY,
  },
  'studio.SpaceAppProps.appType': {
    observe: (appType) => spaceOf({ appType }).Properties.SpaceSettings.AppType,
    other: studio.StudioAppType.CODE_EDITOR,
  },
  'studio.SpaceAppProps.remoteAccess': {
    observe: (remoteAccess) => spaceOf({ remoteAccess }).Properties.SpaceSettings.RemoteAccess,
    other: studio.SpaceRemoteAccess.ENABLED,
  },
  'studio.SpaceProps.sharing': {
    observe: (sharing) => spaceOf({ sharing }).Properties.SpaceSharingSettings,
    other: studio.SpaceSharing.SHARED,
  },
  'studio.SpaceProps.volumeSize': {
    observe: (volumeSize) => spaceOf({ volumeSize }).Properties.SpaceSettings.SpaceStorageSettings,
    other: Size.gibibytes(6),
  },
  'studio.StudioLifecycleConfigProps.removalPolicy': {
    observe: (removalPolicy) =>
      deletionOf('StudioLifecycleConfig', (stack) => {
        const script = StudioLifecycleScript.fromInline('#!/bin/bash\n');
        new StudioLifecycleConfig(stack, 'Config', {
          appType: studio.StudioAppType.JUPYTER_LAB,
          script,
          removalPolicy,
        });
      }),
    other: RemovalPolicy.DESTROY,
  },
  'studio.UserRosterProps.stacks': {
    observe: (stacks) => {
      const stack = testStack();
      const users = Array.from({ length: 9 }, (_, n) => ({ userProfileName: `user-${n}` }));
      return new UserRoster(stack, 'Roster', {
        domain: domainIn(stack, twoZones(stack)),
        users,
        stacks,
      }).userProfiles.map(({ node }) => node.path);
    },
    other: 4,
  },
};

function domainIn(stack: Stack, vpc?: ec2.IVpc): studio.IDomain {
  return Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', vpc });
}

function onlyResource(type: string, build: (stack: Stack) => unknown): ReturnType<typeof JSON.parse> {
  const stack = testStack();
  build(stack);
  return Object.values(Template.fromStack(stack).findResources(`AWS::SageMaker::${type}`))[0];
}

function deletionOf(type: string, build: (stack: Stack) => unknown): unknown {
  return onlyResource(type, build).DeletionPolicy;
}

function spaceOf(props: Partial<studio.SpaceProps>): ReturnType<typeof JSON.parse> {
  return onlyResource('Space', (stack) => {
    const domain = domainIn(stack);
    const owner = UserProfile.fromUserProfileAttributes(stack, 'Owner', { domain, userProfileName: 'alice' });
    new Space(stack, 'Space', { ...props, domain, owner });
  });
}
