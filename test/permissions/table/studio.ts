import { permissions } from '../../../src';
import { endpoints } from './parameters';
import type { PermissionRows } from './row';

const { Permission, StudioProfileName } = permissions;

export const STUDIO: PermissionRows = {
  ownStudioProfile: {
    notes: 'the profile is named by a tag of the caller, the IAM user name or the source identity',
    compares: { StringEquals: ['aws:SourceVpce'] },
    make: () =>
      Permission.ownStudioProfile({
        domainId: 'd-abc',
        profileName: StudioProfileName.ofPrincipalTag('StudioUserProfile'),
      }),
    variants: {
      'by user name': () =>
        Permission.ownStudioProfile({ domainId: 'd-abc', profileName: StudioProfileName.ofUserName() }),
      'by source identity': () =>
        Permission.ownStudioProfile({ domainId: 'd-abc', profileName: StudioProfileName.ofSourceIdentity() }),
      'through endpoints': (stack) =>
        Permission.ownStudioProfile({
          domainId: 'd-abc',
          profileName: StudioProfileName.ofPrincipalTag('StudioUserProfile'),
          endpoints: endpoints(stack),
        }),
    },
  },
  privateSpaces: {
    notes: 'no URLs of apps; `endpoints` allows them through these endpoints',
    compares: {
      ArnLike: ['sagemaker:OwnerUserProfileArn'],
      StringEquals: ['aws:SourceVpce', 'sagemaker:SpaceSharingType', 'sagemaker:TaggingAction'],
    },
    make: () => Permission.privateSpaces(),
    variants: { 'with URLs': (stack) => Permission.privateSpaces({ endpoints: endpoints(stack) }) },
  },
};
