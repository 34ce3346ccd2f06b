import { CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { inboundIn, literalVpc, testStack } from '../dns-setup';

const { ResolverAddressFamily, ResolverIpAddresses } = network;

type Address = Omit<network.ResolverIpAddress, 'subnet'>;

function withAddresses(one: Address, two: Address = {}, props: Partial<network.InboundResolverProps> = {}) {
  const stack = testStack();
  const vpc = literalVpc(stack);
  const [first, second] = vpc.isolatedSubnets;
  return () =>
    inboundIn(stack, {
      ...props,
      vpc,
      ipAddresses: [
        { ...one, subnet: first },
        { ...two, subnet: second },
      ],
    });
}

describe('a pinned address', () => {
  test.each(['10.0.0.4', '10.0.0.254'])('may be %s', (ip) => {
    expect(codesOf(withAddresses({ ip }))).toEqual([]);
  });

  test.each([
    [
      '10.0.0.0',
      'ip must be none of those that AWS reserves, the first four and the last of 10.0.0.0/24, got 10.0.0.0',
    ],
    [
      '10.0.0.3',
      'ip must be none of those that AWS reserves, the first four and the last of 10.0.0.0/24, got 10.0.0.3',
    ],
    [
      '10.0.0.255',
      'ip must be none of those that AWS reserves, the first four and the last of 10.0.0.0/24, got 10.0.0.255',
    ],
    ['10.0.1.10', 'ip must lie in the range 10.0.0.0/24 of its subnet, got 10.0.1.10'],
    ['10.0.0', "ip must be an IPv4 address, got '10.0.0'"],
    ['2001:db8::1', "ip must be an IPv4 address, got '2001:db8::1'"],
  ])('is refused where it is %s', (ip, message) => {
    expect(faultsOf(withAddresses({ ip }))).toEqual([`InvalidIpAddress: ${message}`]);
  });

  test('may be a token', () => {
    expect(codesOf(withAddresses({ ip: Fn.importValue('One') }, { ip: Fn.importValue('One') }))).toEqual([]);
  });

  test('is of the family of the endpoint', () => {
    expect(codesOf(withAddresses({ ipv6: '2001:db8::1' }))).toEqual(['ConflictingProps']);
    expect(
      codesOf(withAddresses({ ipv6: '2001:db8::1' }, {}, { addressFamily: ResolverAddressFamily.DUAL_STACK })),
    ).toEqual([]);
    const ipv6 = { addressFamily: ResolverAddressFamily.IPV6, allowedDnsServers: ['2001:db8::/64'] };
    expect(codesOf(withAddresses({ ip: '10.0.0.10' }, {}, ipv6))).toEqual(['ConflictingProps']);
    expect(codesOf(withAddresses({ ipv6: '10.0.0.10' }, {}, ipv6))).toEqual(['InvalidIpAddress']);
  });

  test('is given once', () => {
    const stack = testStack();
    const vpc = literalVpc(stack);
    const [subnet, other] = vpc.isolatedSubnets;
    const ipAddresses = [{ subnet, ip: '10.0.0.10' }, { subnet, ip: '10.0.0.10' }, { subnet: other }];
    const message = 'InvalidIpAddress: the addresses of a resolver endpoint must differ, got 10.0.0.10 twice';
    expect(faultsOf(() => inboundIn(stack, { vpc, ipAddresses }))).toEqual([message]);
  });
});

describe('the addresses of an endpoint', () => {
  function inSubnets(zones: (string | undefined)[]) {
    const stack = testStack();
    const subnets = zones.map((availabilityZone, index) =>
      ec2.Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId: `subnet-0000000000000000${index}`,
        availabilityZone,
      }),
    );
    return () => inboundIn(stack, { ipAddresses: subnets.map((subnet) => ({ subnet })) });
  }

  test.each([
    [[], 'a resolver endpoint must have from 2 to 20 addresses, got 0'],
    [['a'], 'a resolver endpoint must have from 2 to 20 addresses, got 1'],
    [
      Array.from({ length: 21 }, (_, index) => `${index}`),
      'a resolver endpoint must have from 2 to 20 addresses, got 21',
    ],
    [
      ['a', 'a'],
      'the addresses of a resolver endpoint must be in at least 2 availability zones, got 1: select further subnets',
    ],
  ])('are refused in the zones %j', (zones, message) => {
    expect(faultsOf(inSubnets(zones))).toEqual([`InvalidResolverAddresses: ${message}`]);
  });

  test.each([
    [['a', 'b']],
    [['a', 'a', 'b']],
    [[undefined, undefined]],
    [['a', undefined]],
    [[Fn.importValue('One'), Fn.importValue('Two')]],
  ])('are accepted in the zones %j', (zones) => {
    expect(codesOf(inSubnets(zones))).toEqual([]);
  });

  test('are in the first subnet of each of the first two zones, and need a choice between two tiers', () => {
    const stack = new Stack(testApp(), 'Stack');
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      maxAzs: 2,
      subnetConfiguration: [
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC },
        { name: 'One', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
        { name: 'Two', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
    });
    const addresses = ResolverIpAddresses.derived({ vpc, hostNumber: 8, vpcSubnets: { subnetGroupName: 'One' } });
    expect(addresses.map(({ subnet }) => subnet.node.id)).toEqual(['OneSubnet1', 'OneSubnet2']);
    expect(codesOf(() => ResolverIpAddresses.derived({ vpc, hostNumber: 8 }))).toEqual(['AmbiguousSubnets']);
  });

  test('are in private subnets where none is isolated', () => {
    const vpc = new ec2.Vpc(new Stack(testApp(), 'Stack'), 'Vpc');
    expect(ResolverIpAddresses.derived({ vpc, hostNumber: 8 }).map(({ subnet }) => subnet.node.id)).toEqual([
      'PrivateSubnet1',
      'PrivateSubnet2',
    ]);
  });

  test('are not taken from public subnets that nobody selected', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Public', {
      subnetConfiguration: [{ name: 'Public', subnetType: ec2.SubnetType.PUBLIC }],
    });
    expect(codesOf(() => inboundIn(stack, { vpc }))).toEqual(['InvalidResolverAddresses']);
  });
});

describe('a derived address', () => {
  const derived = (hostNumber: number, cidr: string | undefined) => {
    const stack = testStack();
    const subnets = [
      ec2.Subnet.fromSubnetAttributes(stack, 'Subnet', { subnetId: 'subnet-0000000000000000a', ipv4CidrBlock: cidr }),
    ];
    return () => ResolverIpAddresses.derived({ vpc: literalVpc(stack), vpcSubnets: { subnets }, hostNumber });
  };

  test.each([
    [10, '10.0.1.0/24', '10.0.1.10'],
    [4, '10.0.1.0/28', '10.0.1.4'],
    [14, '10.0.1.0/28', '10.0.1.14'],
    [4, '10.0.1.16/28', '10.0.1.20'],
    [300, '10.0.0.0/16', '10.0.1.44'],
    [10, '192.168.255.128/25', '192.168.255.138'],
    [10, '10.0.1.7/24', '10.0.1.10'],
  ])('with the number %d in %s is %s', (hostNumber, cidr, ip) => {
    expect(derived(hostNumber, cidr)()).toEqual([expect.objectContaining({ ip })]);
  });

  test.each([0, 3, 15, 16])('is refused with the number %d in a range of 16', (hostNumber) => {
    expect(codesOf(derived(hostNumber, '10.0.1.0/28'))).toEqual(['InvalidIpAddress']);
  });

  test.each([-1, 1.5, Number.NaN, Lazy.number({ produce: () => 10 })])(
    'is refused with the number %d',
    (hostNumber) => {
      expect(codesOf(derived(hostNumber, '10.0.1.0/24'))).toEqual(['InvalidIpAddress']);
    },
  );

  test('is refused where the range of the subnet is not known', () => {
    const message =
      'UnknownSubnetCidr: the address range of the subnet Stack/Subnet must be known at synthesis, got none: pin the addresses with ip, or import the subnet with its ipv4CidrBlock';
    expect(faultsOf(derived(10, undefined))).toEqual([message]);
  });

  test('is refused where only the deployment knows the range', () => {
    expect(codesOf(derived(10, new CfnParameter(new Stack(), 'Range').valueAsString))).toEqual(['UnknownSubnetCidr']);
  });
});
