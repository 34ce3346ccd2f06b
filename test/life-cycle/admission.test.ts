import { type Environment, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../src';
import { testApp } from '../app';
import { codesOf } from '../faults';
import { ENV } from './templates';

const { DnsProtocol, ForwardingTarget, InboundProtocols, InboundResolver, OutboundForwarding } = network;
const { OutboundProtocols, ResolverIpAddresses } = network;

function vpcIn(stack: Stack, id: string, block: string, ranges: boolean): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: `vpc-${id}`,
    availabilityZones: ['a', 'b'],
    isolatedSubnetIds: [`subnet-${id}a`, `subnet-${id}b`],
    isolatedSubnetIpv4CidrBlocks: ranges ? [`${block}.0.0/24`, `${block}.1.0/24`] : undefined,
  });
}

interface Case {
  readonly allowed?: string;
  readonly pinned?: boolean;
  readonly ranges?: boolean;
  readonly spokeEnv?: Environment;
  readonly props?: Partial<network.OutboundForwardingProps>;
  readonly protocols?: network.InboundProtocols;
}

/** A hub with an inbound endpoint, and a spoke in a stack of its own that forwards to it. */
function build({ allowed = '192.168.0.2/32', pinned, ranges = true, spokeEnv = ENV, props, protocols }: Case) {
  const app = testApp();
  const hub = new Stack(app, 'Hub', { env: ENV });
  const hubVpc = vpcIn(hub, 'hub', '10.0', true);
  const resolver = new InboundResolver(hub, 'Resolver', {
    vpc: hubVpc,
    allowedDnsServers: [allowed],
    ipAddresses: ResolverIpAddresses.derived({ vpc: hubVpc, hostNumber: 10 }),
    protocols,
  });
  const spoke = new Stack(app, 'Spoke', { env: spokeEnv });
  const vpc = vpcIn(spoke, 'spoke', '10.1', ranges);
  const ipAddresses = pinned ? ResolverIpAddresses.derived({ vpc, hostNumber: 20 }) : undefined;
  const rules = [{ zone: 'corp.example.com', target: ForwardingTarget.inboundResolver(resolver) }];
  new OutboundForwarding(spoke, 'Forwarding', { vpc, rules, ipAddresses, ...props });
  return { hub, spoke };
}

function admitted({ hub }: { hub: Stack }): string[] {
  const groups = Object.values(Template.fromStack(hub).findResources('AWS::EC2::SecurityGroup'));
  const rules: { CidrIp: string; FromPort: number; IpProtocol: string }[] =
    groups[0].Properties.SecurityGroupIngress ?? [];
  return rules.map(({ CidrIp, FromPort, IpProtocol }) => `${CidrIp} ${IpProtocol} ${FromPort}`);
}

function both(...ranges: string[]): string[] {
  return ranges.flatMap((range) => [`${range} udp 53`, `${range} tcp 53`]);
}

describe('an inbound endpoint that a forwarding rule of the app targets', () => {
  test('admits the pinned addresses of the outbound endpoint', () => {
    expect(admitted(build({ pinned: true }))).toEqual(both('192.168.0.2/32', '10.1.0.20/32', '10.1.1.20/32'));
  });

  test('admits the subnets of the outbound endpoint if its addresses are not pinned', () => {
    expect(admitted(build({}))).toEqual(both('192.168.0.2/32', '10.1.0.0/24', '10.1.1.0/24'));
  });

  test('does so for a spoke of another account or region, since no stack refers to the other', () => {
    const spokeEnv = { account: '222233334444', region: 'eu-west-1' };
    const { hub, spoke } = build({ spokeEnv });
    expect(admitted({ hub })).toHaveLength(6);
    expect([hub.dependencies, spoke.dependencies]).toEqual([[], []]);
  });

  test('gets no rule for addresses that it admits already', () => {
    expect(admitted(build({ allowed: '10.0.0.0/8' }))).toEqual(both('10.0.0.0/8'));
  });

  test('does not depend on the stack of a VPC that the app creates', () => {
    const app = testApp();
    const hub = new Stack(app, 'Hub', { env: ENV });
    const vpc = vpcIn(hub, 'hub', '10.0', true);
    const ipAddresses = ResolverIpAddresses.derived({ vpc, hostNumber: 10 });
    const resolver = new InboundResolver(hub, 'Resolver', { vpc, allowedDnsServers: ['192.168.0.2/32'], ipAddresses });
    const spoke = new Stack(app, 'Spoke', { env: ENV });
    const subnetConfiguration = [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }];
    const made = new ec2.Vpc(spoke, 'Vpc', { ipAddresses: ec2.IpAddresses.cidr('10.2.0.0/16'), subnetConfiguration });
    const rules = [{ zone: 'corp.example.com', target: ForwardingTarget.inboundResolver(resolver) }];
    new OutboundForwarding(spoke, 'Forwarding', { vpc: made, rules });
    expect(admitted({ hub })).toEqual(both('192.168.0.2/32', '10.2.0.0/24', '10.2.1.0/24'));
    expect([hub.dependencies, spoke.dependencies]).toEqual([[], []]);
  });

  test('leaves a warning if the addresses of the outbound endpoint are not known', () => {
    const warningsOf = ({ spoke }: { spoke: Stack }) =>
      Annotations.fromStack(spoke).findWarning('*', Match.stringLikeRegexp('network.queriesNotAdmitted'));
    expect(warningsOf(build({ ranges: false }))).toHaveLength(1);
    expect(warningsOf(build({}))).toHaveLength(0);
  });

  test('is asked in a protocol that it answers', () => {
    const doh = { protocols: OutboundProtocols.DOH };
    expect(codesOf(() => build({ props: doh }))).toContain('ConflictingProps');
    expect(codesOf(() => build({ protocols: InboundProtocols.DOH }))).toContain('ConflictingProps');
    expect(codesOf(() => build({ props: doh, protocols: InboundProtocols.DO53_AND_DOH }))).toEqual([]);
    expect(DnsProtocol.DO53).toBe('Do53');
  });
});
