import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { endpointsIn } from '../subnet-constructs';
import { type ForeignRows, group, key, vpcIn } from './resources';

function outbound(stack: Stack, props: Partial<network.OutboundForwardingProps>): unknown {
  const rules = [{ zone: 'corp.example.com', target: network.ForwardingTarget.servers({ ip: '10.1.0.2' }) }];
  return new network.OutboundForwarding(stack, 'Forwarding', { vpc: props.vpc ?? vpcIn(stack), rules, ...props });
}

function inbound(stack: Stack, vpc = vpcIn(stack)): network.InboundResolver {
  return new network.InboundResolver(stack, 'Resolver', { vpc, allowedDnsServers: ['10.1.0.2/32'] });
}

function endpointSet(stack: Stack, props: Partial<network.PrivateEndpointsProps>): unknown {
  const { NOTEBOOK } = network.EndpointSet;
  const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
  const vpc = props.vpc ?? vpcIn(stack);
  return new network.PrivateEndpoints(stack, 'Made', { vpc, services: NOTEBOOK, clients, ...props });
}

function spokeVpc(away: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(away, 'Spoke', { vpcId: 'vpc-0123456789abcdef1', availabilityZones: ['a', 'b'] });
}

function privateDns(stack: Stack, vpc: ec2.IVpc, spokeVpcs?: ec2.IVpc[]): unknown {
  const target = network.PrivateDnsTarget.attributes({
    service: network.EndpointService.STS,
    dnsName: 'vpce.example.com',
    hostedZoneId: 'Z2',
  });
  return new network.PrivateDns(stack, 'Dns', { vpc, spokeVpcs, targets: [target] });
}

export const NETWORK_ROWS: ForeignRows = {
  'network.DnsForwarderConfigProps.endpoints': {
    reach: 'region',
    use: (stack, away) =>
      new network.DnsForwarderConfig(stack, 'Config', {
        endpoints: endpointsIn(away),
        resolver: network.InboundResolver.fromInboundResolverAttributes(stack, 'Imported', {
          resolverEndpointId: 'rslvr-in-0123456789abcdef0',
          ipAddresses: ['10.0.0.10'],
        }),
      }),
  },
  'network.EndpointNetworkProps.clients': {
    reach: 'region',
    use: (stack, away) => endpointSet(stack, { clients: [group(away)] }),
  },
  'network.EndpointNetworkProps.vpc': {
    reach: 'both',
    use: (stack, away) => endpointSet(stack, { vpc: vpcIn(away) }),
  },
  'network.InboundResolver.allowQueriesFrom': {
    reach: 'region',
    use: (stack, away) => inbound(stack).allowQueriesFrom(group(away)),
  },
  'network.InboundResolverProps.vpc': {
    reach: 'both',
    use: (stack, away) => inbound(stack, vpcIn(away)),
  },
  'network.OutboundForwardingProps.associatedVpcs': {
    reach: 'both',
    use: (stack, away) => outbound(stack, { associatedVpcs: [vpcIn(away)] }),
  },
  'network.OutboundForwardingProps.vpc': {
    reach: 'both',
    use: (stack, away) => outbound(stack, { vpc: vpcIn(away) }),
  },
  'network.PrivateDnsProps.spokeVpcs': {
    reach: 'account',
    use: (stack, away) => privateDns(stack, vpcIn(stack), [spokeVpc(away)]),
  },
  'network.PrivateDnsProps.vpc': { reach: 'account', use: (stack, away) => privateDns(stack, vpcIn(away)) },
  'network.ResolverQueryLogOptions.encryptionKey': {
    reach: 'region',
    use: (stack, away) =>
      new network.ResolverQueryLog(stack, 'Log', { vpcs: [vpcIn(stack)], encryptionKey: key(stack, away) }),
  },
  'network.ResolverQueryLogProps.vpcs': {
    reach: 'both',
    use: (stack, away) => new network.ResolverQueryLog(stack, 'Log', { vpcs: [vpcIn(away)] }),
  },
};
