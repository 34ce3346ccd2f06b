import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';
import { codesOf, faultsOf } from '../../faults';
import { warningsOf } from '../../notebook/setup';
import { allOf, ENV, literalVpc, onlyOf, testStack } from '../dns-setup';

const { EndpointService, PrivateDns, PrivateDnsTarget } = network;
const ZONE = 'AWS::Route53::HostedZone';
const RECORD = 'AWS::Route53::RecordSet';

function endpointIn(stack: Stack, props: Partial<ec2.InterfaceVpcEndpointProps> = {}): ec2.InterfaceVpcEndpoint {
  const service = ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_API;
  return new ec2.InterfaceVpcEndpoint(stack, 'Endpoint', {
    vpc: literalVpc(stack),
    service,
    privateDnsEnabled: false,
    open: false,
    ...props,
  });
}

function dnsIn(stack: Stack, props: Partial<network.PrivateDnsProps> = {}): network.PrivateDns {
  const targets = props.targets ?? [PrivateDnsTarget.endpoint(EndpointService.SAGEMAKER_API, endpointIn(stack))];
  return new PrivateDns(stack, 'Dns', { vpc: literalVpc(stack, 'Central'), ...props, targets });
}

/** An endpoint of which nothing is made, for any service. */
function known(service: network.EndpointService, zones?: network.PrivateDnsZone[]): network.PrivateDnsTarget {
  return PrivateDnsTarget.attributes({
    service,
    zones,
    dnsName: 'vpce-1.sts.eu-central-1.vpce.amazonaws.com',
    hostedZoneId: 'Z273ZU8SZ5RJPC',
  });
}

function recordsOf(stack: Stack): string[] {
  return allOf(Template.fromStack(stack), RECORD)
    .map(({ Type, Name }) => `${Type} ${Name}`)
    .sort();
}

describe('the private hosted zone of an endpoint', () => {
  const stack = testStack();
  const dns = dnsIn(stack, { spokeVpcs: [literalVpc(stack, 'Spoke', 'vpc-0000000000000000f')] });
  const template = Template.fromStack(stack);

  test('has the name of the service, and is for the VPCs', () => {
    expect(onlyOf(template, ZONE)).toMatchObject({
      Name: 'api.sagemaker.eu-central-1.amazonaws.com.',
      VPCs: [
        { VPCId: 'vpc-0123456789abcdef0', VPCRegion: 'eu-central-1' },
        { VPCId: 'vpc-0000000000000000f', VPCRegion: 'eu-central-1' },
      ],
    });
    expect(dns.zoneNames).toEqual(['api.sagemaker.eu-central-1.amazonaws.com']);
    expect(stack.resolve(dns.hostedZones.map(({ hostedZoneId }) => hostedZoneId))).toEqual([
      { Ref: expect.stringMatching(/^Dnssagemakerapi/) },
    ]);
  });

  test('has an alias for the first DNS entry of the endpoint', () => {
    const [id] = Object.keys(template.findResources('AWS::EC2::VPCEndpoint'));
    const first = { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': [id, 'DnsEntries'] }] }] };
    expect(onlyOf(template, RECORD)).toEqual({
      Name: 'api.sagemaker.eu-central-1.amazonaws.com.',
      Type: 'A',
      HostedZoneId: { Ref: expect.any(String) },
      AliasTarget: { HostedZoneId: { 'Fn::Select': [0, first] }, DNSName: { 'Fn::Select': [1, first] } },
    });
  });
});

describe('the records of a service', () => {
  test.each([
    [EndpointService.SAGEMAKER_STUDIO, 'eu-central-1', ['A *.studio.eu-central-1.sagemaker.aws.']],
    [EndpointService.SAGEMAKER_STUDIO, 'us-gov-west-1', ['A *.studio.us-gov-west-1.sagemaker.aws.']],
    [EndpointService.SAGEMAKER_STUDIO, 'cn-north-1', ['A *.studio.cn-north-1.sagemaker.com.cn.']],
    [EndpointService.SAGEMAKER_NOTEBOOK, 'us-east-1', ['A *.notebook.us-east-1.sagemaker.aws.']],
    [
      EndpointService.ECR_DOCKER,
      'eu-central-1',
      ['A *.dkr.ecr.eu-central-1.amazonaws.com.', 'A dkr.ecr.eu-central-1.amazonaws.com.'],
    ],
    [EndpointService.EXECUTE_API, 'eu-central-1', ['A *.execute-api.eu-central-1.amazonaws.com.']],
    [EndpointService.STS, 'us-iso-east-1', ['A sts.us-iso-east-1.c2s.ic.gov.']],
  ])('%j in %s', (service, region, records) => {
    const stack = new Stack(testApp(), 'Stack', { env: { ...ENV, region } });
    dnsIn(stack, { targets: [known(service)] });
    expect(recordsOf(stack)).toEqual(records);
  });

  test('are of the families of the endpoint', () => {
    const recordsWith = (ipAddressType: ec2.VpcEndpointIpAddressType) => {
      const stack = testStack();
      dnsIn(stack, {
        targets: [PrivateDnsTarget.endpoint(EndpointService.SAGEMAKER_API, endpointIn(stack, { ipAddressType }))],
      });
      return recordsOf(stack).map((record) => record.split(' ')[0]);
    };
    const { DUALSTACK, IPV4, IPV6 } = ec2.VpcEndpointIpAddressType;
    expect([DUALSTACK, IPV4, IPV6].map(recordsWith)).toEqual([['A', 'AAAA'], ['A'], ['AAAA']]);
  });

  test('are those that are given, where they are', () => {
    const stack = testStack();
    const zones = [{ zoneName: 'one.partner.example' }, { zoneName: 'Two.Partner.Example.', wildcard: true }];
    dnsIn(stack, { targets: [known(EndpointService.SAGEMAKER_PARTNER_APP, zones)] });
    expect(recordsOf(stack)).toEqual(['A *.two.partner.example.', 'A one.partner.example.', 'A two.partner.example.']);
  });

  test('lead to what is known of an imported endpoint', () => {
    const stack = testStack();
    dnsIn(stack, { targets: [known(EndpointService.STS)] });
    const alias = { DNSName: 'vpce-1.sts.eu-central-1.vpce.amazonaws.com', HostedZoneId: 'Z273ZU8SZ5RJPC' };
    expect(onlyOf(Template.fromStack(stack), RECORD).AliasTarget).toEqual(alias);
  });
});

describe('the endpoints of a set', () => {
  const { EndpointPrivateDns, EndpointSet, PrivateEndpoints } = network;

  function setIn(stack: Stack, privateDns: network.EndpointPrivateDns) {
    const vpc = literalVpc(stack, 'Set');
    const services = EndpointSet.of(
      EndpointService.SAGEMAKER_API,
      EndpointService.SAGEMAKER_STUDIO,
      EndpointService.S3,
      EndpointService.EXECUTE_API,
    );
    return new PrivateEndpoints(stack, 'Endpoints', {
      vpc,
      services,
      privateDns,
      clients: [ec2.Peer.ipv4('10.0.0.0/8')],
    });
  }

  test('get a zone each, but for gateway endpoints and private APIs', () => {
    const stack = testStack();
    const dns = dnsIn(stack, {
      targets: PrivateDnsTarget.fromPrivateEndpoints(setIn(stack, EndpointPrivateDns.DISABLED)),
    });
    expect([...dns.zoneNames].sort()).toEqual([
      'api.sagemaker.eu-central-1.amazonaws.com',
      'studio.eu-central-1.sagemaker.aws',
    ]);
  });

  test('are refused where their own private DNS is on', () => {
    const stack = testStack();
    const targets = PrivateDnsTarget.fromPrivateEndpoints(setIn(stack, EndpointPrivateDns.ENABLED));
    expect(codesOf(() => dnsIn(stack, { targets }))).toEqual(['PrivateDnsConflict', 'PrivateDnsConflict']);
  });
});

describe('a stack without environment', () => {
  const stack = testStack({});
  dnsIn(stack, { targets: [known(EndpointService.SAGEMAKER_API), known(EndpointService.SAGEMAKER_STUDIO)] });

  test('has zones with the region and the domain of the deployment', () => {
    const [api, studio] = allOf(Template.fromStack(stack), ZONE).map(({ Name }) => Name);
    expect(api).toEqual({
      'Fn::Join': ['', ['api.sagemaker.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '.']],
    });
    expect(studio).toEqual({ 'Fn::Join': ['', ['studio.', { Ref: 'AWS::Region' }, '.sagemaker.aws.']] });
  });

  test('is warned of names that differ between partitions', () => {
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:network.unknownRegion']);
  });

  test('is not warned where the region is named, or the names are given, or the same everywhere', () => {
    const quiet = (props: Partial<network.PrivateDnsProps>) => {
      const other = testStack({});
      dnsIn(other, props);
      return warningsOf(other);
    };
    expect(quiet({ region: 'cn-north-1', targets: [known(EndpointService.SAGEMAKER_STUDIO)] })).toEqual([]);
    expect(quiet({ targets: [known(EndpointService.SAGEMAKER_STUDIO, [{ zoneName: 'studio.example' }])] })).toEqual([]);
    expect(quiet({ targets: [known(EndpointService.STS)] })).toEqual([]);
  });
});

describe('endpoints are refused', () => {
  test('whose own private DNS is on', () => {
    const stack = testStack();
    const targets = [
      PrivateDnsTarget.endpoint(EndpointService.SAGEMAKER_API, endpointIn(stack, { privateDnsEnabled: true })),
    ];
    expect(faultsOf(() => dnsIn(stack, { targets }))).toEqual([
      'PrivateDnsConflict: Stack/Endpoint has private DNS of its own, which excludes a private hosted zone with the same names: set privateDnsEnabled to false',
    ]);
  });

  test('whose DNS entries are unknown', () => {
    const stack = testStack();
    const endpoint = ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, 'Existing', {
      vpcEndpointId: 'vpce-0123456789abcdef0',
      port: 443,
    });
    expect(
      faultsOf(() => dnsIn(stack, { targets: [PrivateDnsTarget.endpoint(EndpointService.STS, endpoint)] })),
    ).toEqual([
      'UnknownDnsNames: the DNS entries of Stack/Existing must be known, got an imported endpoint: use PrivateDnsTarget.attributes',
    ]);
  });

  test('to whose first DNS entry no record can point', () => {
    const stack = testStack();
    const targets = [
      PrivateDnsTarget.endpoint(
        EndpointService.S3_INTERFACE,
        endpointIn(stack, { service: ec2.InterfaceVpcEndpointAwsService.S3 }),
      ),
    ];
    expect(codesOf(() => dnsIn(stack, { targets }))).toEqual(['UnknownDnsNames']);
  });

  test.each([
    [
      EndpointService.SAGEMAKER_PARTNER_APP,
      'eu-central-1',
      'the service partner-app are not known in eu-central-1 (partition aws)',
    ],
    [
      EndpointService.SAGEMAKER_STUDIO,
      'us-iso-east-1',
      'the service studio are not known in us-iso-east-1 (partition aws-iso)',
    ],
    [EndpointService.STS, 'eu-nowhere-9', 'the service sts are not known in the unknown region eu-nowhere-9'],
  ])('whose names are not known: %j in %s', (service, region, where) => {
    expect(faultsOf(() => dnsIn(testStack(), { region, targets: [known(service)] }))).toEqual([
      `UnknownDnsNames: the DNS names of ${where}: give the zones themselves with zones`,
    ]);
  });

  test('with zones that would take the names of others', () => {
    const judged = (zones: network.PrivateDnsZone[]) =>
      codesOf(() => dnsIn(testStack(), { targets: [known(EndpointService.STS, zones)] }));
    expect(judged([{ zoneName: 'amazonaws.com' }])).toEqual(['BroadDnsZone']);
    expect(judged([{ zoneName: 'sts..example' }])).toEqual(['InvalidDnsZone']);
    expect(judged([{ zoneName: new CfnParameter(new Stack(), 'Zone').valueAsString }])).toEqual(['InvalidDnsZone']);
    expect(judged([])).toEqual(['ConflictingProps']);
  });

  test('with the same zone', () => {
    const targets = [known(EndpointService.STS), known(EndpointService.STS)];
    expect(faultsOf(() => dnsIn(testStack(), { targets }))).toEqual([
      "ConflictingProps: targets must name each zone once, got 'sts.eu-central-1.amazonaws.com' twice",
    ]);
  });

  test('where there are none, or the region is malformed', () => {
    expect(codesOf(() => dnsIn(testStack(), { targets: [], region: 'Frankfurt' }))).toEqual([
      'ConflictingProps',
      'InvalidRegion',
    ]);
  });
});

test('VPCs of another account are refused', () => {
  const app = testApp();
  const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'eu-central-1' } });
  const spokeVpcs = [literalVpc(other, 'Spoke')];
  expect(codesOf(() => dnsIn(testStack(undefined, app), { spokeVpcs }))).toContain('ForeignAccountVpc');
});

test('zones keep their logical ids when others come before them', () => {
  const idsOf = (services: network.EndpointService[]) => {
    const stack = testStack();
    dnsIn(stack, { targets: services.map((service) => known(service)) });
    return Object.keys(Template.fromStack(stack).toJSON().Resources);
  };
  const [one, two] = [idsOf([EndpointService.STS]), idsOf([EndpointService.KMS, EndpointService.STS])];
  expect(two).toEqual(expect.arrayContaining(one));
  expect(two).toHaveLength(2 * one.length);
});
