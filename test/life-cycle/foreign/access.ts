import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, network, studio } from '../../../src';
import { endpointsIn } from '../subnet-constructs';
import {
  arnIn,
  DOMAIN_ID,
  domainAway,
  type ForeignRows,
  group,
  key,
  profileAway,
  role,
  roleArn,
  vpcIn,
} from './resources';

const { JwtKeys, ListRemovals, PresignedUrlFunction, PrivateApi, PrivateStudioAccess, UserDirectory } = access;

const { Domain } = studio;

const PREFIX_LIST = { dynamoDbPrefixListId: 'pl-02cd2c6b' };

const ISSUER = 'https://idp.example.com/';

const JWT = { issuer: ISSUER, audiences: ['studio'], keys: JwtKeys.fromUri(`${ISSUER}keys`) };

function urls(stack: Stack, props: Partial<access.PresignedUrlFunctionProps> = {}): access.PresignedUrlFunction {
  return new PresignedUrlFunction(stack, 'Urls', {
    vpc: vpcIn(stack),
    endpoints: props.endpoints ?? endpointsIn(stack),
    users: UserDirectory.fromUsers([], { removals: ListRemovals.UNLIMITED }),
    domains: [Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID })],
    ...PREFIX_LIST,
    ...props,
  });
}

function apiEndpoints(stack: Stack): network.IPrivateEndpoints {
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER } = network.EndpointService;
  const services = [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER];
  return network.PrivateEndpoints.fromEndpointIds(stack, 'ApiEndpoints', {
    endpointIds: services.map((service, index) => ({ service, endpointId: `vpce-a000000000000000${index}` })),
    securityGroups: [group(new Stack(stack.node.root as Stack, `Groups${stack.node.id}`, { env: stack }))],
  });
}

function api(stack: Stack, props: Partial<access.PrivateApiProps>): unknown {
  return new PrivateApi(stack, 'Api', {
    endpoints: props.endpoints ?? apiEndpoints(stack),
    urlFunction: props.urlFunction ?? urls(stack),
    authorization: access.Authorization.jwt(JWT),
    ...props,
  });
}

function privateAccess(stack: Stack, props: Partial<access.PrivateStudioAccessProps> = {}): access.PrivateStudioAccess {
  return new PrivateStudioAccess(stack, 'Access', {
    endpoints: props.endpoints ?? apiEndpoints(stack),
    authorization: access.Authorization.jwt(JWT),
    users: UserDirectory.fromUsers([], { removals: ListRemovals.UNLIMITED }),
    domain: props.domain ?? Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID }),
    urlFunction: { vpc: vpcIn(stack), ...PREFIX_LIST },
    ...props,
  });
}

function accessRole(stack: Stack, props: Partial<access.StudioAccessRoleProps>): unknown {
  return new access.StudioAccessRole(stack, 'AccessRole', {
    domains: props.domains ?? [Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID })],
    endpoints: props.endpoints ?? endpointsIn(stack),
    urlFunctionRoleArn: roleArn(stack),
    ...props,
  });
}

function table(away: Stack): dynamodb.ITable {
  return dynamodb.Table.fromTableName(away, 'Existing', 'users');
}

function userWith(stack: Stack, own: Partial<access.DirectoryUser>): unknown {
  const users = [{ subject: '1', domainId: DOMAIN_ID, userProfileName: 'alice', ...own }];
  return urls(stack, { users: UserDirectory.fromUsers(users, { issuer: ISSUER }), domains: undefined });
}

function jwtNetwork(stack: Stack, own: Partial<access.JwtNetworkOptions>): unknown {
  const jwt = { vpc: own.vpc ?? vpcIn(stack), identityProvider: ec2.Peer.ipv4('10.1.0.0/16'), ...own };
  const isolated = { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } };
  return api(stack, { authorization: access.Authorization.jwt({ ...JWT, network: { ...isolated, ...jwt } }) });
}

function portal(stack: Stack, options: Partial<access.ServerSidePortalOptions>): unknown {
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'portal');
  const credentials = access.PortalCredentials.fromSecret(secret);
  return api(stack, { portal: access.Portal.serverSide({ clientId: 'portal', credentials, ...options }) });
}

function portalNetwork(stack: Stack, own: Partial<access.PortalNetworkOptions>): access.PortalNetworkOptions {
  return {
    vpc: own.vpc ?? vpcIn(stack),
    subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    identityProvider: own.identityProvider ?? ec2.Peer.ipv4('10.1.0.0/16'),
  };
}

function alarmAction(away: Stack): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: arnIn(away, 'sns', 'operators') }) };
}

function canary(stack: Stack, props: Partial<access.AccessCanaryProps>): access.AccessCanary {
  return new access.AccessCanary(stack, 'Canary', {
    apiUrl: 'https://studio.corp.example',
    vpc: props.vpc ?? vpcIn(stack),
    endpoints: props.endpoints ?? apiEndpoints(stack),
    ...props,
  });
}

function operations(stack: Stack, props: Partial<access.AccessOperationsProps>): unknown {
  return new access.AccessOperations(stack, 'Operations', {
    studioAccess: props.studioAccess ?? privateAccess(stack),
    alarmActions: [],
    ...props,
  });
}

function revocationIn(away: Stack): access.Revocation {
  const { urlFunction, accessRole: role } = privateAccess(away);
  return new access.Revocation(away, 'Revocation', { table: urlFunction.directoryTable!, accessRoles: [role!] });
}

function signIn(stack: Stack, own: Partial<access.CanarySignIn>): access.AccessCanary {
  return canary(stack, {
    signIn: {
      tokenEndpoint: `${ISSUER}token`,
      clientId: 'canary',
      clientSecret: own.clientSecret ?? secretIn(stack, stack),
      identityProvider: ec2.Peer.ipv4('10.1.0.0/16'),
      ...own,
    },
  });
}

function secretIn(stack: Stack, away: Stack): secretsmanager.ISecret {
  const arn = arnIn(away, 'secretsmanager', 'secret:canary-a1b2c3');
  return secretsmanager.Secret.fromSecretCompleteArn(stack, 'ClientSecret', arn);
}

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
    use: (stack, away) => operations(stack, { revocation: revocationIn(away) }),
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
