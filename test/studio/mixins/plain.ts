import type { Stack } from 'aws-cdk-lib';
import {
  CfnDomain,
  type CfnDomainProps,
  CfnSpace,
  CfnUserProfile,
  type CfnUserProfileProps,
} from 'aws-cdk-lib/aws-sagemaker';

export const DOMAIN = CfnDomain.CFN_RESOURCE_TYPE_NAME;
export const USER_PROFILE = CfnUserProfile.CFN_RESOURCE_TYPE_NAME;

const EXECUTION_ROLE = 'arn:aws:iam::111122223333:role/execution';
const INSECURE_SETTINGS = {
  sharingSettings: { notebookOutputOption: 'Allowed', s3OutputPath: 's3://outputs' },
  studioWebPortal: 'DISABLED',
  defaultLandingUri: 'app:JupyterServer:',
  jupyterLabAppSettings: {
    appLifecycleManagement: { idleSettings: { lifecycleManagement: 'DISABLED' } },
    lifecycleConfigArns: ['kept'],
  },
};

/** Hand-written, in a VPC, and with the worst value of every setting. */
export function insecureDomain(stack: Stack, props: Partial<CfnDomainProps> = {}, id = 'PlainDomain'): CfnDomain {
  return new CfnDomain(stack, id, {
    domainName: 'plain',
    authMode: 'IAM',
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0'],
    appNetworkAccessType: 'PublicInternetOnly',
    domainSettings: {
      executionRoleIdentityConfig: 'DISABLED',
      dockerSettings: { enableDockerAccess: 'ENABLED', vpcOnlyTrustedAccounts: ['111122223333'] },
      ipAddressType: 'ipv4',
    },
    defaultUserSettings: { executionRole: EXECUTION_ROLE, ...INSECURE_SETTINGS },
    ...props,
  });
}

export function insecureProfile(
  stack: Stack,
  props: Partial<CfnUserProfileProps> = {},
  id = 'PlainProfile',
): CfnUserProfile {
  return new CfnUserProfile(stack, id, {
    domainId: 'd-a1b2c3d4e5f6',
    userProfileName: 'plain',
    userSettings: INSECURE_SETTINGS,
    ...props,
  });
}

export function insecureSpace(stack: Stack): CfnSpace {
  return new CfnSpace(stack, 'PlainSpace', {
    domainId: 'd-a1b2c3d4e5f6',
    spaceName: 'plain',
    spaceSettings: { appType: 'JupyterLab', remoteAccess: 'ENABLED' },
  });
}
