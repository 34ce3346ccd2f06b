import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { warningsOf } from '../../notebook/setup';
import {
  CORPORATE,
  ENDPOINT,
  EndpointPolicy,
  EndpointService,
  EndpointSet,
  endpointStack,
  endpointsIn,
  endpointsOf,
  endpointVpc,
  GROUP,
  groupOf,
} from './setup';

const { EndpointPrivateDns, EndpointZones, VpcClients } = network;
const { SAGEMAKER_API, SAGEMAKER_STUDIO, EXECUTE_API, S3, S3_INTERFACE, STS, DYNAMODB, KMS } = EndpointService;

const REGION = 'us-west-2';
const INGRESS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };

describe('private endpoints with nothing but a VPC, a set and a client', () => {
  const stack = endpointStack(REGION);
  endpointsIn(stack);
  const made = endpointsOf(stack);

  test('are those of the set', () => {
    expect(Object.keys(made)).toEqual([
      'com.amazonaws.us-west-2.sagemaker.api',
      'com.amazonaws.<region>.s3',
      'com.amazonaws.us-west-2.sts',
      'com.amazonaws.us-west-2.logs',
      'aws.sagemaker.us-west-2.studio',
      'com.amazonaws.us-west-2.sagemaker.runtime',
    ]);
  });

  test('share one security group that lets the client in on 443 and nothing out', () => {
    const { SecurityGroupIngress, SecurityGroupEgress } = groupOf(stack);
    expect(SecurityGroupIngress).toEqual([
      { ...INGRESS, CidrIp: '10.0.0.0/8', Description: 'A client of the endpoints' },
    ]);
    expect(SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '127.0.0.1/32', IpProtocol: '-1' })]);
    const groups = Object.values(made).flatMap(({ SecurityGroupIds }) =>
      SecurityGroupIds ? [JSON.stringify(SecurityGroupIds)] : [],
    );
    expect(groups).toHaveLength(5);
    expect(new Set(groups).size).toBe(1);
  });

  test('have interfaces in every zone, private DNS, and routes for S3', () => {
    expect(made['com.amazonaws.us-west-2.sts']).toMatchObject({
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    });
    expect(made['com.amazonaws.<region>.s3']).toMatchObject({
      VpcEndpointType: 'Gateway',
      RouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
    });
  });

  test('have the same rules whatever the feature flags of the app say', () => {
    const flags = {
      '@aws-cdk/aws-ec2.securityGroupDisableInlineRules': true,
      '@aws-cdk/aws-iam:minimizePolicies': true,
    };
    const flagged = new Stack(testApp({ context: flags }), 'Stack', {
      env: { account: '111122223333', region: REGION },
    });
    endpointsIn(flagged);
    expect(groupOf(flagged)).toEqual(groupOf(stack));
  });

  test('all have a policy', () => {
    expect(Object.values(made).filter(({ PolicyDocument }) => PolicyDocument === undefined)).toEqual([]);
  });

  test('leave no warning', () => {
    expect(warningsOf(stack)).toEqual([]);
  });

  test('have logical ids that come from the names of the services alone', () => {
    const ids = (services: network.EndpointSet) => {
      const other = endpointStack(REGION);
      endpointsIn(other, { services });
      return Object.keys(Template.fromStack(other).findResources(ENDPOINT));
    };
    expect(ids(EndpointSet.of(STS, KMS)).sort()).toEqual(ids(EndpointSet.of(KMS, STS)).sort());
    expect(ids(EndpointSet.of(STS))[0]).toMatch(/^EndpointsSts[0-9A-F]{8}$/);
  });
});

describe('the clients', () => {
  test('can be address ranges, prefix lists, security groups and constructs', () => {
    const stack = endpointStack(REGION);
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');
    const construct = {
      connections: new ec2.Connections({
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-0123456789abcdef1')],
      }),
    };
    endpointsIn(stack, {
      clients: [
        CORPORATE,
        ec2.Peer.ipv6('2001:db8::/32'),
        ec2.Peer.prefixList('pl-0123456789abcdef0'),
        group,
        construct,
      ],
    });
    const ingress = [...(groupOf(stack).SecurityGroupIngress as object[])];
    expect(ingress).toMatchObject([
      { ...INGRESS, CidrIp: '10.0.0.0/8' },
      { ...INGRESS, CidrIpv6: '2001:db8::/32' },
    ]);
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(
      ({ Properties }) => Properties,
    );
    expect([...ingress, ...rules]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...INGRESS, SourceSecurityGroupId: 'sg-0123456789abcdef0' }),
        expect.objectContaining({ ...INGRESS, SourceSecurityGroupId: 'sg-0123456789abcdef1' }),
      ]),
    );
    expect(JSON.stringify([...ingress, ...rules])).toContain('pl-0123456789abcdef0');
  });

  test('can be added later, on 443', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { clients: undefined }).connections.allowDefaultPortFrom(ec2.Peer.ipv4('192.0.2.0/24'));
    expect(groupOf(stack).SecurityGroupIngress).toEqual([
      expect.objectContaining({ ...INGRESS, CidrIp: '192.0.2.0/24' }),
    ]);
  });

  test('can be added from their own side', () => {
    const stack = endpointStack(REGION);
    const endpoints = endpointsIn(stack, { clients: [] });
    const client = new ec2.SecurityGroup(stack, 'Client', { vpc: lookedUpVpc(stack), allowAllOutbound: false });
    client.connections.allowToDefaultPort(endpoints);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', INGRESS);
  });

  test('are the whole VPC only where that is said', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { clients: [], vpcClients: VpcClients.ALL });
    expect(groupOf(stack).SecurityGroupIngress).toEqual([
      { ...INGRESS, CidrIp: '10.20.0.0/16', Description: 'The VPC of the endpoints' },
    ]);
  });

  test.each([[undefined], [[]]])('must not be missing: %j', (clients) => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { clients });
    expect(() => Template.fromStack(stack)).toThrow(
      /\[NoEndpointClients\] nobody may connect to the interface endpoints of Stack\/Endpoints: name address ranges/,
    );
  });

  test('are not needed by gateway endpoints', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services: EndpointSet.of(S3, DYNAMODB), clients: undefined });
    Template.fromStack(stack).resourceCountIs(GROUP, 0);
  });

  test.each([
    ec2.Peer.anyIpv4(),
    ec2.Peer.anyIpv6(),
    ec2.Peer.ipv4('0.0.0.0/0'),
    ec2.Peer.ipv4('0.0.0.0/1'),
    ec2.Peer.ipv4('10.0.0.0/0'),
    ec2.Peer.ipv6('::/0'),
    ec2.Peer.ipv6('2001:db8::/0'),
  ])('must not be the whole internet, neither at once nor later', (anyone) => {
    expect(codesOf(() => endpointsIn(endpointStack(REGION), { clients: [anyone] }))).toEqual(['OpenToAnyAddress']);
    const endpoints = endpointsIn(endpointStack(REGION));
    expect(codesOf(() => endpoints.connections.allowDefaultPortFrom(anyone))).toEqual(['OpenToAnyAddress']);
    expect(codesOf(() => endpoints.endpoint(STS).connections.allowDefaultPortFrom(anyone))).toEqual([
      'OpenToAnyAddress',
    ]);
  });

  test.each([
    ['half of the internet', ['0.0.0.0/2', '64.0.0.0/2']],
    [
      'half of the internet in pieces, with others between them',
      ['0.0.0.0/2', '10.0.0.0/8', '96.0.0.0/3', '64.0.0.0/3'],
    ],
    ['half of the internet of version 6', ['2000::/5', '2800::/5']],
  ])('must not be %s, neither at once nor later', (_, ranges) => {
    const clients = ranges.map((range) => (range.includes(':') ? ec2.Peer.ipv6(range) : ec2.Peer.ipv4(range)));
    expect(codesOf(() => endpointsIn(endpointStack(REGION), { clients }))).toEqual(['OpenToAnyAddress']);
    const endpoints = endpointsIn(endpointStack(REGION), { clients: clients.slice(0, -1) });
    expect(codesOf(() => endpoints.connections.allowDefaultPortFrom(clients.at(-1)!))).toEqual(['OpenToAnyAddress']);
  });

  const many = (count: number) => Array.from({ length: count }, (_, index) => ec2.Peer.ipv4(`10.0.${index}.0/24`));
  const group = (stack: Stack) => ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0');

  test.each([
    ['60 ranges', () => many(60), []],
    ['61 ranges', () => many(61), ['TooManySecurityGroupRules']],
    ['61 ranges of which two are the same', () => [...many(60), many(1)[0]], []],
    ['60 ranges and a security group', (stack: Stack) => [...many(60), group(stack)], ['TooManySecurityGroupRules']],
    ['60 ranges of each version', () => [...many(60), ...many(60).map((_, i) => ec2.Peer.ipv6(`fd00:${i}::/32`))], []],
  ])('fit into the security group of the endpoints: %s', (_, clientsOf, codes) => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { clients: clientsOf(stack) });
    expect(validationCodes(stack)).toEqual(codes);
  });

  test('may be as many as the account has the quota for', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { clients: many(61), ruleQuota: 61 });
    expect(validationCodes(stack)).toEqual([]);
  });

  function validationCodes(stack: Stack): string[] {
    const messages = stack.node.findAll().flatMap(({ node }) => node.validate());
    return messages.map((message) => /^\[(\w+)\]/.exec(message)?.[1] ?? message);
  }

  test('can be ranges that only a deployment knows', () => {
    const stack = endpointStack(REGION);
    const range = new CfnParameter(stack, 'Range').valueAsString;
    endpointsIn(stack, { clients: [ec2.Peer.ipv4(range)] });
    expect(groupOf(stack).SecurityGroupIngress).toEqual([
      expect.objectContaining({ ...INGRESS, CidrIp: { Ref: 'Range' } }),
    ]);
  });
});

describe('the host names', () => {
  function privateDnsOf(props: Partial<network.PrivateEndpointsProps>): Record<string, unknown> {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services: EndpointSet.of(STS, EXECUTE_API), ...props });
    return Object.fromEntries(
      Object.entries(endpointsOf(stack)).map(([name, { PrivateDnsEnabled }]) => [
        name.split('.').at(-1),
        PrivateDnsEnabled,
      ]),
    );
  }

  test('lead to the endpoints, but for those of all APIs of API Gateway', () => {
    expect(privateDnsOf({})).toEqual({ sts: true, 'execute-api': false });
  });

  test('lead nowhere where private hosted zones are there for it', () => {
    expect(privateDnsOf({ privateDns: EndpointPrivateDns.DISABLED })).toEqual({ sts: false, 'execute-api': false });
  });

  test('can be said for single services', () => {
    const customizations = [
      { service: STS, privateDns: EndpointPrivateDns.DISABLED },
      { service: EXECUTE_API, privateDns: EndpointPrivateDns.ENABLED },
    ];
    expect(privateDnsOf({ customizations })).toEqual({ sts: false, 'execute-api': true });
  });

  test.each([
    [EndpointSet.of(S3_INTERFACE, S3), 'OnlyInboundResolver'],
    [EndpointSet.of(S3_INTERFACE), 'AllResolvers'],
  ])('of S3 lead to the free gateway endpoint inside of the VPC where there is one', (services, mode) => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services });
    const [inInterface] = Object.values(endpointsOf(stack)).filter(
      ({ VpcEndpointType }) => VpcEndpointType === 'Interface',
    );
    expect(inInterface.DnsOptions).toEqual({ PrivateDnsOnlyForInboundResolverEndpoint: mode });
  });

  test.each([{ enableDnsHostnames: false }, { enableDnsSupport: false }])('need a VPC with DNS: %j', (props) => {
    const stack = endpointStack(REGION);
    const vpc = new ec2.Vpc(stack, 'NoDns', { ...props, natGateways: 0 });
    expect(codesOf(() => endpointsIn(stack, { vpc }))).toEqual(['VpcDnsDisabled']);
    const disabled = { vpc, privateDns: EndpointPrivateDns.DISABLED, subnets: { subnets: vpc.publicSubnets } };
    expect(
      codesOf(
        () =>
          new network.PrivateEndpoints(stack, 'Off', {
            services: EndpointSet.of(STS),
            clients: [CORPORATE],
            ...disabled,
          }),
      ),
    ).toEqual([]);
  });
});

describe('the subnets', () => {
  test('can be chosen for all endpoints and for single ones, of which one per zone is taken', () => {
    const stack = endpointStack(REGION);
    const vpc = endpointVpc(stack);
    const [first, second] = vpc.isolatedSubnets;
    const twin = ec2.Subnet.fromSubnetAttributes(stack, 'Twin', {
      subnetId: 'subnet-0123456789abcdef2',
      availabilityZone: first.availabilityZone,
    });
    const customizations = [{ service: STS, subnets: { subnets: [second] } }];
    const services = EndpointSet.of(STS, KMS);
    new network.PrivateEndpoints(stack, 'Endpoints', {
      vpc,
      services,
      clients: [CORPORATE],
      subnets: { subnets: [first, twin] },
      customizations,
    });
    const made = endpointsOf(stack);
    expect(made['com.amazonaws.us-west-2.sts'].SubnetIds).toEqual([second.subnetId]);
    expect(made['com.amazonaws.us-west-2.kms'].SubnetIds).toEqual([first.subnetId]);
  });

  test('can be chosen for the routes of a gateway endpoint', () => {
    const stack = endpointStack(REGION);
    const vpc = endpointVpc(stack);
    const services = EndpointSet.of(S3);
    const customizations = [{ service: S3, subnets: { subnets: [vpc.isolatedSubnets[0]] } }];
    new network.PrivateEndpoints(stack, 'Endpoints', { vpc, services, customizations });
    expect(endpointsOf(stack)['com.amazonaws.<region>.s3'].RouteTableIds).toEqual(['rtb-0123456789abcdef0']);
  });

  test('can be narrowed to the zones that offer a service, by a lookup', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services: EndpointSet.of(STS), zones: EndpointZones.LOOKED_UP, vpc: lookedUpVpc(stack) });
    expect(endpointsOf(stack)['com.amazonaws.us-west-2.sts'].SubnetIds).toHaveLength(1);
  });

  test('cannot be looked up for a place that only the deployment knows', () => {
    expect(codesOf(() => endpointsIn(endpointStack(), { zones: EndpointZones.LOOKED_UP }))).toEqual([
      'ConflictingProps',
    ]);
  });
});

/** The lookup answers with the zones of the stack, dummies, until the CLI has asked. */
function lookedUpVpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'LookedUp', {
    vpcId: 'vpc-0123456789abcdef1',
    availabilityZones: [stack.availabilityZones[0], 'us-west-2z'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  });
}

describe('what was made', () => {
  const stack = endpointStack(REGION);
  const endpoints = endpointsIn(stack, { services: EndpointSet.STUDIO.plus(KMS) });

  test('can be asked for by service', () => {
    expect(endpoints.has(SAGEMAKER_API)).toBe(true);
    expect(endpoints.has(DYNAMODB)).toBe(false);
    expect(stack.resolve(endpoints.endpointId(SAGEMAKER_STUDIO))).toEqual(
      stack.resolve(endpoints.endpoint(SAGEMAKER_STUDIO).vpcEndpointId),
    );
    expect(stack.resolve(endpoints.endpointId(S3))).toEqual(stack.resolve(endpoints.gatewayEndpoint(S3).vpcEndpointId));
  });

  test('is listed with what it is needed for', () => {
    expect(
      endpoints.includedEndpoints.map(({ service, required, purpose }) => [service.id, required, purpose.length > 5]),
    ).toEqual([
      ...['SAGEMAKER_API', 'S3', 'STS', 'CLOUDWATCH_LOGS', 'SAGEMAKER_STUDIO', 'SAGEMAKER_RUNTIME'].map((id) => [
        id,
        true,
        true,
      ]),
      ['KMS', false, true],
    ]);
    expect(stack.resolve(endpoints.endpointIds)).toEqual(
      stack.resolve(endpoints.includedEndpoints.map(({ endpointId }) => endpointId)),
    );
  });

  test('is required where it stands in for what is required', () => {
    const fips = network.FipsEndpoints.ONLY;
    const services = EndpointSet.STUDIO.plus(KMS);
    const { includedEndpoints } = endpointsIn(endpointStack(REGION), { services, fips });
    expect(includedEndpoints.filter(({ required }) => !required).map(({ service }) => service.id)).toEqual([
      'KMS_FIPS',
    ]);
  });

  test('does not hold what was not in the set', () => {
    expect(faultsOf(() => endpoints.endpoint(EXECUTE_API))).toEqual([
      expect.stringMatching(
        /^EndpointNotIncluded: there is no endpoint of EXECUTE_API: add the service to the set, which has SAGEMAKER_API, .*KMS$/,
      ),
    ]);
    expect(codesOf(() => endpoints.endpointId(EXECUTE_API))).toEqual(['EndpointNotIncluded']);
  });

  test('tells interfaces from routes', () => {
    expect(faultsOf(() => endpoints.endpoint(S3))).toEqual([
      'EndpointNotIncluded: the endpoint of S3 is of the type Gateway: ask for it with gatewayEndpoint',
    ]);
    expect(faultsOf(() => endpoints.gatewayEndpoint(STS))).toEqual([
      'EndpointNotIncluded: the endpoint of STS is of the type Interface: ask for it with endpoint',
    ]);
  });

  test('has metrics', () => {
    const metric = endpoints.metric(STS, 'BytesProcessed', { statistic: 'Average' });
    expect(metric.toMetricConfig().metricStat).toMatchObject({
      namespace: 'AWS/PrivateLinkEndpoints',
      metricName: 'BytesProcessed',
      statistic: 'Average',
    });
    expect(stack.resolve(metric.dimensions)).toEqual({
      'Endpoint Type': 'Interface',
      'Service Name': 'com.amazonaws.us-west-2.sts',
      'VPC Endpoint Id': { Ref: expect.stringMatching(/^EndpointsSts/) },
      'VPC Id': 'vpc-0123456789abcdef0',
    });
    expect(codesOf(() => endpoints.metric(S3, 'BytesProcessed'))).toEqual(['EndpointNotIncluded']);
  });
});

describe('weakenings', () => {
  test('leave a warning where a required service is left out', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services: EndpointSet.STUDIO.withoutRequired(STS, 'shared') });
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:network.requiredEndpointLeftOut']);
  });

  test('leave none where it is added again', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { services: EndpointSet.STUDIO.withoutRequired(STS, 'shared').plus(STS) });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('leave a warning where an endpoint has no restriction', () => {
    const stack = endpointStack(REGION);
    endpointsIn(stack, { customizations: [{ service: STS, policy: EndpointPolicy.unrestricted('partners') }] });
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:network.unrestrictedEndpoint']);
    expect(endpointsOf(stack)['com.amazonaws.us-west-2.sts'].PolicyDocument).toBeUndefined();
  });

  test('leave a warning where the region, and with it the names of services, is not known', () => {
    const stack = endpointStack();
    endpointsIn(stack);
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:network.unknownRegion']);
  });
});

describe('bad input', () => {
  test('is reported all at once, with the path of the construct', () => {
    const act = () =>
      endpointsIn(endpointStack('cn-north-1'), {
        services: EndpointSet.MLFLOW,
        studioDomains: ['domain'],
        privateApis: ['A_B'],
        imageAccounts: ['1'],
        customizations: [{ service: STS }, { service: STS }],
      });
    expect(codesOf(act).sort()).toEqual([
      'ConflictingProps',
      'EndpointNotIncluded',
      'EndpointNotIncluded',
      'EndpointServiceUnavailable',
      'InvalidAccountId',
      'InvalidApiId',
      'InvalidDomainId',
    ]);
    expect(act).toThrow('Stack/Endpoints');
  });

  test.each<[string, Partial<network.PrivateEndpointsProps>, string]>([
    ['an empty set', { services: EndpointSet.of() }, 'EndpointNotIncluded'],
    ['no domain', { studioDomains: [] }, 'InvalidDomainId'],
    [
      'the ARN of something else',
      { studioDomains: ['arn:aws:sagemaker:us-west-2:111122223333:app/d-abc'] },
      'InvalidDomainId',
    ],
    ['no API', { privateApis: [] }, 'InvalidApiId'],
    [
      'private DNS for routes',
      { customizations: [{ service: S3, privateDns: EndpointPrivateDns.ENABLED }] },
      'ConflictingProps',
    ],
    [
      'the same service twice',
      { services: EndpointSet.of(STS, EndpointService.of({ name: 'sts', purpose: 'mine' })) },
      'ConflictingProps',
    ],
  ])('can be %s', (_, props, code) => {
    expect(codesOf(() => endpointsIn(endpointStack(REGION), props))).toEqual([code]);
  });
});
