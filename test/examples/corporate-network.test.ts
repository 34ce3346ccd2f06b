import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergedTemplate } from '../../demo/corporate-network/merged';
import { CorporatePath, checkedPath, PATH_CHECKS, readPath } from '../../demo/corporate-network/path-checks';
import { type Properties, type Resource, resourcesOfType, type Template } from '../../demo/report/template';
import { createStacks } from '../../examples/corporate-network/stacks';
import { testApp } from '../app';
import { contextOf, readExampleFile } from './catalogue';
import { reach, waysOut } from './reachability';

const folder = mkdtempSync(join(tmpdir(), 'corporate-network-'));
const app = testApp({ context: contextOf('corporate-network'), outdir: folder });
const { studio } = createStacks(app);
const path = readPath(app.synth().directory);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function failing(changed: CorporatePath): string[] {
  return checkedPath(changed)
    .filter(({ held }) => !held)
    .map(({ statement }) => statement);
}

/** The path with other properties of every resource of a type, and without those that have none. */
function changed(type: string, change: (properties: Properties, id: string) => Properties | undefined): CorporatePath {
  const resources = Object.entries(path.template.Resources).flatMap(([id, resource]): [string, Resource][] => {
    const properties = resource.Type === type ? change(resource.Properties ?? {}, id) : resource.Properties;
    return properties || resource.Type !== type ? [[id, { ...resource, Properties: properties }]] : [];
  });
  return new CorporatePath({ Resources: Object.fromEntries(resources) }, path.zones);
}

/** The path with those rules of all security groups that are kept. */
function withRules(property: string, keeps: (rule: Properties) => boolean): CorporatePath {
  return changed('AWS::EC2::SecurityGroup', (properties) => ({
    ...properties,
    [property]: ((properties[property] ?? []) as Properties[]).filter(keeps),
  }));
}

describe('the way from the host to Studio', () => {
  test('holds in every respect', () => {
    expect(failing(path)).toEqual([]);
    expect(PATH_CHECKS.length).toBe(9);
  });

  test('is for the three zones that private-studio hands over', () => {
    expect(path.zones).toEqual(studio.forwarderConfig.zones);
    expect(path.zones).toEqual([
      'api.sagemaker.eu-central-1.amazonaws.com',
      'runtime.sagemaker.eu-central-1.amazonaws.com',
      'studio.eu-central-1.sagemaker.aws',
    ]);
    expect([...path.rules().keys()].sort()).toEqual(path.zones);
  });

  test('has the addresses that the README shows', () => {
    const readme = readExampleFile('corporate-network', 'README.md');
    expect(readme).toContain(`Outbound resolver: ${path.addressesOf(path.outbound).join(', ')}`);
    expect(readme).toContain(`Inbound resolver: ${path.addressesOf(path.inbound).join(', ')}`);
    expect(readme).toContain(`CorporateNetwork, VPC ${path.rangeOf(path.host)}`);
    expect(readme).toContain(`PrivateStudio, VPC ${path.rangeOf(path.inbound)}`);
  });

  test('passes no security group with more than it needs', () => {
    const { groups: outbound } = path.party(path.outbound);
    const { groups: host } = path.party(path.host);
    const addresses = path.addressesOf(path.inbound);
    const asked = waysOut(path.template, outbound).map(
      ({ peer, protocol, fromPort }) => `${peer.id} ${protocol} ${fromPort}`,
    );
    expect([...asked].sort()).toEqual(addresses.flatMap((ip) => [`${ip}/32 tcp 53`, `${ip}/32 udp 53`]).sort());
    expect(
      waysOut(path.template, host).map(({ peer, protocol, fromPort }) => `${peer.id} ${protocol} ${fromPort}`),
    ).toEqual(['0.0.0.0/0 tcp 443']);
  });

  test('lets the host not ask the inbound resolver itself', () => {
    const question = { from: path.party(path.host), to: path.party(path.inbound), protocol: 'udp', port: 53 } as const;
    expect(reach(path.template, question).reachable).toBe(false);
  });
});

describe('a mistake shows', () => {
  const [RANGES, TARGETS, ANSWERED, FOLLOWED, ASKED, ROUTED_NAMES, REACHED, ROUTED, CLOSED] = PATH_CHECKS.map(
    ({ statement }) => statement,
  );
  const withoutRoute = (part: string) =>
    changed('AWS::EC2::Route', (properties, id) => (id.includes(part) ? undefined : properties));
  const target = { Ip: '10.20.0.11', Port: '53', Protocol: 'Do53' };
  const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.0.0/8' };

  const MISTAKES: [string, CorporatePath, string[]][] = [
    [
      'where both networks have the same range',
      changed('AWS::EC2::VPC', (properties) => ({ ...properties, CidrBlock: '10.20.0.0/22' })),
      [RANGES, REACHED],
    ],
    [
      'where a rule targets another address',
      changed('AWS::Route53Resolver::ResolverRule', (properties) => ({ ...properties, TargetIps: [target] })),
      [TARGETS],
    ],
    [
      'where a rule has one of the two addresses',
      changed('AWS::Route53Resolver::ResolverRule', (properties) => ({
        ...properties,
        TargetIps: (properties.TargetIps as Properties[]).slice(1),
      })),
      [TARGETS],
    ],
    [
      'where a zone has no rule',
      changed('AWS::Route53Resolver::ResolverRule', (properties) =>
        properties.DomainName === path.zones[2] ? undefined : properties,
      ),
      [TARGETS, FOLLOWED],
    ],
    [
      'where an endpoint has no private DNS',
      changed('AWS::EC2::VPCEndpoint', (properties, id) => ({
        ...properties,
        PrivateDnsEnabled: !id.includes('SagemakerStudio'),
      })),
      [ANSWERED],
    ],
    [
      'where a rule is not associated',
      changed('AWS::Route53Resolver::ResolverRuleAssociation', (properties, id) =>
        id.includes('Rulestudio') ? undefined : properties,
      ),
      [FOLLOWED],
    ],
    [
      'where the inbound resolver does not admit the outbound one',
      withRules('SecurityGroupIngress', ({ CidrIp }) => CidrIp !== '10.64.1.10/32'),
      [ASKED],
    ],
    [
      'where the outbound resolver asks by UDP only',
      withRules('SecurityGroupEgress', ({ FromPort, IpProtocol }) => FromPort !== 53 || IpProtocol === 'udp'),
      [ASKED],
    ],
    ['where a zone of the corporate network has no route', withoutRoute('PeeringOutgoing1'), [ROUTED_NAMES, ROUTED]],
    ['where answers have no route in a zone of Studio', withoutRoute('PeeringReturning2'), [ROUTED_NAMES, ROUTED]],
    [
      'where routes lead to another network',
      changed('AWS::EC2::VPCPeeringConnection', (properties) => ({
        ...properties,
        PeerVpcId: 'vpc-0123456789abcdef0',
      })),
      [ROUTED_NAMES, ROUTED],
    ],
    [
      'where the endpoints admit other clients only',
      withRules('SecurityGroupIngress', ({ CidrIp }) => CidrIp !== '10.64.0.0/12'),
      [REACHED],
    ],
    [
      'where the host answers metadata requests without a token',
      changed('AWS::EC2::Instance', ({ MetadataOptions: _, ...properties }) => properties),
      [CLOSED],
    ],
    [
      'where the host has a public address',
      changed('AWS::EC2::Instance', (properties) => ({
        ...properties,
        NetworkInterfaces: [{ AssociatePublicIpAddress: true, DeviceIndex: '0' }],
      })),
      [CLOSED],
    ],
    [
      'where subnets give public addresses',
      changed('AWS::EC2::Subnet', (properties) => ({ ...properties, MapPublicIpOnLaunch: true })),
      [CLOSED],
    ],
    [
      'where somebody may connect to the host',
      changed('AWS::EC2::SecurityGroup', (properties, id) =>
        id.includes('HostSecurityGroup') ? { ...properties, SecurityGroupIngress: [ssh] } : properties,
      ),
      [CLOSED],
    ],
  ];

  test.each(MISTAKES)('%s', (_, mistaken, expected) => {
    expect(failing(mistaken)).toEqual(expected);
  });

  test('in every check', () => {
    const found = new Set(MISTAKES.flatMap(([, , expected]) => expected));
    expect(PATH_CHECKS.filter(({ statement }) => !found.has(statement))).toEqual([]);
  });
});

describe('templates of several stacks as one', () => {
  const Export = { Name: 'One:Id' };
  const one: Template = {
    Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: { Ref: 'AWS::Region' } } } },
    Outputs: { Id: { Value: { Ref: 'Vpc' }, Export } as { Value: unknown } },
  };
  const other = (value: unknown): Template => ({ Resources: { Vpc: { Type: 'A::B::C', Properties: { value } } } });

  test('have an id for each resource, and references where they had imports', () => {
    const merged = mergedTemplate({ One: one, Two: other({ 'Fn::Join': ['', [{ 'Fn::ImportValue': 'One:Id' }]] }) });
    expect(merged.Resources).toEqual({
      OneVpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: { Ref: 'AWS::Region' } } },
      TwoVpc: { Type: 'A::B::C', Properties: { value: { 'Fn::Join': ['', [{ Ref: 'OneVpc' }]] } } },
    });
  });

  test('have attributes of their own resources', () => {
    const merged = mergedTemplate({ Two: other({ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }) });
    expect(resourcesOfType(merged, 'A::B::C')[0][1]).toEqual({ value: { 'Fn::GetAtt': ['TwoVpc', 'CidrBlock'] } });
  });

  test('fail on an import that nobody exports', () => {
    expect(() => mergedTemplate({ Two: other({ 'Fn::ImportValue': 'One:Id' }) })).toThrow('no stack exports One:Id');
  });
});
