import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { access } from '../../../src';
import { endpointsIn } from '../subnet-constructs';
import {
  accessRole,
  alarmAction,
  api,
  apiEndpoints,
  canary,
  ISSUER,
  jwtNetwork,
  ListRemovals,
  operations,
  portal,
  portalNetwork,
  privateAccess,
  revocation,
  secretIn,
  signIn,
  table,
  UserDirectory,
  urls,
  userWith,
} from './access-constructs';
import { arnIn, domainAway, type ForeignRows, group, key, profileAway, role, roleArn, vpcIn } from './resources';

export const ACCESS_ROWS: ForeignRows = {
  'access.AccessCanary.addAlarm': {
    reach: 'region',
    use: (stack, away) => canary(stack, {}).addAlarm([alarmAction(away)]),
  },
  'access.AccessCanaryOptions.domains': {
    reach: 'region',
    use: (stack, away) => canary(stack, { domains: [domainAway(away)] }),
  },
  'access.AccessCanaryOptions.vpc': {
    reach: 'region',
    use: (stack, away) => canary(stack, { vpc: vpcIn(away) }),
  },
  'access.AccessCanaryProps.endpoints': {
    reach: 'region',
    use: (stack, away) => canary(stack, { endpoints: apiEndpoints(away) }),
  },
  'access.AccessOperationsProps.alarmActions': {
    reach: 'region',
    use: (stack, away) => operations(stack, { alarmActions: [alarmAction(away)] }),
  },
  'access.AccessOperationsProps.certificates': {
    reach: 'region',
    use: (stack, away) => {
      const arn = arnIn(away, 'acm', 'certificate/a1b2');
      return operations(stack, { certificates: [acm.Certificate.fromCertificateArn(stack, 'Certificate', arn)] });
    },
  },
  'access.AccessOperationsProps.revocation': {
    reach: 'both',
    use: (stack, away) => operations(stack, { revocation: revocation(away) }),
  },
  'access.AccessOperationsProps.studioAccess': {
    reach: 'both',
    use: (stack, away) => operations(stack, { studioAccess: privateAccess(away) }),
  },
  'access.CanarySignIn.clientSecret': {
    reach: 'region',
    use: (stack, away) => signIn(stack, { clientSecret: secretIn(stack, away) }),
  },
  'access.CanarySignIn.identityProvider': {
    reach: 'region',
    use: (stack, away) => signIn(stack, { identityProvider: group(away) }),
  },
  'access.AccessLogOptions.encryptionKey': {
    reach: 'region',
    use: (stack, away) => urls(stack, { encryptionKey: key(stack, away) }),
  },
  'access.DirectoryTableProps.encryptionKey': {
    reach: 'region',
    use: (stack, away) => new access.DirectoryTable(stack, 'Table', { encryptionKey: key(stack, away) }),
  },
  'access.DirectoryUser.accessRoleArn': {
    reach: 'partition',
    use: (stack, away) => userWith(stack, { accessRoleArn: roleArn(away) }),
  },
  'access.DirectoryUser.userProfile': {
    reach: 'both',
    use: (stack, away) =>
      urls(stack, {
        users: UserDirectory.fromUsers([{ subject: '1', userProfile: profileAway(away) }], { issuer: ISSUER }),
        domains: undefined,
      }),
  },
  'access.DirectoryUsersOptions.table': {
    reach: 'both',
    use: (stack, away) =>
      urls(stack, {
        users: UserDirectory.fromUsers([], {
          removals: ListRemovals.UNLIMITED,
          table: new access.DirectoryTable(away, 'Shared'),
        }),
      }),
  },
  'access.ExistingTableOptions.accessRoleArns': {
    reach: 'partition',
    use: (stack, away) =>
      urls(stack, { users: UserDirectory.fromTable(table(stack), { accessRoleArns: [roleArn(away)] }) }),
  },
  'access.ExistingTableOptions.domains': {
    reach: 'both',
    use: (stack, away) =>
      urls(stack, {
        users: UserDirectory.fromTable(table(stack), { domains: [domainAway(away)] }),
        domains: undefined,
      }),
  },
  'access.ExistingTableOptions.encryptionKey': {
    reach: 'region',
    use: (stack, away) =>
      urls(stack, { users: UserDirectory.fromTable(table(stack), { encryptionKey: key(stack, away) }) }),
  },
  'access.IamAuthorizationOptions.callers': {
    reach: 'partition',
    use: (stack, away) => api(stack, { authorization: access.Authorization.iam({ callers: [role(stack, away)] }) }),
  },
  'access.JwtNetworkOptions.identityProvider': {
    reach: 'region',
    use: (stack, away) => jwtNetwork(stack, { identityProvider: group(away) }),
  },
  'access.JwtNetworkOptions.vpc': {
    reach: 'region',
    use: (stack, away) => jwtNetwork(stack, { vpc: vpcIn(away) }),
  },
  'access.OtherDirectoryList.reconcilerRoleArn': {
    reach: 'account',
    use: (stack, away) =>
      new access.DirectoryTable(stack, 'Table', {
        otherLists: [{ owner: 'other', reconcilerRoleArn: roleArn(away) }],
      }),
  },
  'access.PortalDomainOptions.certificate': {
    reach: 'both',
    use: (stack, away) =>
      portal(stack, {
        domain: {
          domainName: 'studio.corp.example',
          certificate: acm.Certificate.fromCertificateArn(stack, 'Certificate', arnIn(away, 'acm', 'certificate/c')),
        },
      }),
  },
  'access.PortalNetworkOptions.identityProvider': {
    reach: 'region',
    use: (stack, away) => portal(stack, { network: portalNetwork(stack, { identityProvider: group(away) }) }),
  },
  'access.PortalNetworkOptions.vpc': {
    reach: 'region',
    use: (stack, away) => portal(stack, { network: portalNetwork(stack, { vpc: vpcIn(away) }) }),
  },
  'access.PresignedUrlFunctionOptions.vpc': {
    reach: 'region',
    use: (stack, away) => urls(stack, { vpc: vpcIn(away) }),
  },
  'access.PresignedUrlFunctionProps.accessRoleArns': {
    reach: 'partition',
    use: (stack, away) => urls(stack, { accessRoleArns: [roleArn(away)] }),
  },
  'access.PresignedUrlFunctionProps.callerRoleArns': {
    reach: 'partition',
    use: (stack, away) => urls(stack, { callerRoleArns: [roleArn(away)] }),
  },
  'access.PresignedUrlFunctionProps.domains': {
    reach: 'both',
    use: (stack, away) => urls(stack, { domains: [domainAway(away)] }),
  },
  'access.PresignedUrlFunctionProps.endpoints': {
    reach: 'region',
    use: (stack, away) => urls(stack, { endpoints: endpointsIn(away) }),
  },
  'access.PrivateApiOptions.webAclArn': {
    reach: 'both',
    use: (stack, away) => api(stack, { webAclArn: arnIn(away, 'wafv2', 'regional/webacl/Acl/a1b2') }),
  },
  'access.PrivateApiProps.endpoints': {
    reach: 'region',
    use: (stack, away) => api(stack, { endpoints: apiEndpoints(away) }),
  },
  'access.PrivateApiProps.urlFunction': {
    reach: 'both',
    use: (stack, away) => api(stack, { urlFunction: urls(away) }),
  },
  'access.DirectoryTable.addAlarms': {
    reach: 'region',
    use: (stack, away) => new access.DirectoryTable(stack, 'Table').addAlarms([alarmAction(away)]),
  },
  'access.PrivateStudioAccess.addAlarms': {
    reach: 'region',
    use: (stack, away) => privateAccess(stack).addAlarms([alarmAction(away)]),
  },
  'access.PrivateStudioAccessProps.domain': {
    reach: 'both',
    use: (stack, away) => privateAccess(stack, { domain: domainAway(away) }),
  },
  'access.PrivateStudioAccessProps.endpoints': {
    reach: 'region',
    use: (stack, away) => privateAccess(stack, { endpoints: apiEndpoints(away) }),
  },
  'access.Revocation.addAlarms': {
    reach: 'region',
    use: (stack, away) => revocation(stack).addAlarms([alarmAction(away)]),
  },
  'access.RevocationProps.table': {
    reach: 'both',
    use: (stack, away) => revocation(stack, { table: new access.DirectoryTable(away, 'Table') }),
  },
  'access.RevocationProps.accessRoles': {
    reach: 'both',
    use: (stack, away) => revocation(stack, { accessRoles: [accessRole(away)] }),
  },
  'access.StudioAccessRoleProps.domains': {
    reach: 'both',
    use: (stack, away) => accessRole(stack, { domains: [domainAway(away)] }),
  },
  'access.StudioAccessRoleProps.endpoints': {
    reach: 'region',
    use: (stack, away) => accessRole(stack, { endpoints: endpointsIn(away) }),
  },
  'access.StudioAccessRoleProps.urlFunctionRoleArn': {
    reach: 'partition',
    use: (stack, away) => accessRole(stack, { urlFunctionRoleArn: roleArn(away) }),
  },
  'access.UserDirectory.fromTable': {
    reach: 'both',
    use: (stack, away) => urls(stack, { users: UserDirectory.fromTable(table(away)) }),
  },
};
