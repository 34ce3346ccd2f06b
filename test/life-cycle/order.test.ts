import * as spec from '@jsii/spec';
import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, guardrails, network, notebook, permissions, studio, trust } from '../../src';
import { ENDPOINT_IDS, networkIn } from '../access/support/network';
import { accessRoleIn, domainIn, jwt, urlFunctionIn } from '../access/support/private-access';
import { testApp } from '../app';
import { loadAssembly } from '../contract/assembly';
import { ACCOUNT, ENV } from '../trust/support';

/** Gives a list, or the entries of a map, in the order of the test. */
interface Order {
  list<T>(...items: T[]): T[];
  map<T>(entries: Record<string, T>): Record<string, T>;
}

const AS_GIVEN: Order = { list: (...items) => items, map: (entries) => entries };
const REVERSED: Order = {
  list: (...items) => items.reverse(),
  map: (entries) => Object.fromEntries(Object.entries(entries).reverse()),
};

type Build = (stack: Stack, order: Order) => unknown;
/** A reason why the order, or the list, does not reach templates. */
type Reason = string;

const DIGEST = `sha256:${'a'.repeat(64)}`;
const EVERYTHING = ['s3:GetObject', 's3:PutObject'];

function vpc(stack: Stack, id = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: `vpc-0123${id.toLowerCase()}`,
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  });
}

/** Two that are imported and two of the app, whose ids are tokens. */
function groups(stack: Stack, { list }: Order): ec2.ISecurityGroup[] {
  const network_ = (stack.node.tryFindChild('Vpc') as ec2.IVpc | undefined) ?? vpc(stack);
  const made = ['GroupB', 'GroupA'].map((id) => new ec2.SecurityGroup(stack, id, { vpc: network_ }));
  const known = ['sg-b', 'sg-a'].map((id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, id));
  return list(...made, ...known);
}

function vpcOf(stack: Stack): ec2.IVpc {
  return (stack.node.tryFindChild('Vpc') as ec2.IVpc | undefined) ?? vpc(stack);
}

function domain(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new studio.Domain(stack, 'Domain', { vpc: vpcOf(stack), ...props });
}

function existingDomain(stack: Stack): studio.IDomain {
  return studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' });
}

function role(stack: Stack, id = 'Role'): iam.Role {
  return new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });
}

function images(stack: Stack, { list }: Order): studio.CustomImage[] {
  const parameter = new CfnParameter(stack, 'ImageName', { default: 'from-parameter' }).valueAsString;
  return list(
    ...['b', 'a', parameter].map((imageName) => new studio.CustomImage({ imageName, appImageConfigName: 'config' })),
  );
}

function lifecycleConfigs(stack: Stack, { list }: Order): studio.IStudioLifecycleConfig[] {
  return list(
    ...['b', 'a'].map((name) => studio.StudioLifecycleConfig.fromStudioLifecycleConfigName(stack, name, name)),
  );
}

function buckets(stack: Stack, { list }: Order): studio.ICustomFileSystem[] {
  return list(
    ...['b', 'a'].map((name) =>
      studio.CustomFileSystem.s3(s3.Bucket.fromBucketName(stack, `Bucket${name}`, `bucket-${name}`)),
    ),
  );
}

function fileSystems(stack: Stack, { list }: Order): studio.ICustomFileSystem[] {
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Efs', 'sg-efs');
  return list(
    ...['fs-b', 'fs-a'].map((fileSystemId) =>
      studio.CustomFileSystem.efs(
        efs.FileSystem.fromFileSystemAttributes(stack, fileSystemId, { fileSystemId, securityGroup }),
        '/',
      ),
    ),
  );
}

function endpoints(stack: Stack, props: Partial<network.PrivateEndpointsProps> = {}): unknown {
  const services = network.EndpointSet.of(
    network.EndpointService.S3,
    network.EndpointService.ECR_DOCKER,
    network.EndpointService.SAGEMAKER_STUDIO,
    network.EndpointService.EXECUTE_API,
  );
  const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
  return new network.PrivateEndpoints(stack, 'Endpoints', { vpc: vpcOf(stack), services, clients, ...props });
}

function api(stack: Stack, props: Partial<access.PrivateStudioAccessProps> = {}): access.PrivateStudioAccess {
  const issuer = 'https://idp.example.com/';
  const [user] = [{ subject: 'u', userProfileName: 'alice' }];
  return new access.PrivateStudioAccess(stack, 'Access', {
    domain: domainIn(stack),
    endpoints: networkIn(stack),
    authorization: jwt(),
    users: access.UserDirectory.fromUsers([{ ...user, domainId: 'd-abc' } as never], { issuer }),
    urlFunction: { dynamoDbPrefixListId: 'pl-02cd2c6b' },
    ...props,
  });
}

function alarmActions(): cloudwatch.IAlarmAction[] {
  return arns('B', 'A').map((alarmActionArn) => ({ bind: () => ({ alarmActionArn }) }));
}

function canary(stack: Stack, props: Partial<access.AccessCanaryProps>): access.AccessCanary {
  const ids: typeof ENDPOINT_IDS = [
    ...ENDPOINT_IDS,
    [network.EndpointService.SECRETS_MANAGER, 'vpce-a0000000000000009'],
  ];
  return new access.AccessCanary(stack, 'Canary', {
    endpoints: networkIn(stack, ids),
    apiUrl: 'https://studio.corp.example',
    ...props,
  });
}

function jwtWith(stack: Stack, props: Partial<access.JwtAuthorizationOptions>): unknown {
  const keys = access.JwtKeys.fromUri('https://idp.example.com/keys');
  const audiences = ['studio'];
  const issuer = 'https://idp.example.com/';
  return api(stack, { authorization: access.Authorization.jwt({ issuer, audiences, keys, ...props }) });
}

function portalWith(stack: Stack, options: Partial<access.ServerSidePortalOptions>): unknown {
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'portal');
  const credentials = access.PortalCredentials.fromSecret(secret);
  return api(stack, { portal: access.Portal.serverSide({ clientId: 'portal', credentials, ...options }) });
}

function subnets(stack: Stack): ec2.ISubnet[] {
  return vpcOf(stack).privateSubnets;
}

const arns = (...names: string[]) => names.map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`);

const NO_TEMPLATE: Reason = 'reaches no template';
const KNOWN_ONLY: Reason =
  'is what is known of an existing resource: its order reaches a template only by a prop that is tried here';
const IN_STATEMENTS: Reason =
  'becomes actions, resources and condition values, which are sorted where policies are rendered';

const { FleetSetting } = notebook;
const REMEDIATION = { maintenanceWindow: { hour: 22, duration: Duration.hours(4) } };

function fleet(stack: Stack, props: notebook.FleetHardeningProps): unknown {
  return new notebook.FleetHardening(stack, 'Fleet', props);
}

/** Where the order means nothing: each builds with the list or map in the order that the test asks for. */
const ORDER_FREE: Readonly<Record<string, Build>> = {
  'notebook.FleetHardeningProps.codeOwnedTagKeys': (stack, { list }) =>
    fleet(stack, { codeOwnedTagKeys: list('b', 'a') }),
  'notebook.FleetHardeningProps.settings': (stack, { list }) =>
    fleet(stack, { settings: list(FleetSetting.NO_ROOT_ACCESS, FleetSetting.IMDS_V2) }),
  'notebook.FleetRemediation.acceleratedFamilies': (stack, { list }) =>
    fleet(stack, { remediation: { ...REMEDIATION, acceleratedFamilies: list('g6', 'g5') } }),
  'notebook.FleetRemediation.codeOwnedSettings': (stack, { list }) => {
    const settings = [FleetSetting.IMDS_V2, FleetSetting.NO_ROOT_ACCESS];
    const codeOwnedSettings = list(FleetSetting.NO_ROOT_ACCESS, FleetSetting.IMDS_V2);
    return fleet(stack, { settings, remediation: { ...REMEDIATION, codeOwnedSettings } });
  },
  'notebook.FleetRemediation.volumeKeys': (stack, { list }) => {
    const keys = ['b', 'a'].map((id) =>
      kms.Key.fromKeyArn(stack, id, `arn:aws:kms:${ENV.region}:${ACCOUNT}:key/${id}`),
    );
    return fleet(stack, { remediation: { ...REMEDIATION, volumeKeys: list(...keys) } });
  },
  'notebook.MaintenanceWindow.days': (stack, { list }) => {
    const days = list(notebook.Weekday.SUNDAY, notebook.Weekday.MONDAY);
    return fleet(stack, { remediation: { maintenanceWindow: { ...REMEDIATION.maintenanceWindow, days } } });
  },
  'studio.AppImageConfigProps.containerEnvironment': (stack, { map }) =>
    new studio.JupyterLabImageConfig(stack, 'Config', { containerEnvironment: map({ B: '1', A: '2', C: '3' }) }),
  'studio.DomainProps.immutableTags': (stack, { map }) => domain(stack, { immutableTags: map({ b: '1', a: '2' }) }),
  'studio.UserProfileOptions.immutableTags': (stack, { map }) =>
    domain(stack).addUserProfile('alice', { immutableTags: map({ b: '1', a: '2' }) }),
  'studio.StudioLifecycleConfigProps.immutableTags': (stack, { map }) =>
    new studio.StudioLifecycleConfig(stack, 'Config', {
      appType: studio.StudioAppType.JUPYTER_LAB,
      script: studio.StudioLifecycleScript.fromInline('#!/bin/bash\nset -eu\ndate'),
      immutableTags: map({ b: '1', a: '2' }),
    }),
  'studio.DomainNetworkProps.securityGroups': (stack, order) => domain(stack, { securityGroups: groups(stack, order) }),
  'studio.SharedSpaces.securityGroups': (stack, order) => {
    const securityGroups = groups(stack, order);
    domain(stack, { sharedSpaces: { role: role(stack), securityGroups } });
  },
  'studio.UserProfileOptions.securityGroups': (stack, order) => {
    const securityGroups = groups(stack, order);
    domain(stack).addUserProfile('alice', { securityGroups });
  },
  'studio.AppSettings.customImages': (stack, order) =>
    domain(stack, { jupyterLab: { customImages: images(stack, order) } }),
  'studio.AppSettings.lifecycleConfigs': (stack, order) =>
    domain(stack, { jupyterLab: { lifecycleConfigs: lifecycleConfigs(stack, order) } }),
  'studio.JupyterLabSettings.codeRepositoryUrls': (stack, { list }) =>
    domain(stack, {
      jupyterLab: { codeRepositoryUrls: list('https://git.example.com/b.git', 'https://git.example.com/a.git') },
    }),
  'studio.DockerAccessOptions.trustedAccounts': (stack, { list }) =>
    domain(stack, { docker: studio.DockerAccess.enabled({ trustedAccounts: list('222222222222', '111111111111') }) }),
  'studio.UserSettings.customFileSystems': (stack, order) =>
    domain(stack, { customFileSystems: buckets(stack, order) }),
  'studio.WebPortal.hiddenApps': (stack, { list }) =>
    domain(stack, { webPortal: { hiddenApps: list(studio.PortalApp.RSTUDIO, studio.PortalApp.CANVAS) } }),
  'studio.WebPortal.hiddenTools': (stack, { list }) =>
    domain(stack, { webPortal: { hiddenTools: list(studio.PortalTool.MODELS, studio.PortalTool.AUTO_ML) } }),
  'studio.WebPortal.hiddenInstanceTypes': (stack, { list }) =>
    domain(stack, {
      webPortal: { hiddenInstanceTypes: list(studio.StudioInstanceType.T3_LARGE, studio.StudioInstanceType.M5_LARGE) },
    }),
  'studio.WebPortal.hiddenImageVersions': (stack, { list }) =>
    domain(stack, {
      webPortal: {
        hiddenImageVersions: list(
          { imageName: 'sagemaker_distribution_b', versionAliases: ['1.0'] },
          { imageName: 'sagemaker_distribution_a', versionAliases: ['1.0'] },
        ),
      },
    }),
  'studio.HiddenImageVersions.versionAliases': (stack, { list }) =>
    domain(stack, {
      webPortal: {
        hiddenImageVersions: [{ imageName: 'sagemaker_distribution', versionAliases: list('2.0', '1.0') }],
      },
    }),
  'studio.ImageProps.repositories': (stack, { list }) =>
    new studio.Image(stack, 'Image', {
      repositories: list(...['b', 'a'].map((name) => ecr.Repository.fromRepositoryName(stack, name, name))),
    }),
  'studio.ImageVersionOptions.aliases': (stack, { list }) =>
    new studio.Image(stack, 'Image').addVersion('Version', {
      repository: ecr.Repository.fromRepositoryName(stack, 'Repository', 'team'),
      digest: DIGEST,
      aliases: list('2.0', '1.0'),
    }),
  'studio.SpaceAppProps.codeRepositoryUrls': (stack, { list }) => {
    const owner = domain(stack).addUserProfile('alice');
    const codeRepositoryUrls = list('https://git.example.com/b.git', 'https://git.example.com/a.git');
    new studio.Space(stack, 'Space', { domain: owner.domain, owner, codeRepositoryUrls });
  },
  'studio.SpaceProps.customFileSystems': (stack, order) => {
    const owner = domain(stack).addUserProfile('alice');
    new studio.Space(stack, 'Space', { domain: owner.domain, owner, customFileSystems: fileSystems(stack, order) });
  },
  'studio.UserRosterProps.users': (stack, { list }) =>
    new studio.UserRoster(stack, 'Roster', {
      domain: domain(stack),
      users: list({ userProfileName: 'bob' }, { userProfileName: 'alice' }),
    }),
  'studio.PresignedDomainUrlOptions.endpoints': (stack, { list }) => {
    const ids = ['vpce-a0000000000000002', 'vpce-a0000000000000001'];
    const given = ids.map((id) =>
      ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId: id, port: 443 }),
    );
    existingDomain(stack).grants.presignedUrl(role(stack), { endpoints: list(...given) });
  },
  'notebook.NotebookNetworkProps.securityGroups': (stack, order) => {
    const securityGroups = groups(stack, order);
    new notebook.NotebookInstance(stack, 'Notebook', { vpc: vpcOf(stack), securityGroups });
  },
  'notebook.NotebookInstanceProps.additionalCodeRepositories': (stack, { list }) =>
    new notebook.NotebookInstance(stack, 'Notebook', {
      vpc: vpcOf(stack),
      additionalCodeRepositories: list(
        notebook.CodeRepository.fromUrl('https://git.example.com/b.git'),
        notebook.CodeRepository.fromUrl('https://git.example.com/a.git'),
      ),
    }),
  'notebook.PresignedUrlGrantOptions.cidrs': (stack, { list }) =>
    notebook.NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn').grants.presignedUrl(role(stack), {
      cidrs: list('203.0.113.0/24', '198.51.100.0/24'),
    }),
  'notebook.PresignedUrlGrantOptions.endpoints': (stack, { list }) => {
    const ids = ['vpce-a0000000000000002', 'vpce-a0000000000000001'];
    const given = ids.map((id) =>
      ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId: id, port: 443 }),
    );
    notebook.NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', 'churn').grants.presignedUrl(role(stack), {
      endpoints: list(...given),
    });
  },
  'network.EndpointNetworkProps.clients': (stack, order) =>
    endpoints(stack, { clients: order.list(ec2.Peer.ipv4('10.2.0.0/16'), ec2.Peer.ipv4('10.1.0.0/16')) }),
  'network.EndpointPolicyOptions.imageAccounts': (stack, { list }) =>
    endpoints(stack, { imageAccounts: list('222222222222', '111111111111') }),
  'network.EndpointPolicyOptions.privateApis': (stack, { list }) =>
    endpoints(stack, { privateApis: list('b123456789', 'a123456789') }),
  'network.EndpointPolicyOptions.sharedBuckets': (stack, { list }) =>
    endpoints(stack, { sharedBuckets: list(network.SharedBucket.JUMPSTART, network.SharedBucket.CONTAINER_LAYERS) }),
  'network.EndpointPolicyOptions.studioDomains': (stack, { list }) =>
    endpoints(stack, { studioDomains: list('d-b1b2c3d4e5f6', 'd-a1b2c3d4e5f6') }),
  'network.InboundResolverProps.allowedDnsServers': (stack, { list }) =>
    new network.InboundResolver(stack, 'Resolver', {
      vpc: vpcOf(stack),
      allowedDnsServers: list('10.16.0.3/32', '10.16.0.2/32'),
    }),
  'network.InboundResolverProps.ipAddresses': (stack, { list }) =>
    new network.InboundResolver(stack, 'Resolver', {
      vpc: vpcOf(stack),
      allowedDnsServers: ['10.16.0.2/32'],
      ipAddresses: list(...subnets(stack).map((subnet) => ({ subnet }))),
    }),
  'network.OutboundForwardingProps.ipAddresses': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: [{ zone: 'corp.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
      ipAddresses: list(...subnets(stack).map((subnet) => ({ subnet }))),
    }),
  'network.OutboundForwardingProps.sharedWith': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: [{ zone: 'corp.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
      sharedWith: list('222222222222', '111111111111'),
    }),
  'network.OutboundForwardingProps.rules': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: list(
        { zone: 'b.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) },
        { zone: 'a.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) },
      ),
      sharedWith: ['222222222222'],
    }),
  'network.OutboundForwardingProps.exceptions': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: [{ zone: 'example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
      exceptions: list('b.example', 'a.example'),
      sharedWith: ['222222222222'],
    }),
  'network.OutboundForwardingProps.associatedVpcs': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: [{ zone: 'corp.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
      associatedVpcs: list(vpc(stack, 'B'), vpc(stack, 'A')),
    }),
  'network.PrivateDnsProps.spokeVpcs': (stack, { list }) => {
    const attributes = { service: network.EndpointService.STS, dnsName: 'vpce.example.com', hostedZoneId: 'Z2' };
    const targets = [network.PrivateDnsTarget.attributes(attributes)];
    const spokeVpcs = list(vpc(stack, 'B'), vpc(stack, 'A'));
    return new network.PrivateDns(stack, 'Dns', { vpc: vpcOf(stack), spokeVpcs, targets });
  },
  'network.ResolverQueryLogProps.vpcs': (stack, { list }) =>
    new network.ResolverQueryLog(stack, 'Log', { vpcs: list(vpc(stack, 'B'), vpc(stack, 'A')) }),
  'network.EndpointPerimeter.accounts': (stack, { list }) =>
    endpoints(stack, { perimeter: network.EndpointPerimeter.accounts(...list('222222222222', '111111111111')) }),
  'network.EndpointPolicy.extended': (stack, { list }) =>
    endpoints(stack, { customizations: [policyOf(network.EndpointPolicy.extended(...list(...allowed())))] }),
  'network.EndpointPolicy.of': (stack, { list }) =>
    endpoints(stack, { customizations: [policyOf(network.EndpointPolicy.of(...list(...allowed())))] }),
  'network.ForwardingTarget.servers': (stack, { list }) =>
    new network.OutboundForwarding(stack, 'Outbound', {
      vpc: vpcOf(stack),
      rules: [
        {
          zone: 'corp.example',
          target: network.ForwardingTarget.servers(...list({ ip: '10.16.0.3' }, { ip: '10.16.0.2' })),
        },
      ],
    }),
  'access.DirectoryTable.addUsers': (stack, { list }) =>
    new access.DirectoryTable(stack, 'Table').addUsers('List', list(...users()), { issuer: ISSUER }),
  'access.UserDirectory.fromUsers': (stack, { list }) =>
    api(stack, {
      users: access.UserDirectory.fromUsers(list(...users()), { issuer: ISSUER }),
      domain: studio.Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID }),
    }),
  'access.DirectoryTable.addAlarms': (stack, { list }) =>
    new access.DirectoryTable(stack, 'Table').addAlarms(list(...topicActions())),
  'access.DirectoryTableProps.otherLists': (stack, { list }) => {
    const otherLists = ['b', 'a'].map((owner) => ({
      owner,
      reconcilerRoleArn: `arn:aws:iam::${ACCOUNT}:role/${owner}`,
    }));
    return new access.DirectoryTable(stack, 'Table', { otherLists: list(...otherLists) });
  },
  'access.Revocation.addAlarms': (stack, { list }) => revocation(stack).addAlarms(list(...topicActions())),
  'access.RevocationProps.accessRoles': (stack, { list }) =>
    revocation(stack, list(...['B', 'A'].map((id) => accessRole(stack, id)))),
  'access.PrivateStudioAccess.addAlarms': (stack, { list }) => api(stack).addAlarms(list(...topicActions())),
  'trust.ExecutionRole.grant': (stack, { list }) =>
    executionRole(stack).grant(role(stack), ...list('iam:GetRole', 'iam:ListRoleTags')),
  'trust.SourceScope.accounts': (stack, { list }) =>
    sourced(stack, trust.SourceScope.accounts(...list('222222222222', '111111111111'))),
  'trust.SourceScope.organizationPaths': (stack, { list }) =>
    sourced(stack, trust.SourceScope.organizationPaths('o-a1b2c3d4e5', ...list('b', 'a').map(pathOf))),
  'access.AccessCanary.addAlarm': (stack, { list }) => canary(stack, {}).addAlarm(list(...alarmActions())),
  'access.AccessCanaryOptions.addressRanges': (stack, { list }) =>
    canary(stack, { addressRanges: list('10.1.0.0/16', '10.0.0.0/16') }),
  'access.AccessCanaryOptions.domains': (stack, { list }) =>
    canary(stack, { domains: list(domainIn(stack, 'd-b'), domainIn(stack, 'd-a')) }),
  'access.AccessOperationsProps.alarmActions': (stack, { list }) =>
    new access.AccessOperations(stack, 'Operations', {
      studioAccess: api(stack),
      alarmActions: list(...alarmActions()),
    }),
  'access.AccessOperationsProps.certificates': (stack, { list }) =>
    new access.AccessOperations(stack, 'Operations', {
      studioAccess: api(stack),
      alarmActions: [],
      certificates: list(
        ...['b', 'a'].map((id) =>
          acm.Certificate.fromCertificateArn(stack, id, `arn:aws:acm:${stack.region}:${ACCOUNT}:certificate/${id}`),
        ),
      ),
    }),
  'access.CanarySignIn.parameters': (stack, { map }) =>
    canary(stack, {
      signIn: {
        tokenEndpoint: 'https://idp.example.com/token',
        clientId: 'canary',
        clientSecret: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'canary'),
        identityProvider: ec2.Peer.ipv4('10.1.0.0/16'),
        parameters: map({ scope: 'studio', audience: 'studio' }),
      },
    }),
  'access.JwtAuthorizationOptions.requiredClaims': (stack, { map }) =>
    jwtWith(stack, { requiredClaims: map({ b: '1', a: '2' }) }),
  'access.PortalPages.texts': (stack, { map }) =>
    portalWith(stack, { pages: { texts: map({ en: { title: 'x' }, de: { title: 'y' } }) } }),
  'access.PortalOptions.parameters': (stack, { map }) =>
    portalWith(stack, { parameters: map({ resource: 'a', audience: 'b' }) }),
  'access.PortalOptions.scopes': (stack, { list }) => portalWith(stack, { scopes: list('studio', 'openid') }),
  'access.JwtAuthorizationOptions.audiences': (stack, { list }) => jwtWith(stack, { audiences: list('b', 'a') }),
  'access.JwtAuthorizationOptions.requiredScopes': (stack, { list }) =>
    jwtWith(stack, { requiredScopes: list('studio/open', 'studio/list') }),
  'access.OktaOptions.audiences': (stack, { list }) => {
    const issuer = 'https://corp.okta.com/oauth2/default';
    return api(stack, { authorization: access.Authorization.okta({ issuer, audiences: list('b', 'a') }) });
  },
  'access.ProviderTokenOptions.requiredScopes': (stack, { list }) => {
    const tenant = {
      tenantId: '0d4f6ad2-1f6b-4f4e-9a4e-0123456789ab',
      apiClientId: '11111111-2222-4333-8444-555555555555',
    };
    const requiredScopes = list('studio.open', 'studio.list');
    return api(stack, { authorization: access.Authorization.entraId({ ...tenant, requiredScopes }) });
  },
  'access.CognitoAuthorizationOptions.scopes': (stack, { list }) =>
    api(stack, {
      authorization: access.Authorization.cognito(new cognito.UserPool(stack, 'Pool'), {
        scopes: list('studio/open', 'studio/list'),
      }),
    }),
  'access.IamAuthorizationOptions.callers': (stack, { list }) =>
    api(stack, {
      authorization: access.Authorization.iam({
        callers: list(...arns('B', 'A').map((arn) => iam.Role.fromRoleArn(stack, arn.slice(-1), arn))),
      }),
    }),
  'access.PresignedUrlFunctionProps.accessRoleArns': (stack, { list }) =>
    urlFunctionIn(stack, { accessRoleArns: list(...arns('B', 'A')) }),
  'access.PresignedUrlFunctionProps.callerRoleArns': (stack, { list }) =>
    urlFunctionIn(stack, { callerRoleArns: list(...arns('B', 'A')) }),
  'access.PresignedUrlFunctionProps.domains': (stack, { list }) =>
    urlFunctionIn(stack, { domains: list(domainIn(stack, 'd-b'), domainIn(stack, 'd-a')) }),
  'access.StudioAccessRoleProps.domains': (stack, { list }) =>
    accessRoleIn(stack, { domains: list(domainIn(stack, 'd-b'), domainIn(stack, 'd-a')) }),
  'access.PrivateApiOptions.allowedOrigins': (stack, { list }) =>
    api(stack, { api: { allowedOrigins: list('https://b.example.com', 'https://a.example.com') } }),
  'trust.ExecutionRoleProps.features': (stack, { list }) =>
    new trust.ExecutionRole(stack, 'Exec', { features: list(trust.Feature.TRAINING, trust.Feature.IMAGES) }),
  'trust.ExecutionRoleProps.additionalPrincipals': (stack, { list }) =>
    new trust.ExecutionRole(stack, 'Exec', {
      features: [trust.Feature.TRAINING],
      additionalPrincipals: list(
        new iam.ServicePrincipal('states.amazonaws.com'),
        new iam.ServicePrincipal('glue.amazonaws.com'),
      ),
    }),
  'trust.ExecutionRoleProps.managedPolicies': (stack, { list }) =>
    new trust.ExecutionRole(stack, 'Exec', {
      features: [trust.Feature.TRAINING],
      managedPolicies: list(
        iam.ManagedPolicy.fromAwsManagedPolicyName('B'),
        iam.ManagedPolicy.fromAwsManagedPolicyName('A'),
      ),
    }),
  'trust.SageMakerPrincipalProps.features': (stack, { list }) =>
    new iam.Role(stack, 'Role', {
      assumedBy: new trust.SageMakerPrincipal({ features: list(trust.Feature.TRAINING, trust.Feature.IMAGES) }),
    }),
  'trust.SageMakerPrincipalOptions.sessionActions': (stack, { list }) =>
    new iam.Role(stack, 'Role', {
      assumedBy: new trust.SageMakerPrincipal({
        features: [trust.Feature.TRAINING],
        sessionActions: list(trust.SessionAction.TAG_SESSION, trust.SessionAction.SET_SOURCE_IDENTITY),
      }),
    }),
  'trust.AccountOnlyPrincipalOptions.features': (stack, { list }) => {
    const undocumented = [trust.FeatureResource.MLFLOW_APP, trust.FeatureResource.PARTNER_APP];
    const features = list(...undocumented.map((type) => trust.Feature.resourcesOf(type)));
    new iam.Role(stack, 'Role', { assumedBy: trust.SageMakerPrincipal.accountOnly({ features }) });
  },
  'trust.CustomFeatureOptions.sourceArnPatterns': (stack, { list }) => {
    const sourceArnPatterns = list('training-job/b', 'training-job/a');
    const feature = trust.Feature.of({ name: 'own', sourceArnPatterns } as never);
    new iam.Role(stack, 'Role', { assumedBy: new trust.SageMakerPrincipal({ features: [feature] }) });
  },
  'trust.CustomFeatureOptions.sessionActions': (stack, { list }) => {
    const sessionActions = list(trust.SessionAction.TAG_SESSION, trust.SessionAction.SET_SOURCE_IDENTITY);
    const feature = trust.Feature.of({ name: 'own', sourceArnPatterns: ['training-job/a'], sessionActions } as never);
    new iam.Role(stack, 'Role', { assumedBy: new trust.SageMakerPrincipal({ features: [feature] }) });
  },
  'trust.SageMakerPrincipal.withConditions': (stack, { map }) => {
    const principal = new trust.SageMakerPrincipal({ features: [trust.Feature.TRAINING] });
    const conditions = map({
      StringEquals: map({ 'aws:RequestTag/b': '1', 'aws:RequestTag/a': '2' }),
      Bool: { 'aws:SecureTransport': 'true' },
    });
    new iam.Role(stack, 'Role', { assumedBy: principal.withConditions(conditions) });
  },
  'trust.ServiceStatementOptions.actions': (stack, { list }) =>
    new s3.Bucket(stack, 'Bucket').addToResourcePolicy(
      trust.ServiceStatement.of({ features: [trust.Feature.TRAINING], actions: list(...EVERYTHING), resources: ['*'] }),
    ),
  'trust.ServiceStatementOptions.resources': (stack, { list }) =>
    new s3.Bucket(stack, 'Bucket').addToResourcePolicy(
      trust.ServiceStatement.of({
        features: [trust.Feature.TRAINING],
        actions: EVERYTHING,
        resources: list('arn:aws:s3:::b', 'arn:aws:s3:::a'),
      }),
    ),
  'permissions.PermissionPolicyProps.roles': (stack, { list }) => attached(stack, { roles: list(...roles(stack)) }),
  'permissions.PermissionPolicyProps.groups': (stack, { list }) =>
    attached(stack, { groups: list(...['b', 'a'].map((id) => new iam.Group(stack, id))) }),
  'permissions.PermissionPolicyProps.users': (stack, { list }) =>
    attached(stack, { users: list(...['b', 'a'].map((id) => new iam.User(stack, id))) }),
  'permissions.PermissionPolicyProps.permissions': (stack, { list }) =>
    new permissions.PermissionPolicy(stack, 'Policy', {
      permissions: list(permissions.Permission.privateSpaces(), permissions.Permission.ownPermissions()),
    }),
  'guardrails.GuardrailPolicyProps.roles': (stack, { list }) => bound(stack, { roles: list(...roles(stack)) }),
  'guardrails.GuardrailPolicyProps.groups': (stack, { list }) =>
    bound(stack, { groups: list(...['b', 'a'].map((id) => new iam.Group(stack, id))) }),
  'guardrails.GuardrailPolicyProps.users': (stack, { list }) =>
    bound(stack, { users: list(...['b', 'a'].map((id) => new iam.User(stack, id))) }),
  'guardrails.GuardrailPolicyProps.guardrails': (stack, { list }) => bound(stack, { guardrails: list(...both()) }),
  'guardrails.GuardrailPolicyProps.exemptions': (stack, { list }) => bound(stack, { exemptions: list(...exempt()) }),
  'guardrails.OrganizationPolicyProps.guardrails': (stack, { list }) => scp(stack, { guardrails: list(...both()) }),
  'guardrails.OrganizationPolicyProps.exemptions': (stack, { list }) => scp(stack, { exemptions: list(...exempt()) }),
  'guardrails.OrganizationPolicyProps.targetIds': (stack, { list }) =>
    scp(stack, { targetIds: list('r-ab12', 'ou-ab12-prod0001') }),
  'guardrails.PermissionsBoundaryPolicyProps.guardrails': (stack, { list }) =>
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', { guardrails: list(...both()) }),
  'guardrails.PermissionsBoundaryPolicyProps.exemptions': (stack, { list }) =>
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', { guardrails: both(), exemptions: list(...exempt()) }),
  'guardrails.PermissionsBoundaryPolicyProps.allowed': (stack, { list }) =>
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', {
      guardrails: both(),
      allowed: list(...EVERYTHING.map((action) => new iam.PolicyStatement({ actions: [action], resources: [action] }))),
    }),
};

const ISSUER = 'https://idp.example.com/';

const DOMAIN_ID = 'd-a1b2c3d4e5f6';

function users(): access.DirectoryUser[] {
  return ['b', 'a'].map((subject) => ({ subject, domainId: DOMAIN_ID, userProfileName: subject }));
}

function topicActions(): cloudwatch.IAlarmAction[] {
  const topics = ['b', 'a'].map((name) => `arn:aws:sns:${ENV.region}:${ACCOUNT}:${name}`);
  return topics.map((alarmActionArn) => ({ bind: () => ({ alarmActionArn }) }));
}

function accessRole(stack: Stack, id: string): access.StudioAccessRole {
  return new access.StudioAccessRole(stack, id, {
    domains: [studio.Domain.fromDomainAttributes(stack, `${id}Domain`, { domainId: DOMAIN_ID })],
    endpoints: (stack.node.tryFindChild('Endpoints') as network.PrivateEndpoints | undefined) ?? networkIn(stack),
    urlFunctionRoleArn: `arn:aws:iam::${ACCOUNT}:role/Urls`,
  });
}

function revocation(stack: Stack, accessRoles = [accessRole(stack, 'Role')]): access.Revocation {
  return new access.Revocation(stack, 'Revocation', { table: new access.DirectoryTable(stack, 'Table'), accessRoles });
}

function allowed(): iam.PolicyStatement[] {
  const principals = [new iam.AnyPrincipal()];
  const resources = ['*'];
  const denied = new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals,
    actions: ['s3:DeleteBucket'],
    resources,
  });
  return [new iam.PolicyStatement({ principals, actions: ['s3:GetObject'], resources }), denied];
}

function policyOf(policy: network.EndpointPolicy): network.EndpointCustomization {
  return { service: network.EndpointService.S3, policy };
}

function executionRole(stack: Stack, props: Partial<trust.ExecutionRoleProps> = {}): trust.ExecutionRole {
  return new trust.ExecutionRole(stack, 'Execution', { features: [trust.Feature.TRAINING], ...props });
}

function sourced(stack: Stack, source: trust.SourceScope): unknown {
  const principal = new trust.SageMakerPrincipal({ features: [trust.Feature.TRAINING], source });
  return executionRole(stack, { principal, features: undefined });
}

/** The path of an organizational unit. */
function pathOf(end: string): string {
  return `o-a1b2c3d4e5/r-ab12/ou-ab12-cdef345${end}/`;
}

function roles(stack: Stack): iam.IRole[] {
  return [role(stack, 'B'), role(stack, 'A'), iam.Role.fromRoleName(stack, 'C', 'c')];
}

function attached(stack: Stack, props: Partial<permissions.PermissionPolicyProps>): unknown {
  return new permissions.PermissionPolicy(stack, 'Policy', {
    permissions: [permissions.Permission.privateSpaces()],
    ...props,
  });
}

function bound(stack: Stack, props: Partial<guardrails.GuardrailPolicyProps>): unknown {
  return new guardrails.GuardrailPolicy(stack, 'Policy', { guardrails: both(), ...props });
}

function scp(stack: Stack, props: Partial<guardrails.OrganizationPolicyProps>): unknown {
  return new guardrails.ServiceControlPolicy(stack, 'Policy', { guardrails: both(), targetIds: ['r-ab12'], ...props });
}

function both(): guardrails.Guardrail[] {
  return [guardrails.Guardrail.noRemoteDebug(), guardrails.Guardrail.noRemoteAccess()];
}

function exempt(): guardrails.Exemption[] {
  return [guardrails.Exemption.principals(['arn:aws:iam::*:role/B*']), guardrails.Exemption.serviceLinkedRoles()];
}

/** Where the order has a meaning, or does not reach templates. */
const OTHERS: Readonly<Record<string, Reason>> = {
  'network.DnsForwarderConfig.writeTo': NO_TEMPLATE,
  'network.EndpointSet.of': 'is the order in which endpoints are listed and created',
  'studio.AppImageConfigProps.containerArguments': 'is a command line',
  'studio.AppImageConfigProps.containerEntrypoint': 'is a command line',
  'studio.CustomImageProps.dependencies': 'becomes DependsOn, which CDK sorts',
  'studio.DomainAttributes.securityGroups': KNOWN_ONLY,
  'studio.UserProfileAttributes.securityGroups': KNOWN_ONLY,
  'studio.OwnResourcesOptions.operations': IN_STATEMENTS,
  'notebook.NotebookInstanceAttributes.securityGroups': KNOWN_ONLY,
  'network.CustomEndpointServiceOptions.partitions': 'is a condition for the service',
  'network.DnsForwarderConfigProps.apiNames': 'becomes zones, which are tried with the configuration of forwarders',
  'network.DnsForwarderConfigProps.services': 'becomes zones, which are tried with the configuration of forwarders',
  'network.DnsForwarderConfigProps.zones': 'becomes zones, which are tried with the configuration of forwarders',
  'network.InboundResolverAttributes.ipAddresses': 'is the order in which forwarders ask the addresses',
  'network.InboundResolverAttributes.securityGroups': KNOWN_ONLY,
  'network.PrivateEndpointsAttributes.endpointIds': KNOWN_ONLY,
  'network.PrivateEndpointsAttributes.securityGroups': KNOWN_ONLY,
  'network.PrivateEndpointsProps.customizations': 'is looked up by service',
  'network.PrivateDnsProps.targets': 'becomes resources whose ids are made of the services',
  'network.PrivateDnsTargetOptions.zones': 'becomes resources whose ids are made of the zones',
  'access.ExistingTableOptions.accessRoleArns': 'is joined with the prop of the function, which is tried here',
  'access.ExistingTableOptions.domains': 'is joined with the prop of the function, which is tried here',
};

/** Areas all of whose options become statements, or reach no template. */
const AREAS: Readonly<Record<string, Reason>> = {
  compliance: NO_TEMPLATE,
  conditions: IN_STATEMENTS,
  guardrails: IN_STATEMENTS,
  permissions: IN_STATEMENTS,
  witness: NO_TEMPLATE,
};

function bytesOf(build: Build, order: Order): string {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  build(stack, order);
  return JSON.stringify(Template.fromStack(stack).toJSON());
}

describe('templates have the same bytes', () => {
  test.each(Object.keys(ORDER_FREE))('whatever the order of %s', (prop) => {
    expect(bytesOf(ORDER_FREE[prop], REVERSED)).toBe(bytesOf(ORDER_FREE[prop], AS_GIVEN));
  });

  test('whatever the order of grants', () => {
    const build: Build = (stack, { list }) => {
      const grantee = executionRole(stack);
      for (const bucket of list('bucket-b', 'bucket-a').map((name) => s3.Bucket.fromBucketName(stack, name, name))) {
        bucket.grantRead(grantee);
      }
    };
    expect(bytesOf(build, REVERSED)).toBe(bytesOf(build, AS_GIVEN));
  });

  test('however tokens were made', () => {
    const build: Build = (stack, { list }) => {
      const tokens = list('b', 'a').map((text) => [text, Lazy.string({ produce: () => text })] as const);
      const containerEnvironment = Object.fromEntries(tokens);
      new studio.JupyterLabImageConfig(stack, 'Config', { containerEnvironment });
      const codeRepositories = tokens.map(([, token]) =>
        notebook.CodeRepository.fromUrl(`https://git.example.com/${token}`),
      );
      new notebook.NotebookInstance(stack, 'Notebook', {
        vpc: vpcOf(stack),
        additionalCodeRepositories: codeRepositories,
      });
    };
    expect(bytesOf(build, REVERSED)).toBe(bytesOf(build, AS_GIVEN));
  });

  test('in an order that is declared for every list and map of the API', () => {
    const declared = new Set([...Object.keys(ORDER_FREE), ...Object.keys(OTHERS)]);
    const found = collections();
    expect(found.filter((prop) => !declared.has(prop) && !(prop.split('.')[0] in AREAS))).toEqual([]);
    expect([...declared].filter((prop) => !found.includes(prop))).toEqual([]);
  });
});

/** Props of structs that are lists or maps, and methods that take one. */
function collections(): string[] {
  const kindOf = ({ type }: { readonly type: spec.TypeReference }) =>
    spec.isCollectionTypeReference(type) ? type.collection.kind : undefined;
  return Object.values(loadAssembly().types ?? {}).flatMap((type) => {
    const name = type.fqn.replace('cdk-secure-sagemaker.', '');
    if (spec.isInterfaceType(type) && type.datatype) {
      return (type.properties ?? []).filter(kindOf).map((prop) => `${name}.${prop.name}`);
    }
    const methods = spec.isClassType(type) ? (type.methods ?? []) : [];
    return methods
      .filter(({ parameters = [] }) => parameters.some((parameter) => parameter.variadic || kindOf(parameter)))
      .map((method) => `${name}.${method.name}`);
  });
}
