import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as fsx from 'aws-cdk-lib/aws-fsx';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, network, studio } from '../../src';
import { ENDPOINT_IDS, vpcIn } from '../access/support/network';
import { accessIn, IDENTITY_PROVIDER, urlFunctionIn } from '../access/support/private-access';

/** A prop or parameter whose security group is at the other end of a connection. */
export interface ConnectionRow {
  /** Uses it. */
  use(stack: Stack, other: ec2.ISecurityGroup): unknown;
  /** The security groups of this library that connect to the other one, by the ends of their paths. */
  readonly own: readonly string[];
  readonly ports: readonly string[];
  /** Whether the other one connects to those. */
  readonly isClient?: boolean;
}

const HTTPS = ['tcp 443-443'];
const NFS = ['tcp 2049-2049'];
const LUSTRE = ['tcp 1018-1023', 'tcp 988-988'];
const DNS = ['tcp 53-53', 'udp 53-53'];

const { KMS, SECRETS_MANAGER } = network.EndpointService;

function endpoints(stack: Stack, ...securityGroups: ec2.ISecurityGroup[]): network.IPrivateEndpoints {
  const more = [KMS, SECRETS_MANAGER].map((service, index) => [service, `vpce-b000000000000000${index}`] as const);
  return network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: [...ENDPOINT_IDS, ...more].map(([service, endpointId]) => ({ service, endpointId })),
    securityGroups,
    vpc: vpcOf(stack),
  });
}

function vpcOf(stack: Stack): ec2.IVpc {
  return (stack.node.tryFindChild('Vpc') as ec2.IVpc | undefined) ?? vpcIn(stack);
}

/** Who is in a VPC has a security group, and who is not needs none. */
interface Providers {
  readonly tokens?: ec2.IPeer;
  readonly portal?: ec2.IPeer;
}

const NOBODY = ec2.Peer.ipv4('10.9.0.0/16');

function jwt(stack: Stack, identityProvider: ec2.IPeer | undefined): access.Authorization {
  const subnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  return access.Authorization.jwt({
    issuer: IDENTITY_PROVIDER,
    audiences: ['studio'],
    keys: access.JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
    network: identityProvider && { vpc: vpcOf(stack), subnets, identityProvider },
  });
}

function portal(stack: Stack, identityProvider: ec2.IPeer | undefined): access.Portal {
  const subnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  return access.Portal.serverSide({
    clientId: 'studio-portal',
    credentials: access.PortalCredentials.fromSecret(
      secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'studio-portal'),
    ),
    network: identityProvider && { vpc: vpcOf(stack), subnets, identityProvider },
  });
}

/** Private access with a portal, whose functions are in the VPC where an identity provider is given. */
function accessWith(stack: Stack, shared: network.IPrivateEndpoints, { tokens, portal: other }: Providers): unknown {
  return accessIn(stack, {
    endpoints: shared,
    authorization: jwt(stack, tokens),
    portal: portal(stack, other),
    urlFunction: { vpc: vpcOf(stack), dynamoDbPrefixListId: 'pl-02cd2c6b' },
  });
}

function canary(stack: Stack, shared: network.IPrivateEndpoints, identityProvider: ec2.IPeer): access.AccessCanary {
  return new access.AccessCanary(stack, 'Canary', {
    apiUrl: 'https://studio.corp.example',
    endpoints: shared,
    signIn: {
      tokenEndpoint: `${IDENTITY_PROVIDER}token`,
      clientId: 'canary',
      clientSecret: secretsmanager.Secret.fromSecretNameV2(stack, 'CanarySecret', 'canary'),
      identityProvider,
    },
  });
}

/** A group whose rules no test reads. */
function unrelated(stack: Stack): ec2.ISecurityGroup {
  return ec2.SecurityGroup.fromSecurityGroupId(stack, 'Unrelated', 'sg-0123456789abcdef9');
}

function nfs(stack: Stack, securityGroup: ec2.ISecurityGroup): studio.CustomFileSystem {
  const fileSystemId = 'fs-0123456789abcdef0';
  return studio.CustomFileSystem.efs(
    efs.FileSystem.fromFileSystemAttributes(stack, 'Files', { fileSystemId, securityGroup }),
    '/team',
  );
}

function lustre(stack: Stack, securityGroup: ec2.ISecurityGroup): studio.CustomFileSystem {
  const attributes = { fileSystemId: 'fs-0123456789abcdef1', dnsName: 'fs.example.com', securityGroup };
  return studio.CustomFileSystem.fsxLustre(
    fsx.LustreFileSystem.fromLustreFileSystemAttributes(stack, 'Lustre', attributes),
    '/team',
  );
}

function mount(stack: Stack, fileSystem: studio.CustomFileSystem): void {
  const domain = new studio.Domain(stack, 'Domain', { vpc: vpcOf(stack), customFileSystems: [fileSystem] });
  domain.addUserProfile('alice', { role: studio.ProfileRole.OWN });
}

const USERS = ['Domain/SecurityGroup', 'alice/SecurityGroup'];
const PORTAL = ['Portal/Function/SecurityGroup', 'Portal/AuthorizerFunction/SecurityGroup'];

/** Every prop and parameter with which a construct of this library connects to another security group, or is connected to. */
export const CONNECTION_ROWS: Readonly<Record<string, ConnectionRow>> = {
  'access.AccessCanaryProps.endpoints': {
    use: (stack, other) => canary(stack, endpoints(stack, other), NOBODY),
    own: ['Canary/Function/SecurityGroup'],
    ports: HTTPS,
  },
  'access.CanarySignIn.identityProvider': {
    use: (stack, other) => canary(stack, endpoints(stack, unrelated(stack)), other),
    own: ['Canary/Function/SecurityGroup'],
    ports: HTTPS,
  },
  'access.JwtNetworkOptions.identityProvider': {
    use: (stack, other) => accessWith(stack, endpoints(stack, unrelated(stack)), { tokens: other }),
    own: ['Api/AuthorizerFunction/SecurityGroup', 'Portal/AuthorizerFunction/SecurityGroup'],
    ports: HTTPS,
  },
  'access.PortalNetworkOptions.identityProvider': {
    use: (stack, other) => accessWith(stack, endpoints(stack, unrelated(stack)), { portal: other }),
    own: ['Portal/Function/SecurityGroup'],
    ports: HTTPS,
  },
  'access.PresignedUrlFunctionProps.endpoints': {
    use: (stack, other) => urlFunctionIn(stack, { vpc: vpcOf(stack), endpoints: endpoints(stack, other) }),
    own: ['Urls/Function/SecurityGroup'],
    ports: HTTPS,
  },
  'access.PrivateApiProps.endpoints': {
    use: (stack, other) => {
      const shared = endpoints(stack, other);
      return new access.PrivateApi(stack, 'Api', {
        endpoints: shared,
        urlFunction: urlFunctionIn(stack, { vpc: vpcOf(stack), endpoints: shared }),
        authorization: jwt(stack, NOBODY),
        portal: portal(stack, NOBODY),
      });
    },
    own: PORTAL,
    ports: HTTPS,
  },
  'access.PrivateStudioAccessProps.endpoints': {
    use: (stack, other) => accessWith(stack, endpoints(stack, other), { tokens: NOBODY, portal: NOBODY }),
    own: [...PORTAL, 'Urls/Function/SecurityGroup'],
    ports: HTTPS,
  },
  'network.EndpointNetworkProps.clients': {
    use: (stack, other) =>
      new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc: vpcOf(stack),
        services: network.EndpointSet.NOTEBOOK,
        clients: [other],
      }),
    own: ['Endpoints/SecurityGroup'],
    ports: HTTPS,
    isClient: true,
  },
  'network.InboundResolver.allowQueriesFrom': {
    use: (stack, other) => {
      const allowedDnsServers = ['10.1.0.2/32'];
      new network.InboundResolver(stack, 'Resolver', { vpc: vpcOf(stack), allowedDnsServers }).allowQueriesFrom(other);
    },
    own: ['Resolver/SecurityGroup'],
    ports: DNS,
    isClient: true,
  },
  'studio.CustomFileSystem.efs': { use: (stack, other) => mount(stack, nfs(stack, other)), own: USERS, ports: NFS },
  'studio.CustomFileSystem.fsxLustre': {
    use: (stack, other) => mount(stack, lustre(stack, other)),
    own: USERS,
    ports: LUSTRE,
  },
  'studio.CustomFileSystemContext.connections': {
    use: (stack, other) => {
      const group = new ec2.SecurityGroup(stack, 'Given', { vpc: vpcOf(stack), allowAllOutbound: false });
      nfs(stack, other).bind(stack, { connections: group.connections });
    },
    own: ['Given'],
    ports: NFS,
  },
  'studio.CustomFileSystem.allowFrom': {
    use: (stack, other) => nfs(stack, other).allowFrom(new studio.Domain(stack, 'Domain', { vpc: vpcOf(stack) })),
    own: ['Domain/SecurityGroup'],
    ports: NFS,
  },
};
