import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { network } from '../../src';
import { isolatedVpc, type Samples } from './sample';

const {
  DnsForwarderConfig,
  EndpointPerimeter,
  EndpointService,
  EndpointSet,
  ForwardingTarget,
  InboundProtocols,
  InboundResolver,
  OutboundForwarding,
  PrivateDns,
  PrivateDnsTarget,
  PrivateEndpoints,
  ResolverIpAddresses,
  ResolverQueryLog,
} = network;

const CLIENTS = [ec2.Peer.ipv4('10.0.0.0/8')];
const DNS_SERVERS = ['10.1.0.2/32', '10.1.128.2/32'];
const RULES = [
  { zone: 'corp.example.com', target: ForwardingTarget.servers({ ip: '10.1.0.2' }, { ip: '10.1.128.2' }) },
];

export const NETWORK_SAMPLES: Samples = {
  'network.PrivateEndpoints': {
    minimal: (scope) => {
      new PrivateEndpoints(scope, 'Endpoints', {
        vpc: isolatedVpc(scope),
        services: EndpointSet.NOTEBOOK,
        clients: CLIENTS,
      });
    },
    customized: (scope) => {
      new PrivateEndpoints(scope, 'Endpoints', {
        vpc: isolatedVpc(scope),
        services: EndpointSet.STUDIO,
        clients: CLIENTS,
        perimeter: EndpointPerimeter.organization('o-a1b2c3d4e5'),
        studioDomains: ['d-a1b2c3d4e5f6'],
        subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      });
    },
  },
  'network.InboundResolver': {
    minimal: (scope) => {
      new InboundResolver(scope, 'Resolver', { vpc: isolatedVpc(scope), allowedDnsServers: DNS_SERVERS });
    },
    customized: (scope) => {
      const vpc = isolatedVpc(scope);
      new InboundResolver(scope, 'Resolver', {
        vpc,
        allowedDnsServers: DNS_SERVERS,
        ipAddresses: ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
        protocols: InboundProtocols.DO53_AND_DOH,
        queryLogging: {},
        resolverEndpointName: 'corporate',
      });
    },
  },
  'network.OutboundForwarding': {
    minimal: (scope) => {
      new OutboundForwarding(scope, 'Forwarding', { vpc: isolatedVpc(scope), rules: RULES });
    },
    customized: (scope) => {
      new OutboundForwarding(scope, 'Forwarding', {
        vpc: isolatedVpc(scope),
        rules: RULES,
        exceptions: ['amazonaws.com'],
        associatedVpcs: [spoke(scope)],
        sharedWith: ['222233334444'],
        resolverEndpointName: 'studio',
      });
    },
  },
  'network.DnsForwarderConfig': {
    minimal: (scope) => {
      new DnsForwarderConfig(scope, 'Config', {
        resolver: pinnedResolver(scope),
        services: [EndpointService.SAGEMAKER_API],
      });
    },
    customized: (scope) => {
      new DnsForwarderConfig(scope, 'Config', {
        resolver: pinnedResolver(scope),
        services: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO],
      });
    },
  },
  'network.PrivateDns': {
    minimal: (scope) => {
      new PrivateDns(scope, 'Dns', { vpc: isolatedVpc(scope), targets: [target()] });
    },
    customized: (scope) => {
      new PrivateDns(scope, 'Dns', { vpc: isolatedVpc(scope), targets: [target()], spokeVpcs: [spoke(scope)] });
    },
  },
  'network.ResolverQueryLog': {
    minimal: (scope) => {
      new ResolverQueryLog(scope, 'Queries', { vpcs: [isolatedVpc(scope)] });
    },
    customized: (scope) => {
      new ResolverQueryLog(scope, 'Queries', {
        vpcs: [isolatedVpc(scope), spoke(scope)],
        logGroupName: `${ResolverQueryLog.LOG_GROUP_PREFIX}studio`,
      });
    },
  },
};

function spoke(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Spoke', { vpcId: 'vpc-0123456789abcdef1', availabilityZones: ['a', 'b'] });
}

function pinnedResolver(scope: Construct): network.InboundResolver {
  const vpc = isolatedVpc(scope);
  const ipAddresses = ResolverIpAddresses.derived({ vpc, hostNumber: 10 });
  return new InboundResolver(scope, 'Resolver', { vpc, allowedDnsServers: DNS_SERVERS, ipAddresses });
}

function target(): network.PrivateDnsTarget {
  return PrivateDnsTarget.attributes({
    service: EndpointService.STS,
    dnsName: 'vpce-1.sts.eu-central-1.vpce.amazonaws.com',
    hostedZoneId: 'Z273ZU8SZ5RJPC',
  });
}
