import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { network } from '../../src';
import { testApp } from '../app';

export const REGION = 'eu-central-1';
export const ENV = { account: '111122223333', region: REGION };
export const DNS_SERVERS = ['10.16.0.2/32', '10.16.0.3/32'];

export type Properties = Record<string, unknown>;

export function testStack(props: StackProps = { env: ENV }, app: App = testApp()): Stack {
  return new Stack(app, 'Stack', props);
}

/** Two isolated subnets, `10.0.0.0/24` and `10.0.1.0/24`. */
export function literalVpc(scope: Construct, id = 'Vpc', vpcId = 'vpc-0123456789abcdef0'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId,
    availabilityZones: [`${REGION}a`, `${REGION}b`],
    isolatedSubnetIds: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
    isolatedSubnetRouteTableIds: ['rtb-0000000000000000a', 'rtb-0000000000000000b'],
    isolatedSubnetIpv4CidrBlocks: ['10.0.0.0/24', '10.0.1.0/24'],
  });
}

export function inboundIn(stack: Stack, props: Partial<network.InboundResolverProps> = {}): network.InboundResolver {
  const vpc = props.vpc ?? literalVpc(stack);
  return new network.InboundResolver(stack, 'Resolver', { allowedDnsServers: DNS_SERVERS, ...props, vpc });
}

/** With the addresses 10.0.0.10 and 10.0.1.10. */
export function pinnedInbound(stack: Stack, vpc: ec2.IVpc = literalVpc(stack)): network.InboundResolver {
  return inboundIn(stack, { vpc, ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }) });
}

/** The properties of all resources of a type. */
export function allOf(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map(({ Properties: properties }) => properties);
}

/** The properties of the only resource of a type. */
export function onlyOf(template: Template, type: string): Properties {
  const found = allOf(template, type);
  expect(found).toHaveLength(1);
  return found[0];
}

export interface SpokeNames {
  readonly vpc: ec2.IVpc;
  readonly resolver: network.InboundResolver;
  /** The zone that is forwarded. */
  readonly zone: string;
  /** The service whose names other DNS servers forward. */
  readonly service: network.EndpointService;
}

/** Every way in which private names reach another VPC and other DNS servers. */
export function spokeNames(stack: Stack, { vpc, resolver, zone, service }: SpokeNames): void {
  const spoke = literalVpc(stack, 'Spoke', 'vpc-0000000000000000f');
  new network.OutboundForwarding(stack, 'Outbound', {
    vpc: spoke,
    rules: [{ zone, target: network.ForwardingTarget.inboundResolver(resolver) }],
    exceptions: ['amazonaws.com'],
    sharedWith: ['222233334444'],
  });
  const target = network.PrivateDnsTarget.attributes({
    service: network.EndpointService.STS,
    dnsName: 'vpce-1.sts.eu-central-1.vpce.amazonaws.com',
    hostedZoneId: 'Z273ZU8SZ5RJPC',
  });
  new network.PrivateDns(stack, 'Dns', { vpc, spokeVpcs: [spoke], targets: [target] });
  new network.DnsForwarderConfig(stack, 'DnsForwarders', { resolver, services: [service] });
}
