import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { ENV, inboundIn, literalVpc, onlyOf, pinnedInbound, testStack } from '../dns-setup';

const { InboundProtocols, InboundResolver, ResolverAddressFamily } = network;
const ENDPOINT = 'AWS::Route53Resolver::ResolverEndpoint';
const GROUP = 'AWS::EC2::SecurityGroup';

function endpointOf(props: Partial<network.InboundResolverProps> = {}) {
  const stack = testStack();
  inboundIn(stack, props);
  return onlyOf(Template.fromStack(stack), ENDPOINT);
}

/** The ingress rules as text. */
function ingressOf(stack: Stack): string[] {
  const rules = onlyOf(Template.fromStack(stack), GROUP).SecurityGroupIngress as Record<string, unknown>[];
  return rules.map(
    ({ CidrIp, CidrIpv6, IpProtocol, FromPort, ToPort }) =>
      `${IpProtocol} ${FromPort}-${ToPort} from ${CidrIp ?? CidrIpv6}`,
  );
}

describe('an inbound endpoint with nothing but a VPC and DNS servers', () => {
  const stack = testStack();
  const resolver = inboundIn(stack);
  const template = Template.fromStack(stack);

  test('answers plain DNS by IPv4, in two zones', () => {
    expect(onlyOf(template, ENDPOINT)).toEqual({
      Direction: 'INBOUND',
      IpAddresses: [{ SubnetId: 'subnet-0000000000000000a' }, { SubnetId: 'subnet-0000000000000000b' }],
      Protocols: ['Do53'],
      ResolverEndpointType: 'IPV4',
      SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^ResolverSecurityGroup/), 'GroupId'] }],
    });
  });

  test('is reached by UDP and TCP from these DNS servers alone', () => {
    expect(ingressOf(stack)).toEqual(
      ['10.16.0.2/32', '10.16.0.3/32'].flatMap((range) => [`udp 53-53 from ${range}`, `tcp 53-53 from ${range}`]),
    );
  });

  test('reaches nothing', () => {
    expect(onlyOf(template, GROUP).SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '127.0.0.1/32' })]);
  });

  test('knows none of its addresses', () => {
    expect(resolver.ipAddresses).toEqual([]);
  });

  test('logs no queries', () => {
    expect(resolver.queryLog).toBeUndefined();
    template.resourceCountIs('AWS::Route53Resolver::ResolverQueryLoggingConfig', 0);
  });

  test('has an id and an ARN that other resources can refer to', () => {
    const attribute = (name: string) => ({ 'Fn::GetAtt': [expect.stringMatching(/^Resolver/), name] });
    expect(stack.resolve(resolver.resolverEndpointId)).toEqual(attribute('ResolverEndpointId'));
    expect(stack.resolve(resolver.resolverEndpointArn)).toEqual(attribute('Arn'));
    expect(resolver.vpcId).toBe('vpc-0123456789abcdef0');
  });
});

describe('the addresses of an inbound endpoint', () => {
  test('are pinned per subnet', () => {
    const stack = testStack();
    const vpc = literalVpc(stack);
    const [one, two] = vpc.isolatedSubnets;
    const resolver = inboundIn(stack, {
      vpc,
      addressFamily: ResolverAddressFamily.DUAL_STACK,
      ipAddresses: [
        { subnet: one, ip: '10.0.0.53', ipv6: '2001:db8::53' },
        { subnet: two, ip: '10.0.1.53' },
      ],
    });
    expect(onlyOf(Template.fromStack(stack), ENDPOINT).IpAddresses).toEqual([
      { SubnetId: one.subnetId, Ip: '10.0.0.53', Ipv6: '2001:db8::53' },
      { SubnetId: two.subnetId, Ip: '10.0.1.53' },
    ]);
    expect(resolver.ipAddresses).toEqual(['10.0.0.53', '2001:db8::53', '10.0.1.53']);
  });

  test('are derived from the ranges of the subnets', () => {
    expect(pinnedInbound(testStack()).ipAddresses).toEqual(['10.0.0.10', '10.0.1.10']);
  });

  test('are in the subnets that are selected', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', {
      availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      natGateways: 0,
    });
    inboundIn(stack, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    expect(onlyOf(Template.fromStack(stack), ENDPOINT).IpAddresses).toHaveLength(3);
  });
});

describe.each([
  [InboundProtocols.DO53, ['Do53'], ['udp 53-53', 'tcp 53-53']],
  [InboundProtocols.DOH, ['DoH'], ['tcp 443-443']],
  [InboundProtocols.DOH_FIPS, ['DoH-FIPS'], ['tcp 443-443']],
  [InboundProtocols.DO53_AND_DOH, ['Do53', 'DoH'], ['udp 53-53', 'tcp 53-53', 'tcp 443-443']],
  [InboundProtocols.DO53_AND_DOH_FIPS, ['Do53', 'DoH-FIPS'], ['udp 53-53', 'tcp 53-53', 'tcp 443-443']],
])('the protocols %s', (protocols, names, ports) => {
  test('are those of the endpoint, and open their ports alone', () => {
    const stack = testStack();
    inboundIn(stack, { protocols, allowedDnsServers: ['10.16.0.2/32'] });
    expect(onlyOf(Template.fromStack(stack), ENDPOINT).Protocols).toEqual(names);
    expect(ingressOf(stack)).toEqual(ports.map((port) => `${port} from 10.16.0.2/32`));
  });
});

describe('DNS servers', () => {
  test('may have IPv6 addresses where the endpoint has some', () => {
    const stack = testStack();
    inboundIn(stack, { addressFamily: ResolverAddressFamily.IPV6, allowedDnsServers: ['2001:db8::/64'] });
    expect(ingressOf(stack)).toEqual(['udp 53-53 from 2001:db8::/64', 'tcp 53-53 from 2001:db8::/64']);
  });

  test.each([
    [ResolverAddressFamily.IPV4, 'CidrIp'],
    [ResolverAddressFamily.IPV6, 'CidrIpv6'],
  ])('may be tokens, which are taken for %s', (addressFamily, property) => {
    const stack = testStack();
    inboundIn(stack, { addressFamily, allowedDnsServers: [Fn.importValue('DnsServer')] });
    const [rule] = onlyOf(Template.fromStack(stack), GROUP).SecurityGroupIngress as Record<string, unknown>[];
    expect(rule[property]).toEqual({ 'Fn::ImportValue': 'DnsServer' });
  });

  test('may be let in later, by their security group', () => {
    const stack = testStack();
    const resolver = inboundIn(stack);
    resolver.allowQueriesFrom(
      new ec2.Connections({
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Servers', 'sg-0123456789abcdef0')],
      }),
    );
    const template = Template.fromStack(stack);
    for (const IpProtocol of ['udp', 'tcp']) {
      template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
        IpProtocol,
        FromPort: 53,
        SourceSecurityGroupId: 'sg-0123456789abcdef0',
      });
    }
  });

  test.each([
    [['0.0.0.0/0'], ['OpenToAnyAddress']],
    [['::/0'], ['OpenToAnyAddress', 'ConflictingProps']],
    [['10.0.0.0/00'], ['OpenToAnyAddress']],
    [['0.0.0.0/1', '128.0.0.0/1'], ['OpenToAnyAddress']],
    [['10.16.0.2'], ['InvalidCidr']],
    [['dns.corp.example/32'], ['InvalidCidr']],
    [['2001:db8::/64'], ['ConflictingProps']],
    [[], ['ConflictingProps']],
    [Fn.split(',', Fn.importValue('DnsServers')), ['InvalidCidr']],
  ])('are refused where they are %j', (allowedDnsServers, codes) => {
    expect(codesOf(() => inboundIn(testStack(), { allowedDnsServers }))).toEqual(codes);
  });

  test('are refused with what is wrong about them', () => {
    expect(faultsOf(() => inboundIn(testStack(), { allowedDnsServers: ['0.0.0.0/0'] }))).toEqual([
      'OpenToAnyAddress: allowedDnsServers must not hold most addresses, got 0.0.0.0/0: name the DNS servers, such as 10.16.0.2/32',
    ]);
  });
});

describe('the security group of an inbound endpoint', () => {
  test('keeps its logical id and what cannot be changed, whatever else changes', () => {
    const groupOf = (props: Partial<network.InboundResolverProps>) => {
      const stack = testStack();
      inboundIn(stack, props);
      const [[id, { Properties: properties }]] = Object.entries(Template.fromStack(stack).findResources(GROUP));
      return [id, properties.GroupDescription, properties.GroupName, properties.VpcId];
    };
    const changed = {
      allowedDnsServers: ['10.99.0.0/16'],
      protocols: InboundProtocols.DO53_AND_DOH,
      resolverEndpointName: 'other',
      queryLogging: {},
    };
    expect(groupOf(changed)).toEqual(groupOf({}));
  });
});

describe('the name of an inbound endpoint', () => {
  test('is the one that is given', () => {
    expect(endpointOf({ resolverEndpointName: 'Corporate DNS_in-1' }).Name).toBe('Corporate DNS_in-1');
  });

  test.each(['', '12345', 'a/b', 'a'.repeat(65)])('is refused where it is %j', (resolverEndpointName) => {
    expect(codesOf(() => inboundIn(testStack(), { resolverEndpointName }))).toEqual(['InvalidResolverName']);
  });
});

test('all faults of an inbound endpoint are reported at once', () => {
  const stack = testStack();
  const vpc = literalVpc(stack);
  const props = {
    vpc,
    allowedDnsServers: ['0.0.0.0/0'],
    ipAddresses: [{ subnet: vpc.isolatedSubnets[0], ip: 'here' }],
    vpcSubnets: {},
    resolverEndpointName: '',
  };
  expect(codesOf(() => inboundIn(stack, props))).toEqual([
    'ConflictingProps',
    'InvalidResolverAddresses',
    'InvalidIpAddress',
    'InvalidResolverName',
    'OpenToAnyAddress',
  ]);
});

describe('the metrics of an inbound endpoint', () => {
  const stack = testStack();
  const resolver = InboundResolver.fromResolverEndpointId(stack, 'Existing', 'rslvr-in-0123456789abcdef0');

  test.each([
    ['metricInboundQueryVolume', 'InboundQueryVolume', 'Sum'],
    ['metricUnhealthyNetworkInterfaces', 'EndpointUnHealthyENICount', 'Maximum'],
    ['metricCapacityStatus', 'ResolverEndpointCapacityStatus', 'Maximum'],
  ] as const)('%s is %s', (method, metricName, statistic) => {
    const metric = resolver[method]();
    expect(metric).toMatchObject({
      namespace: 'AWS/Route53Resolver',
      metricName,
      statistic,
      dimensions: { EndpointId: 'rslvr-in-0123456789abcdef0' },
    });
    expect(resolver[method]({ statistic: 'Minimum', period: Duration.minutes(1) })).toMatchObject({
      statistic: 'Minimum',
      period: Duration.minutes(1),
    });
  });

  test('include others by name', () => {
    expect(resolver.metric('EndpointHealthyENICount')).toMatchObject({
      metricName: 'EndpointHealthyENICount',
      statistic: 'Average',
    });
  });
});

describe('an imported inbound endpoint', () => {
  const ID = 'rslvr-in-0123456789abcdef0';

  test('is what it is said to be', () => {
    const stack = testStack();
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
    const attributes = {
      resolverEndpointId: ID,
      ipAddresses: ['10.0.0.10', '2001:db8::10'],
      vpc: literalVpc(stack),
      securityGroups: [group],
    };
    const resolver = InboundResolver.fromInboundResolverAttributes(stack, 'Existing', attributes);
    expect(resolver).toMatchObject({
      resolverEndpointId: ID,
      ipAddresses: ['10.0.0.10', '2001:db8::10'],
      vpcId: 'vpc-0123456789abcdef0',
    });
    expect(resolver.connections.securityGroups).toEqual([group]);
  });

  test('is not connected to where its security groups are unknown', () => {
    const resolver = InboundResolver.fromResolverEndpointId(testStack(), 'Existing', ID);
    expect(faultsOf(() => resolver.connections)).toEqual([
      `UnconnectedResolver: the security groups of the imported inbound endpoint ${ID} are not known: import it with fromInboundResolverAttributes and its security groups`,
    ]);
    expect(resolver.ipAddresses).toEqual([]);
  });

  test.each(['rslvr-out-0123456789abcdef0', 'Resolver', ''])('is refused with the id %j', (id) => {
    expect(codesOf(() => InboundResolver.fromResolverEndpointId(testStack(), 'Existing', id))).toEqual([
      'InvalidResourceArn',
    ]);
  });

  test('is refused with addresses that are none', () => {
    const attributes = {
      resolverEndpointId: ID,
      ipAddresses: ['10.0.0.0/24', 'dns.corp.example', Fn.importValue('Address')],
    };
    expect(codesOf(() => InboundResolver.fromInboundResolverAttributes(testStack(), 'Existing', attributes))).toEqual([
      'InvalidIpAddress',
      'InvalidIpAddress',
    ]);
  });

  test('may have an id that only the deployment knows', () => {
    expect(
      codesOf(() => InboundResolver.fromResolverEndpointId(testStack(), 'Existing', Fn.importValue('Resolver'))),
    ).toEqual([]);
  });
});

describe('a VPC that is yet to be looked up', () => {
  test('is taken as it comes, so that the lookup can happen', () => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const vpc = ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0' });
    expect(codesOf(() => pinnedInbound(stack, vpc))).toEqual([]);
  });
});
