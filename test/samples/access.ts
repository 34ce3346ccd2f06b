import { join } from 'node:path';
import { Aws, Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { access, network, studio } from '../../src';
import { isolatedVpc, type Samples } from './sample';

const {
  AccessCanary,
  AccessOperations,
  Authorization,
  DirectoryTable,
  JwtKeys,
  PresignedUrlFunction,
  PrivateApi,
  PrivateStudioAccess,
} = access;
const { Portal, PortalCredentials, PortalLogo, PortalSigningAlgorithm, StudioAccessRole, UserDirectory } = access;

const PREFIX_LIST = 'pl-02cd2c6b';
const IDENTITY_PROVIDER = 'https://idp.example.com/';
const USERS = [
  { subject: '00u2', domainId: 'd-a1b2c3d4e5f6', userProfileName: 'bob' },
  { subject: '00u1', domainId: 'd-a1b2c3d4e5f6', userProfileName: 'alice' },
];
const JWT = {
  issuer: IDENTITY_PROVIDER,
  audiences: ['studio'],
  keys: JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
};

export const ACCESS_SAMPLES: Samples = {
  'access.AccessCanary': {
    minimal: (scope) => {
      new AccessCanary(scope, 'Canary', { endpoints: endpoints(scope), apiUrl: 'https://studio.corp.example' });
    },
    customized: (scope) => {
      const canary = new AccessCanary(scope, 'Canary', {
        endpoints: endpoints(scope),
        apiUrl: 'https://studio.corp.example',
        domains: [domain(scope)],
        portal: true,
        signIn: {
          tokenEndpoint: `${IDENTITY_PROVIDER}token`,
          clientId: 'canary',
          clientSecret: secretsmanager.Secret.fromSecretNameV2(scope, 'Secret', 'canary'),
          identityProvider: ec2.Peer.ipv4('10.16.4.0/24'),
          parameters: { scope: 'studio/open' },
        },
        interval: Duration.minutes(10),
        addressRanges: ['10.0.0.0/16'],
      });
      canary.addAlarm([]);
    },
  },
  'access.AccessOperations': {
    minimal: (scope) => {
      new AccessOperations(scope, 'Operations', { studioAccess: studioAccess(scope), alarmActions: [] });
    },
    customized: (scope) => {
      new AccessOperations(scope, 'Operations', {
        studioAccess: studioAccess(scope, {
          portal: Portal.inBrowser({
            clientId: 'studio-page',
            registeredRedirectUri: 'https://studio.corp.example/callback',
          }),
        }),
        alarmActions: [],
        alarms: { refusedShare: 0.3, minimumCalls: 5 },
        canary: { interval: Duration.minutes(10) },
        certificates: [certificate(scope)],
      });
    },
  },
  'access.DirectoryTable': {
    minimal: (scope) => {
      new DirectoryTable(scope, 'Table');
    },
    customized: (scope) => {
      const table = new DirectoryTable(scope, 'Table', {
        tableName: 'StudioUsers',
        checkEvery: Duration.minutes(30),
        otherLists: [{ owner: 'fraud', reconcilerRoleArn: roleArn('FraudUsers') }],
      });
      table.addUsers('Research', USERS, { issuer: IDENTITY_PROVIDER });
      table.addAlarms([]);
    },
  },
  'access.PresignedUrlFunction': {
    minimal: (scope) => {
      urlFunction(scope, endpoints(scope));
    },
    customized: (scope) => {
      new PresignedUrlFunction(scope, 'Urls', {
        endpoints: endpoints(scope),
        users: UserDirectory.fromUsers(USERS, { issuer: IDENTITY_PROVIDER }),
        domains: [domain(scope)],
        dynamoDbPrefixListId: PREFIX_LIST,
        roleName: 'StudioUrls',
        urlExpiry: Duration.seconds(10),
        sessionDuration: Duration.hours(4),
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      });
    },
  },
  'access.PrivateApi': {
    minimal: (scope) => {
      const shared = endpoints(scope);
      new PrivateApi(scope, 'Api', {
        endpoints: shared,
        urlFunction: urlFunction(scope, shared),
        authorization: Authorization.jwt(JWT),
      });
    },
    customized: (scope) => {
      const shared = endpoints(scope);
      new PrivateApi(scope, 'Api', {
        endpoints: shared,
        urlFunction: urlFunction(scope, shared),
        authorization: Authorization.jwt({ ...JWT, requiredClaims: { tenant: 'research', acr: 'mfa' } }),
        allowedOrigins: ['https://two.example.com', 'https://one.example.com'],
        logRole: access.ApiLogRole.REGISTERED,
        throttle: { rateLimit: 10, burstLimit: 20 },
        addressLimit: { requests: 300, window: Duration.minutes(2), action: access.AddressLimitAction.COUNT },
        portal: Portal.serverSide({
          clientId: 'studio-portal',
          credentials: PortalCredentials.fromSecret(secret(scope)),
        }),
      });
    },
  },
  'access.PrivateStudioAccess': {
    minimal: (scope) => {
      studioAccess(scope);
    },
    customized: (scope) => {
      const table = new DirectoryTable(scope, 'Table');
      new PrivateStudioAccess(scope, 'Access', {
        domain: domain(scope),
        endpoints: endpoints(scope),
        authorization: Authorization.jwt(JWT),
        users: UserDirectory.fromUsers(USERS, { table }),
        urlFunction: { dynamoDbPrefixListId: PREFIX_LIST, urlExpiry: Duration.seconds(10) },
        api: { allowedOrigins: ['https://one.example.com'] },
        portal: customizedPortal(scope),
      }).addAlarms([]);
    },
  },
  'access.Revocation': {
    minimal: (scope) => {
      revocation(scope);
    },
    customized: (scope) => {
      const own = revocation(scope, { logRetention: RetentionDays.TWO_YEARS });
      own.grantRevoke(new iam.ManagedPolicy(scope, 'Responders'));
      own.addAlarms([]);
    },
  },
  'access.StudioAccessRole': {
    minimal: (scope) => {
      accessRole(scope);
    },
    customized: (scope) => {
      accessRole(scope, { roleName: 'StudioAccess' });
    },
  },
};

function endpoints(scope: Construct): network.IPrivateEndpoints {
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER } = network.EndpointService;
  return network.PrivateEndpoints.fromEndpointIds(scope, 'Endpoints', {
    endpointIds: [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER].map(
      (service, index) => ({
        service,
        endpointId: `vpce-a000000000000000${index}`,
      }),
    ),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'EndpointsGroup', 'sg-0123456789abcdef0')],
    vpc: isolatedVpc(scope),
  });
}

function certificate(scope: Construct): acm.ICertificate {
  const arn = Stack.of(scope).formatArn({ service: 'acm', resource: 'certificate', resourceName: 'a1b2' });
  return acm.Certificate.fromCertificateArn(scope, 'Certificate', arn);
}

function studioAccess(
  scope: Construct,
  more: Partial<access.PrivateStudioAccessProps> = {},
): access.PrivateStudioAccess {
  return new PrivateStudioAccess(scope, 'Access', {
    domain: domain(scope),
    endpoints: endpoints(scope),
    authorization: Authorization.jwt(JWT),
    users: UserDirectory.fromUsers(USERS),
    urlFunction: { dynamoDbPrefixListId: PREFIX_LIST },
    ...more,
  });
}

function domain(scope: Construct): studio.IDomain {
  return studio.Domain.fromDomainAttributes(scope, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
}

function secret(scope: Construct): secretsmanager.ISecret {
  return secretsmanager.Secret.fromSecretNameV2(scope, 'Secret', 'studio-portal');
}

function customizedPortal(scope: Construct): access.Portal {
  const stack = Stack.of(scope);
  const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: 'a1b2c3d4' });
  const keyArn = stack.formatArn({ service: 'kms', resource: 'key', resourceName: 'a1b2c3d4' });
  return Portal.serverSide({
    clientId: 'studio-portal',
    credentials: PortalCredentials.fromSigningKey(kms.Key.fromKeyArn(scope, 'SigningKey', keyArn), {
      algorithm: PortalSigningAlgorithm.PS256,
      keyId: 'portal-1',
    }),
    scopes: ['studio', 'openid'],
    parameters: { resource: 'urn:studio', audience: 'studio' },
    domain: {
      domainName: 'studio.corp.example',
      certificate: acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    },
    pages: {
      title: 'Research workbench',
      contact: 'Help desk, phone 4711',
      logo: PortalLogo.fromFile(join(__dirname, 'logo.png')),
      texts: { de: { contact: 'Hotline, Telefon 4711' } },
    },
    throttle: { rateLimit: 5, burstLimit: 10 },
    reservedConcurrentExecutions: 20,
  });
}

function urlFunction(scope: Construct, shared: network.IPrivateEndpoints): access.PresignedUrlFunction {
  return new PresignedUrlFunction(scope, 'Urls', {
    endpoints: shared,
    users: UserDirectory.fromUsers(USERS, { issuer: IDENTITY_PROVIDER }),
    domains: [domain(scope)],
    dynamoDbPrefixListId: PREFIX_LIST,
  });
}

function revocation(scope: Construct, props: Partial<access.RevocationProps> = {}): access.Revocation {
  return new access.Revocation(scope, 'Revocation', {
    table: new DirectoryTable(scope, 'Table'),
    accessRoles: [accessRole(scope)],
    ...props,
  });
}

function accessRole(scope: Construct, props: Partial<access.StudioAccessRoleProps> = {}): access.StudioAccessRole {
  return new StudioAccessRole(scope, 'Role', {
    domains: [domain(scope)],
    endpoints: endpoints(scope),
    urlFunctionRoleArn: roleArn('StudioUrls'),
    ...props,
  });
}

function roleArn(name: string): string {
  return `arn:${Aws.PARTITION}:iam::111122223333:role/${name}`;
}
