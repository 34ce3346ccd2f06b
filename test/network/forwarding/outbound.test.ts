import { Aws, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { allOf, inboundIn, literalVpc, onlyOf, pinnedInbound, testStack } from '../dns-setup';

const { DnsProtocol, ForwardingTarget, OutboundForwarding, OutboundProtocols, ResolverAddressFamily } = network;
const ENDPOINT = 'AWS::Route53Resolver::ResolverEndpoint';
const RULE = 'AWS::Route53Resolver::ResolverRule';
const ASSOCIATION = 'AWS::Route53Resolver::ResolverRuleAssociation';
const SHARE = 'AWS::RAM::ResourceShare';
const CORPORATE = ForwardingTarget.servers({ ip: '10.16.0.2' }, { ip: '10.16.0.3', port: 5353 });

function outboundIn(stack: Stack, props: Partial<network.OutboundForwardingProps> = {}): network.OutboundForwarding {
  const rules = [{ zone: 'corp.example', target: CORPORATE }];
  return new OutboundForwarding(stack, 'Outbound', { rules, ...props, vpc: props.vpc ?? literalVpc(stack) });
}

/** But for the rule to nowhere that closes the group. */
function egressOf(stack: Stack): string[] {
  const rules = onlyOf(Template.fromStack(stack), 'AWS::EC2::SecurityGroup').SecurityGroupEgress as Record<
    string,
    unknown
  >[];
  const real = rules.filter(({ CidrIp }) => CidrIp !== '127.0.0.1/32');
  return real.map(({ CidrIp, CidrIpv6, IpProtocol, FromPort }) => `${IpProtocol} ${FromPort} to ${CidrIp ?? CidrIpv6}`);
}

describe('forwarding to the corporate network', () => {
  const stack = testStack();
  const outbound = outboundIn(stack);
  const template = Template.fromStack(stack);

  test('has an outbound endpoint in two zones', () => {
    expect(onlyOf(template, ENDPOINT)).toMatchObject({
      Direction: 'OUTBOUND',
      IpAddresses: [{ SubnetId: 'subnet-0000000000000000a' }, { SubnetId: 'subnet-0000000000000000b' }],
      Protocols: ['Do53'],
      ResolverEndpointType: 'IPV4',
    });
    expect(outbound.zones).toEqual(['corp.example']);
    expect(outbound.ipAddresses).toEqual([]);
  });

  test('has a rule with the protocol of each server', () => {
    expect(onlyOf(template, RULE)).toEqual({
      DomainName: 'corp.example',
      ResolverEndpointId: stack.resolve(outbound.resolverEndpointId),
      RuleType: 'FORWARD',
      TargetIps: [
        { Ip: '10.16.0.2', Port: '53', Protocol: 'Do53' },
        { Ip: '10.16.0.3', Port: '5353', Protocol: 'Do53' },
      ],
    });
  });

  test('reaches these servers alone, and is reached by nobody', () => {
    expect(egressOf(stack)).toEqual([
      'udp 53 to 10.16.0.2/32',
      'tcp 53 to 10.16.0.2/32',
      'udp 5353 to 10.16.0.3/32',
      'tcp 5353 to 10.16.0.3/32',
    ]);
    expect(onlyOf(template, 'AWS::EC2::SecurityGroup').SecurityGroupIngress).toBeUndefined();
  });

  test('is for the VPC of the endpoint', () => {
    expect(onlyOf(template, ASSOCIATION)).toMatchObject({ VPCId: 'vpc-0123456789abcdef0' });
  });

  test('is not shared', () => {
    template.resourceCountIs(SHARE, 0);
  });

  test('has a metric of its queries', () => {
    expect(outbound.metricOutboundQueryVolume()).toMatchObject({
      namespace: 'AWS/Route53Resolver',
      metricName: 'OutboundQueryVolume',
      statistic: 'Sum',
    });
  });
});

describe('forwarding from a spoke VPC to a central one', () => {
  function spoke(props: Partial<network.OutboundForwardingProps> = {}, stack = testStack()) {
    const central = pinnedInbound(stack);
    const rules = [{ zone: 'studio.eu-central-1.sagemaker.aws', target: ForwardingTarget.inboundResolver(central) }];
    outboundIn(stack, { vpc: literalVpc(stack, 'Spoke', 'vpc-0000000000000000f'), rules, ...props });
    return stack;
  }

  test('goes to the addresses of the inbound endpoint', () => {
    expect(onlyOf(Template.fromStack(spoke()), RULE).TargetIps).toEqual([
      { Ip: '10.0.0.10', Port: '53', Protocol: 'Do53' },
      { Ip: '10.0.1.10', Port: '53', Protocol: 'Do53' },
    ]);
  });

  test('is refused where the endpoint does not know its addresses', () => {
    const stack = testStack();
    const rules = [
      { zone: 'studio.eu-central-1.sagemaker.aws', target: ForwardingTarget.inboundResolver(inboundIn(stack)) },
    ];
    const message =
      "UnknownResolverAddresses: the target of 'studio.eu-central-1.sagemaker.aws' must have known addresses, got none of Stack/Resolver: pin them with ipAddresses, or import the endpoint with its addresses";
    expect(
      faultsOf(() => outboundIn(stack, { vpc: literalVpc(stack, 'Spoke', 'vpc-0000000000000000f'), rules })),
    ).toEqual([message]);
  });

  test('is refused for the VPC of the inbound endpoint', () => {
    const stack = testStack();
    const same = literalVpc(stack, 'Same');
    const message =
      "ResolverLoop: the rule for 'studio.eu-central-1.sagemaker.aws' must not be associated with Stack/Same, the VPC of the inbound endpoint that it targets: name other VPCs with associatedVpcs: that one resolves the names itself";
    expect(faultsOf(() => spoke({ associatedVpcs: [same] }, stack))).toEqual([message]);
  });

  test('is refused for the VPC of the inbound endpoint by default, and accepted for others', () => {
    const both = (associate: boolean) => {
      const stack = testStack();
      const vpc = new ec2.Vpc(stack, 'Central', { natGateways: 0 });
      const ipAddresses = network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 });
      const central = inboundIn(stack, { vpc, ipAddresses });
      const rules = [{ zone: 'studio.eu-central-1.sagemaker.aws', target: ForwardingTarget.inboundResolver(central) }];
      const associatedVpcs = associate ? [literalVpc(stack, 'Spoke', 'vpc-0000000000000000f')] : undefined;
      return codesOf(() => outboundIn(stack, { vpc, rules, associatedVpcs }));
    };
    expect([both(false), both(true)]).toEqual([['ResolverLoop'], []]);
  });

  test('takes the family of each address', () => {
    const stack = testStack();
    const resolver = network.InboundResolver.fromInboundResolverAttributes(stack, 'Central', {
      resolverEndpointId: 'rslvr-in-0123456789abcdef0',
      ipAddresses: ['10.0.0.10', '2001:db8::10'],
    });
    const rules = [
      {
        zone: 'studio.eu-central-1.sagemaker.aws',
        target: ForwardingTarget.inboundResolver(resolver, DnsProtocol.DO53),
      },
    ];
    outboundIn(stack, { rules, addressFamily: ResolverAddressFamily.DUAL_STACK });
    expect(onlyOf(Template.fromStack(stack), RULE).TargetIps).toEqual([
      { Ip: '10.0.0.10', Port: '53', Protocol: 'Do53' },
      { Ipv6: '2001:db8::10', Port: '53', Protocol: 'Do53' },
    ]);
    expect(egressOf(stack)).toContain('udp 53 to 2001:db8::10/128');
  });
});

describe('the protocols of forwarding', () => {
  const target = (...servers: network.DnsServer[]) => [
    { zone: 'corp.example', target: ForwardingTarget.servers(...servers) },
  ];

  test('are DNS over HTTPS on port 443', () => {
    const stack = testStack();
    outboundIn(stack, {
      protocols: OutboundProtocols.DOH,
      rules: target({ ip: '10.16.0.2', serverName: 'dns.corp.example' }),
    });
    const server = { Ip: '10.16.0.2', Port: '443', Protocol: 'DoH', ServerNameIndication: 'dns.corp.example' };
    expect(onlyOf(Template.fromStack(stack), RULE).TargetIps).toEqual([server]);
    expect(egressOf(stack)).toEqual(['tcp 443 to 10.16.0.2/32']);
  });

  test('are both, each server in its own', () => {
    const stack = testStack();
    const rules = target(
      { ip: '10.16.0.2', protocol: DnsProtocol.DO53 },
      { ip: '10.16.0.3', protocol: DnsProtocol.DOH },
    );
    outboundIn(stack, { protocols: OutboundProtocols.DO53_AND_DOH, rules });
    expect(onlyOf(Template.fromStack(stack), ENDPOINT).Protocols).toEqual(['Do53', 'DoH']);
    expect(egressOf(stack)).toEqual(['udp 53 to 10.16.0.2/32', 'tcp 53 to 10.16.0.2/32', 'tcp 443 to 10.16.0.3/32']);
  });

  test.each([
    [OutboundProtocols.DO53_AND_DOH, {}, ['ConflictingProps']],
    [OutboundProtocols.DO53, { protocol: DnsProtocol.DOH }, ['ConflictingProps']],
    [OutboundProtocols.DOH, { protocol: DnsProtocol.DO53 }, ['ConflictingProps']],
    [OutboundProtocols.DO53, { port: 0 }, ['InvalidDnsServer']],
    [OutboundProtocols.DO53, { port: 65536 }, ['InvalidDnsServer']],
    [OutboundProtocols.DO53, { ip: undefined }, ['InvalidDnsServer']],
    [OutboundProtocols.DO53, { ipv6: '2001:db8::1' }, ['InvalidDnsServer']],
    [OutboundProtocols.DO53, { ip: 'dns.corp.example' }, ['InvalidIpAddress']],
    [OutboundProtocols.DO53, { ip: undefined, ipv6: '10.16.0.2' }, ['InvalidIpAddress']],
    [OutboundProtocols.DO53, { ip: Fn.importValue('Server') }, []],
  ])('%s with the server %j are judged by %j', (protocols, server, codes) => {
    expect(
      codesOf(() => outboundIn(testStack(), { protocols, rules: target({ ip: '10.16.0.2', ...server }) })),
    ).toEqual(codes);
  });

  test('need a server', () => {
    expect(codesOf(() => outboundIn(testStack(), { rules: target() }))).toEqual(['InvalidDnsServer']);
  });
});

describe('rules', () => {
  const rule = (zone: string, ruleId?: string) => ({ zone, ruleId, target: CORPORATE });

  test('have exceptions, which are resolved as if there were no rule', () => {
    const stack = testStack();
    outboundIn(stack, { rules: [rule('Corp.Example.')], exceptions: ['aws.corp.example', 'amazonaws.com'] });
    const template = Template.fromStack(stack);
    expect(allOf(template, RULE)).toEqual([
      expect.objectContaining({ RuleType: 'FORWARD', DomainName: 'corp.example' }),
      { RuleType: 'SYSTEM', DomainName: 'amazonaws.com' },
      { RuleType: 'SYSTEM', DomainName: 'aws.corp.example' },
    ]);
    template.resourceCountIs(ASSOCIATION, 3);
  });

  test('keep their logical ids when others come before them', () => {
    const idsOf = (zones: string[]) => {
      const stack = new Stack(testApp(), 'Stack');
      outboundIn(stack, { rules: zones.map((zone) => rule(zone)) });
      const template = Template.fromStack(stack);
      const entries = Object.entries(template.findResources(RULE)).map(([id, { Properties: properties }]) => [
        properties.DomainName,
        id,
      ]);
      return { rules: Object.fromEntries(entries), associations: Object.keys(template.findResources(ASSOCIATION)) };
    };
    const [one, two] = [idsOf(['corp.example']), idsOf(['a.example', 'corp.example'])];
    expect(two.rules['corp.example']).toBe(one.rules['corp.example']);
    expect(two.associations).toEqual(expect.arrayContaining(one.associations));
  });

  test.each([
    ['amazonaws.com', ['BroadDnsZone']],
    ['.', ['BroadDnsZone']],
    ['sagemaker.aws', ['BroadDnsZone']],
    ['execute-api.eu-central-1.amazonaws.com', ['BroadDnsZone']],
    ['corp..example', ['InvalidDnsZone']],
    [`studio.${Aws.REGION}.sagemaker.aws`, ['ConflictingProps']],
  ])('are refused for the zone %s', (zone, codes) => {
    expect(codesOf(() => outboundIn(testStack(), { rules: [rule(zone)] }))).toEqual(codes);
  });

  test('may have a zone that only the deployment knows, with an id of their own', () => {
    const stack = testStack({});
    outboundIn(stack, { rules: [rule(`studio.${Aws.REGION}.sagemaker.aws`, 'Studio')] });
    const template = Template.fromStack(stack);
    expect(Object.keys(template.findResources(RULE))).toEqual([expect.stringMatching(/^OutboundRuleStudio/)]);
    expect(onlyOf(template, RULE).DomainName).toEqual({
      'Fn::Join': ['', ['studio.', { Ref: 'AWS::Region' }, '.sagemaker.aws']],
    });
  });

  test.each([
    [{ rules: [] }, ['ConflictingProps']],
    [{ rules: [rule('corp.example'), rule('Corp.Example.')] }, ['ConflictingProps']],
    [{ exceptions: ['corp.example'] }, ['ConflictingProps']],
    [{ exceptions: ['corp..example'] }, ['InvalidDnsZone']],
    [{ exceptions: [`aws.${Aws.REGION}.corp.example`] }, ['InvalidDnsZone']],
  ])('are refused as %j', (props, codes) => {
    expect(codesOf(() => outboundIn(testStack(), props))).toEqual(codes);
  });
});

describe('the sharing of rules', () => {
  const ORGANIZATION = 'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5';
  const UNIT = 'arn:aws-us-gov:organizations::111122223333:ou/o-a1b2c3d4e5/ou-ab12-a1b2c3d4';

  test('is with principals of the own organization', () => {
    const stack = testStack();
    outboundIn(stack, { sharedWith: ['222233334444', ORGANIZATION], exceptions: ['aws.corp.example'] });
    expect(onlyOf(Template.fromStack(stack), SHARE)).toEqual({
      AllowExternalPrincipals: false,
      Name: expect.stringMatching(/^StackOutbound/),
      Principals: ['222233334444', ORGANIZATION],
      ResourceArns: [expect.anything(), expect.anything()],
    });
  });

  test.each([
    [['222233334444'], []],
    [[UNIT], []],
    [[Fn.importValue('Organization')], []],
    [Fn.split(',', Fn.importValue('Accounts')), []],
    [[], ['ConflictingProps']],
    [['2222'], ['InvalidSharePrincipal']],
    [['o-a1b2c3d4e5'], ['InvalidSharePrincipal']],
    [['arn:aws:iam::111122223333:role/Admin'], ['InvalidSharePrincipal']],
  ])('with %j is judged by %j', (sharedWith, codes) => {
    expect(codesOf(() => outboundIn(testStack(), { sharedWith }))).toEqual(codes);
  });
});

describe('the VPCs of the rules', () => {
  test('belong to the account of the stack', () => {
    const app = testApp();
    const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'eu-central-1' } });
    const stack = testStack(undefined, app);
    const message =
      'ForeignAccountVpc: associatedVpcs must be VPCs of the account 111122223333, got Other/Spoke of 444455556666: associate it in a stack of that account, once it is shared with or authorized';
    expect(faultsOf(() => outboundIn(stack, { associatedVpcs: [literalVpc(other, 'Spoke')] }))).toEqual([message]);
  });
});

test('an outbound endpoint is judged like an inbound one', () => {
  const stack = testStack();
  const vpc = literalVpc(stack);
  const ipAddresses = [{ subnet: vpc.isolatedSubnets[0], ip: '10.0.0.1' }];
  expect(codesOf(() => outboundIn(stack, { vpc, ipAddresses, resolverEndpointName: '1' }))).toEqual([
    'InvalidResolverAddresses',
    'InvalidIpAddress',
    'InvalidResolverName',
  ]);
});

test('the security group of an outbound endpoint keeps its logical id and what cannot be changed', () => {
  const groupOf = (props: Partial<network.OutboundForwardingProps>) => {
    const stack = testStack();
    outboundIn(stack, props);
    const [[id, { Properties: properties }]] = Object.entries(
      Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup'),
    );
    return [id, properties.GroupDescription, properties.VpcId];
  };
  expect(groupOf({ protocols: OutboundProtocols.DOH, resolverEndpointName: 'other' })).toEqual(groupOf({}));
});
