import type { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, compliance, conditions, guardrails, network, notebook, permissions, studio, trust } from '../../src';
import type { FaultCode } from '../../src/private/errors';
import { isolatedVpc } from '../samples/sample';

/** Uses a text as an input. */
type Use = (text: string, stack: Stack) => unknown;

const { Authorization, JwtKeys, LandingPage } = access;
const { EndpointPerimeter, EndpointService, EndpointSet, ForwardingTarget, InboundResolver, PrivateDnsTarget } =
  network;
const { Guardrail, Exemption } = guardrails;
const { Permission } = permissions;

const DIGEST = `sha256:${'a'.repeat(64)}`;
const TARGET = ForwardingTarget.servers({ ip: '10.1.0.2' });

function certificateIn(stack: Stack): acm.ICertificate {
  const certificateArn = stack.formatArn({ service: 'acm', resource: 'certificate', resourceName: 'c' });
  return acm.Certificate.fromCertificateArn(stack, 'Certificate', certificateArn);
}

function portal(stack: Stack, options: Partial<access.ServerSidePortalOptions>): unknown {
  const credentials = access.PortalCredentials.fromSecret(
    secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'portal'),
  );
  return access.Portal.serverSide({ clientId: 'portal', credentials, ...options });
}

function users(stack: Stack, user: Partial<access.DirectoryUser>): unknown {
  const table = new access.DirectoryTable(stack, 'Table');
  return table.addUsers('List', [{ subject: '00u1', domainId: 'd-a', userProfileName: 'alice', ...user }], {
    issuer: 'https://idp.example.com/',
  });
}

function inbound(stack: Stack, props: Partial<network.InboundResolverProps>): network.InboundResolver {
  return new InboundResolver(stack, 'In', { vpc: isolatedVpc(stack), allowedDnsServers: ['10.1.0.2/32'], ...props });
}

function outbound(stack: Stack, props: Partial<network.OutboundForwardingProps>): unknown {
  const rules = [{ zone: 'corp.example.com', target: TARGET }];
  return new network.OutboundForwarding(stack, 'Out', { vpc: isolatedVpc(stack), rules, ...props });
}

function canary(stack: Stack, props: Partial<access.AccessCanaryProps>): unknown {
  const services = [EndpointService.EXECUTE_API, EndpointService.SECRETS_MANAGER];
  const shared = network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: services.map((service, index) => ({ service, endpointId: `vpce-a000000000000000${index}` })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    vpc: isolatedVpc(stack),
  });
  return new access.AccessCanary(stack, 'Canary', {
    endpoints: shared,
    apiUrl: 'https://studio.corp.example',
    ...props,
  });
}

function endpoints(stack: Stack, props: Partial<network.PrivateEndpointsProps>): unknown {
  const services = EndpointSet.of(EndpointService.SAGEMAKER_STUDIO, EndpointService.EXECUTE_API);
  const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
  return new network.PrivateEndpoints(stack, 'Endpoints', { vpc: isolatedVpc(stack), services, clients, ...props });
}

function domain(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new studio.Domain(stack, 'Domain', { vpc: isolatedVpc(stack), ...props });
}

function version(stack: Stack, props: Partial<studio.ImageVersionProps>): unknown {
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'research');
  const image = new studio.Image(stack, 'Image');
  return new studio.ImageVersion(stack, 'Version', { image, repository, digest: DIGEST, ...props });
}

/** Uses of texts, by the code of the fault if the text is wrong. */
export const TEXT_INPUTS: Partial<Record<FaultCode, Readonly<Record<string, Use>>>> = {
  InvalidAccountId: {
    'EndpointPerimeter.accounts': (text) => EndpointPerimeter.accounts(text),
    'SourceScope.accounts': (text) => trust.SourceScope.accounts(text),
    imageAccounts: (text, stack) => endpoints(stack, { imageAccounts: [text] }),
    trustedAccounts: (text, stack) =>
      domain(stack, { docker: studio.DockerAccess.enabled({ trustedAccounts: [text] }) }),
  },
  InvalidApiId: { privateApis: (text, stack) => endpoints(stack, { privateApis: [text] }) },
  InvalidAppImageConfig: {
    appImageConfigName: (text, stack) =>
      new studio.JupyterLabImageConfig(stack, 'Config', { appImageConfigName: text }),
  },
  InvalidPortal: {
    domainName: (text, stack) => portal(stack, { domain: { domainName: text, certificate: certificateIn(stack) } }),
    endpoint: (text, stack) =>
      portal(stack, { endpoints: { authorization: text, token: 'https://idp.example.com/t' } }),
  },
  InvalidAuthorization: {
    issuer: (text) =>
      Authorization.jwt({ issuer: text, audiences: ['a'], keys: JwtKeys.fromUri('https://idp.example.com/keys') }),
  },
  InvalidCanary: {
    addressRanges: (text, stack) => canary(stack, { addressRanges: [text] }),
    apiUrl: (text, stack) => canary(stack, { apiUrl: text }),
    'signIn.tokenEndpoint': (text, stack) =>
      canary(stack, {
        signIn: {
          tokenEndpoint: text,
          clientId: 'canary',
          clientSecret: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'canary'),
          identityProvider: ec2.Peer.ipv4('10.1.0.0/16'),
        },
      }),
  },
  InvalidCidr: {
    cidrs: (text) => Permission.apiFromAddresses({ actions: ['sagemaker:CreateModel'], cidrs: [text] }),
    allowedDnsServers: (text, stack) => inbound(stack, { allowedDnsServers: [text] }),
    'allowedDnsServers of an IPv6 endpoint': (text, stack) =>
      inbound(stack, { allowedDnsServers: [text], addressFamily: network.ResolverAddressFamily.IPV6 }),
  },
  InvalidCodeRepository: {
    'CodeRepository.fromUrl': (text) => notebook.CodeRepository.fromUrl(text),
    'CodeRepository.fromCodeRepositoryName': (text) => notebook.CodeRepository.fromCodeRepositoryName(text),
    codeRepositoryUrls: (text, stack) => domain(stack, { jupyterLab: { codeRepositoryUrls: [text] } }),
  },
  InvalidConditionValue: {
    'ConditionKey.VOLUME_KMS_KEY_ARN': (text) =>
      conditions.Requirement.isOneOf(conditions.ConditionKey.VOLUME_KMS_KEY_ARN, [text]),
  },
  InvalidCustomFileSystem: {
    path: (text, stack) => {
      const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
      const attributes = { fileSystemId: 'fs-0123456789abcdef0', securityGroup };
      return studio.CustomFileSystem.efs(efs.FileSystem.fromFileSystemAttributes(stack, 'Efs', attributes), text);
    },
  },
  InvalidDirectoryUser: {
    expires: (text, stack) => users(stack, { expires: text }),
    issuer: (text, stack) => users(stack, { issuer: text }),
  },
  InvalidDnsZone: {
    'zone of a rule': (text, stack) => outbound(stack, { rules: [{ zone: text, target: TARGET }] }),
    exceptions: (text, stack) => outbound(stack, { exceptions: [text] }),
    zones: (text, stack) =>
      new network.DnsForwarderConfig(stack, 'Config', {
        zones: [text],
        resolver: InboundResolver.fromInboundResolverAttributes(stack, 'In', {
          resolverEndpointId: 'rslvr-in-0123456789abcdef0',
          ipAddresses: ['10.0.0.10'],
        }),
      }),
    zoneName: (text, stack) => {
      const attributes = { dnsName: 'vpce.example.com', hostedZoneId: 'Z2', zones: [{ zoneName: text }] };
      const targets = [PrivateDnsTarget.attributes({ service: EndpointService.STS, ...attributes })];
      return new network.PrivateDns(stack, 'Dns', { vpc: isolatedVpc(stack), targets });
    },
  },
  InvalidDomainId: {
    fromDomainAttributes: (text, stack) => studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: text }),
    studioDomains: (text, stack) => endpoints(stack, { studioDomains: [text] }),
    'domainId of a user': (text, stack) => users(stack, { domainId: text }),
  },
  InvalidEndpointId: {
    fromEndpointIds: (text, stack) =>
      network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
        endpointIds: [{ service: EndpointService.STS, endpointId: text }],
      }),
  },
  InvalidEndpointService: {
    'EndpointService.of': (text) => EndpointService.of({ name: text, purpose: 'Test' }),
  },
  InvalidExemption: {
    'Exemption.principals': (text) => Exemption.principals([text]),
    'Exemption.accounts': (text) => Exemption.accounts([text]),
  },
  InvalidFeature: { 'Feature.of': (text) => trust.Feature.of({ name: 'new', sourceArnPatterns: [text] }) },
  InvalidFeatureName: { 'Feature.trainingJob': (text) => trust.Feature.trainingJob(text) },
  InvalidFleet: {
    optOutTagKey: (text, stack) => new notebook.FleetHardening(stack, 'Fleet', { optOutTagKey: `*${text}` }),
    codeOwnedTagKeys: (text, stack) => new notebook.FleetHardening(stack, 'Fleet', { codeOwnedTagKeys: [`*${text}`] }),
    evidencePrefix: (text, stack) => new notebook.FleetHardening(stack, 'Fleet', { evidencePrefix: text }),
  },
  InvalidGuardrail: {
    vpcEndpointIds: (text) => Guardrail.apiFromNetwork({ vpcEndpointIds: [text] }),
    vpcIds: (text) => Guardrail.apiFromNetwork({ vpcIds: [text] }),
    principalArns: (text) => Guardrail.presignedUrlsByPrincipals({ principalArns: [text] }),
    subnetIds: (text) => Guardrail.approvedNetwork({ subnetIds: [text], securityGroupIds: ['sg-0123456789abcdef0'] }),
    keyArns: (text) => Guardrail.volumeEncryption({ keyArns: [text] }),
    images: (text) => Guardrail.studioImages({ arns: [text] }),
  },
  InvalidHook: {
    alias: (text, stack) => new compliance.GuardHook(stack, 'Hook', { alias: text }),
    excludedStacks: (text, stack) => new compliance.GuardHook(stack, 'Hook', { excludedStacks: [text] }),
  },
  InvalidImage: {
    imageName: (text, stack) => new studio.Image(stack, 'Image', { imageName: text }),
    aliases: (text, stack) => version(stack, { aliases: [text] }),
  },
  InvalidInstanceType: {
    'InstanceType.of': (text) => notebook.InstanceType.of(text),
    'StudioInstanceType.of': (text) => studio.StudioInstanceType.of(text),
    instanceTypes: (text) => Guardrail.instanceTypes({ allowed: [text] }),
  },
  InvalidIpAddress: {
    ipAddresses: (text, stack) => {
      const attributes = { resolverEndpointId: 'rslvr-in-0123456789abcdef0', ipAddresses: [text] };
      const resolver = InboundResolver.fromInboundResolverAttributes(stack, 'In', attributes);
      return outbound(stack, {
        rules: [{ zone: 'corp.example.com', target: ForwardingTarget.inboundResolver(resolver) }],
      });
    },
    'ip of a DNS server': (text, stack) =>
      outbound(stack, { rules: [{ zone: 'corp.example.com', target: ForwardingTarget.servers({ ip: text }) }] }),
    'ip of an endpoint': (text, stack) => {
      const [one, other] = isolatedVpc(stack).isolatedSubnets;
      const ipAddresses = [{ subnet: one, ip: text }, { subnet: other }];
      const vpc = stack.node.findChild('Vpc') as unknown as ec2.IVpc;
      return new InboundResolver(stack, 'In', { vpc, allowedDnsServers: ['10.1.0.2/32'], ipAddresses });
    },
  },
  InvalidJwtKeys: {
    'JwtKeys.fromUri': (text) => JwtKeys.fromUri(text),
    'JwtKeys.pinned': (text) => JwtKeys.pinned(text),
  },
  InvalidLandingPage: {
    'landingPage of a domain': (text, stack) => domain(stack, { webPortal: { landingPage: text } }),
    'landingPage of a user': (text, stack) => users(stack, { landingPage: LandingPage.studio(text) }),
  },
  InvalidLifecycleConfig: {
    lifecycleConfigName: (text, stack) =>
      new notebook.LifecycleConfig(stack, 'Config', {
        lifecycleConfigName: text,
        onStart: notebook.LifecycleScript.fromInline('#!/bin/bash\necho\n'),
      }),
  },
  InvalidNotebookName: {
    notebookInstanceName: (text, stack) =>
      new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), notebookInstanceName: text }),
    fromNotebookInstanceName: (text, stack) =>
      notebook.NotebookInstance.fromNotebookInstanceName(stack, 'Notebook', text),
  },
  InvalidOrganization: {
    'SourceScope.organization': (text) => trust.SourceScope.organization(text),
    'SourceScope.organizationPaths': (text) => trust.SourceScope.organizationPaths('o-a1b2c3d4e5', text),
    'EndpointPerimeter.organization': (text) => EndpointPerimeter.organization(text),
    confusedDeputyProtection: (text) => Guardrail.confusedDeputyProtection({ organizationId: text }),
  },
  InvalidPermission: {
    domainId: (text) =>
      Permission.ownStudioProfile({ domainId: text, profileName: permissions.StudioProfileName.ofUserName() }),
  },
  InvalidPlatform: { 'Platform.of': (text) => notebook.Platform.of(text) },
  InvalidPolicyName: {
    policyName: (text, stack) =>
      new guardrails.GuardrailPolicy(stack, 'Guardrails', { guardrails: [Guardrail.ownSpaces()], policyName: text }),
  },
  InvalidRegion: {
    approvedRegions: (text) => Guardrail.approvedRegions({ regions: [text] }),
    'SourceRegion.of': (text) => trust.SourceRegion.of(text),
    'region of forwarders': (text, stack) =>
      new network.DnsForwarderConfig(stack, 'Config', {
        region: text,
        services: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO],
        resolver: InboundResolver.fromInboundResolverAttributes(stack, 'In', {
          resolverEndpointId: 'rslvr-in-0123456789abcdef0',
          ipAddresses: ['10.0.0.10'],
        }),
      }),
  },
  InvalidResolverName: {
    logGroupName: (text, stack) =>
      new network.ResolverQueryLog(stack, 'Log', { vpcs: [isolatedVpc(stack)], logGroupName: text }),
    resolverEndpointName: (text, stack) => inbound(stack, { resolverEndpointName: `${text}!` }),
  },
  InvalidTag: {
    immutableTags: (text, stack) =>
      new studio.UserProfile(stack, 'Profile', { domain: domain(stack), immutableTags: { team: `${text}#?` } }),
  },
  InvalidResourceArn: {
    domainArn: (text, stack) =>
      studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', domainArn: text }),
    fromNotebookInstanceArn: (text, stack) =>
      notebook.NotebookInstance.fromNotebookInstanceArn(stack, 'Notebook', text),
    fromUserProfileArn: (text, stack) => studio.UserProfile.fromUserProfileArn(stack, 'Profile', text, domain(stack)),
    fromImageArn: (text, stack) => studio.Image.fromImageArn(stack, 'Image', text),
    fromStudioLifecycleConfigArn: (text, stack) =>
      studio.StudioLifecycleConfig.fromStudioLifecycleConfigArn(stack, 'Config', text),
    'Feature.fromArn': (text) => trust.Feature.fromArn(text),
    executionRoleArns: (text) => Permission.isolatedTraining({ executionRoleArns: [text] }),
    resolverEndpointId: (text, stack) => InboundResolver.fromResolverEndpointId(stack, 'In', text),
    accessRoleArn: (text, stack) => users(stack, { accessRoleArn: text }),
  },
  InvalidSharePrincipal: { sharedWith: (text, stack) => outbound(stack, { sharedWith: [text] }) },
  InvalidSpace: {
    spaceName: (text, stack) => {
      const home = domain(stack);
      return new studio.Space(stack, 'Space', { domain: home, owner: home.addUserProfile('alice'), spaceName: text });
    },
  },
  InvalidStudioName: {
    domainName: (text, stack) => domain(stack, { domainName: text }),
    userProfileName: (text, stack) =>
      new studio.UserProfile(stack, 'Profile', { domain: domain(stack), userProfileName: text }),
    addUserProfile: (text, stack) => domain(stack).addUserProfile(text),
  },
  InvalidTarget: {
    targetIds: (text, stack) =>
      new guardrails.ServiceControlPolicy(stack, 'Scp', { guardrails: [Guardrail.ownSpaces()], targetIds: [text] }),
  },
  UnpinnedImage: { digest: (text, stack) => version(stack, { digest: text }) },
};
