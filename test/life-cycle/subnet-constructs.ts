import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { access, network, notebook, studio } from '../../src';

type Build = (stack: Stack, vpc: ec2.IVpc, vpcSubnets?: ec2.SubnetSelection) => unknown;

const CLIENTS = [ec2.Peer.ipv4('10.0.0.0/8')];
const RULES = [{ zone: 'corp.example.com', target: network.ForwardingTarget.servers({ ip: '10.1.0.2' }) }];

/** Every construct that selects subnets, and the resource type that has them. A test finds those that are missing. */
export const SUBNET_CONSTRUCTS: Readonly<Record<string, { readonly build: Build; readonly type: string }>> = {
  'access.AccessCanary': {
    build: (stack, vpc, vpcSubnets) =>
      new access.AccessCanary(stack, 'Canary', {
        vpc,
        vpcSubnets,
        endpoints: endpointsIn(stack, [network.EndpointService.EXECUTE_API]),
        apiUrl: 'https://studio.corp.example',
      }),
    type: 'AWS::Lambda::Function',
  },
  'access.PresignedUrlFunction': {
    build: (stack, vpc, vpcSubnets) =>
      new access.PresignedUrlFunction(stack, 'Urls', {
        vpc,
        vpcSubnets,
        endpoints: endpointsIn(stack),
        users: access.UserDirectory.fromUsers([], { removals: access.ListRemovals.UNLIMITED }),
        domains: [studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' })],
        dynamoDbPrefixListId: 'pl-02cd2c6b',
      }),
    type: 'AWS::Lambda::Function',
  },
  'network.InboundResolver': {
    build: (stack, vpc, vpcSubnets) =>
      new network.InboundResolver(stack, 'Resolver', { vpc, vpcSubnets, allowedDnsServers: ['10.1.0.2/32'] }),
    type: 'AWS::Route53Resolver::ResolverEndpoint',
  },
  'network.OutboundForwarding': {
    build: (stack, vpc, vpcSubnets) =>
      new network.OutboundForwarding(stack, 'Forwarding', { vpc, vpcSubnets, rules: RULES }),
    type: 'AWS::Route53Resolver::ResolverEndpoint',
  },
  'network.PrivateEndpoints': {
    build: (stack, vpc, subnets) =>
      new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc,
        subnets,
        services: network.EndpointSet.NOTEBOOK,
        clients: CLIENTS,
      }),
    type: 'AWS::EC2::VPCEndpoint',
  },
  'notebook.NotebookInstance': {
    build: (stack, vpc, vpcSubnets) => new notebook.NotebookInstance(stack, 'Notebook', { vpc, vpcSubnets }),
    type: 'AWS::SageMaker::NotebookInstance',
  },
  'studio.Domain': {
    build: (stack, vpc, vpcSubnets) => new studio.Domain(stack, 'Domain', { vpc, vpcSubnets }),
    type: 'AWS::SageMaker::Domain',
  },
};

const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB } = network.EndpointService;

export function endpointsIn(
  stack: Stack,
  services = [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB],
): network.IPrivateEndpoints {
  return network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: services.map((service, index) => ({
      service,
      endpointId: `vpce-a000000000000000${index}`,
    })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
  });
}
