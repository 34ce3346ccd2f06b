import { join } from 'node:path';
import { overlap, reach } from '../../test/examples/reachability';
import { serviceOf } from '../report/network-graph';
import { securityRules } from '../report/security-rules';
import {
  asList,
  asText,
  type Properties,
  readTemplate,
  referenced,
  resourcesOfType,
  type Template,
} from '../report/template';
import { mergedTemplate } from './merged';

/** What must hold so that a host in the corporate network opens Studio, as a question to the template of both sides. */
export interface PathCheck {
  readonly statement: string;
  holds(path: CorporatePath): boolean;
}

const INSTANCE = 'AWS::EC2::Instance';
const RESOLVER = 'AWS::Route53Resolver::ResolverEndpoint';

/** The two sides of a rehearsal, found by what refers to what in a merged template. */
export class CorporatePath {
  public readonly host: Properties;
  public readonly inbound: Properties;
  public readonly outbound: Properties;
  /** The interface endpoints of the VPC of the inbound resolver. */
  public readonly endpoints: readonly Properties[];

  constructor(
    public readonly template: Template,
    /** The zones that must lead to private addresses. */
    public readonly zones: readonly string[],
  ) {
    const [[, host]] = resourcesOfType(template, INSTANCE);
    this.host = host;
    const resolvers = resourcesOfType(template, RESOLVER).map(([, properties]) => properties);
    this.inbound = resolvers.find(({ Direction }) => Direction === 'INBOUND')!;
    this.outbound = resolvers.find(({ Direction }) => Direction === 'OUTBOUND')!;
    this.endpoints = resourcesOfType(template, 'AWS::EC2::VPCEndpoint')
      .map(([, properties]) => properties)
      .filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');
  }

  /** The subnets of something with network interfaces. */
  public subnetsOf({ IpAddresses, SubnetId: own, SubnetIds }: Properties): string[] {
    const addresses = asList(IpAddresses) as Properties[];
    const subnets = [...addresses.map(({ SubnetId }) => SubnetId), ...asList(own), ...asList(SubnetIds)];
    return subnets.flatMap((subnet) => referenced(subnet) ?? []);
  }

  /** The logical id of the VPC that something is in. */
  public vpcOf(member: Properties): string {
    const [subnet] = this.subnetsOf(member);
    return referenced(this.propertiesOf(subnet).VpcId) as string;
  }

  public rangeOf(member: Properties): string {
    return asText(this.propertiesOf(this.vpcOf(member)).CidrBlock);
  }

  public party(member: Properties): { readonly groups: string[]; readonly vpc: string } {
    const groups = asList(member.SecurityGroupIds);
    return { groups: groups.flatMap((group) => referenced(group) ?? []), vpc: this.rangeOf(member) };
  }

  /** The addresses of a resolver. */
  public addressesOf({ IpAddresses }: Properties): string[] {
    return (asList(IpAddresses) as Properties[]).map(({ Ip }) => asText(Ip)).sort();
  }

  /** The rules that forward, by their zones. */
  public rules(): ReadonlyMap<string, { readonly id: string; readonly properties: Properties }> {
    const all = resourcesOfType(this.template, 'AWS::Route53Resolver::ResolverRule');
    return new Map(
      all
        .filter(([, { RuleType }]) => RuleType === 'FORWARD')
        .map(([id, properties]) => [asText(properties.DomainName), { id, properties }]),
    );
  }

  /** Whether every subnet of one member has a route through a peering connection to the VPC of another one, and no better one. */
  public isRouted(from: Properties, to: Properties): boolean {
    const peerings = resourcesOfType(this.template, 'AWS::EC2::VPCPeeringConnection')
      .filter(([, { PeerVpcId, VpcId }]) => {
        const sides = [referenced(PeerVpcId), referenced(VpcId)];
        return sides.includes(this.vpcOf(from)) && sides.includes(this.vpcOf(to));
      })
      .map(([id]) => id);
    return this.subnetsOf(from).every((subnet) =>
      this.routesOf(subnet).some(
        ({ DestinationCidrBlock, VpcPeeringConnectionId }) =>
          this.cidrOf(DestinationCidrBlock) === this.rangeOf(to) &&
          peerings.includes(referenced(VpcPeeringConnectionId) ?? ''),
      ),
    );
  }

  public propertiesOf(id: string): Properties {
    return this.template.Resources[id]?.Properties ?? {};
  }

  private routesOf(subnet: string): Properties[] {
    const table = resourcesOfType(this.template, 'AWS::EC2::SubnetRouteTableAssociation')
      .filter(([, { SubnetId }]) => referenced(SubnetId) === subnet)
      .map(([, { RouteTableId }]) => referenced(RouteTableId))[0];
    return resourcesOfType(this.template, 'AWS::EC2::Route')
      .map(([, properties]) => properties)
      .filter(({ RouteTableId }) => referenced(RouteTableId) === table);
  }

  /** A literal range, or the one of the VPC that it refers to. */
  private cidrOf(value: unknown): string {
    const vpc = referenced(value);
    return vpc === undefined ? asText(value) : asText(this.propertiesOf(vpc).CidrBlock);
  }
}

/** A rule of the outbound resolver with the addresses of the inbound one, and no other ones. */
function targetsInbound(path: CorporatePath, rule: Properties | undefined): boolean {
  const targets = asList(rule?.TargetIps) as Properties[];
  const addresses = targets.map(({ Ip }) => asText(Ip)).sort();
  return (
    rule !== undefined &&
    path.propertiesOf(referenced(rule.ResolverEndpointId) as string) === path.outbound &&
    addresses.join() === path.addressesOf(path.inbound).join() &&
    targets.every(({ Port, Protocol }) => asText(Port) === '53' && Protocol === 'Do53')
  );
}

/** Names begin with the service, in the reverse order of its words. */
function isAnswered(path: CorporatePath, zone: string): boolean {
  return path.endpoints.some(({ ServiceName, PrivateDnsEnabled }) => {
    const words = serviceOf(ServiceName).split('.').reverse();
    return PrivateDnsEnabled === true && zone.startsWith(`${words.join('.')}.`);
  });
}

function isFollowed(path: CorporatePath, zone: string): boolean {
  const rule = path.rules().get(zone)?.id;
  return resourcesOfType(path.template, 'AWS::Route53Resolver::ResolverRuleAssociation').some(
    ([, { ResolverRuleId, VPCId }]) =>
      referenced(ResolverRuleId) === rule && referenced(VPCId) === path.vpcOf(path.host),
  );
}

/** By single addresses: security groups name them where the other side is in another VPC. */
function asks(path: CorporatePath, protocol: 'tcp' | 'udp'): boolean {
  const { template, inbound, outbound } = path;
  const rangesOf = (resolver: Properties) => path.addressesOf(resolver).map((ip) => ({ range: `${ip}/32` }));
  const leaving = rangesOf(inbound).map((to) => ({ from: path.party(outbound), to }));
  const entering = rangesOf(outbound).map((from) => ({ from, to: path.party(inbound) }));
  return [...leaving, ...entering].every((question) => reach(template, { ...question, protocol, port: 53 }).reachable);
}

/** Whether nobody reaches a host but Session Manager, and code on it gets no credentials without a session token. */
function isClosed(path: CorporatePath): boolean {
  const { MetadataOptions, NetworkInterfaces } = path.host;
  const { groups } = path.party(path.host);
  const subnets = path.subnetsOf(path.host).map((id) => path.propertiesOf(id));
  const entrances = securityRules(path.template).filter(
    ({ direction, group }) => direction === 'in' && groups.includes(group),
  );
  return (
    (MetadataOptions as Properties | undefined)?.HttpTokens === 'required' &&
    // A network interface of its own could have a public address, whatever the subnet says.
    NetworkInterfaces === undefined &&
    subnets.length > 0 &&
    subnets.every(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch === false) &&
    groups.length > 0 &&
    entrances.length === 0
  );
}

export const PATH_CHECKS: readonly PathCheck[] = [
  {
    statement: 'The ranges of both networks do not overlap',
    holds: (path) => !overlap(path.rangeOf(path.host), path.rangeOf(path.inbound)),
  },
  {
    statement: 'Every zone of Studio is forwarded to all addresses of the inbound resolver, on port 53',
    holds: (path) => path.zones.every((zone) => targetsInbound(path, path.rules().get(zone)?.properties)),
  },
  {
    statement: 'The VPC of the inbound resolver has an endpoint with private DNS for every zone',
    holds: (path) => path.zones.every((zone) => isAnswered(path, zone)),
  },
  {
    statement: 'The network of the host follows these rules, and sends no other names to Studio',
    holds: (path) => path.rules().size === path.zones.length && path.zones.every((zone) => isFollowed(path, zone)),
  },
  {
    statement: 'The security groups let every query by UDP and TCP 53 out of one resolver and into the other',
    holds: (path) => (['udp', 'tcp'] as const).every((protocol) => asks(path, protocol)),
  },
  {
    statement: 'Queries and answers are routed between the resolvers, in every zone',
    holds: (path) => path.isRouted(path.outbound, path.inbound) && path.isRouted(path.inbound, path.outbound),
  },
  {
    statement: 'Every interface endpoint of Studio is reached by the host on TCP 443',
    holds: (path) =>
      path.endpoints.length > 0 &&
      path.endpoints.every(
        (endpoint) =>
          reach(path.template, { from: path.party(path.host), to: path.party(endpoint), protocol: 'tcp', port: 443 })
            .reachable,
      ),
  },
  {
    statement: 'The host and the endpoints are routed to each other, in every zone',
    holds: (path) =>
      path.endpoints.every((endpoint) => path.isRouted(path.host, endpoint) && path.isRouted(endpoint, path.host)),
  },
  {
    statement:
      'The host has no public address, lets nobody in, and answers metadata requests with a session token only',
    holds: isClosed,
  },
];

/** The checks, each with its answer. */
export function checkedPath(path: CorporatePath): { statement: string; held: boolean }[] {
  return PATH_CHECKS.map(({ statement, holds }) => ({ statement, held: holds(path) }));
}

/** From the synthesized templates of both sides. The zones are those that Studio hands over to the corporate side. */
export function readPath(output: string): CorporatePath {
  const templates = ['PrivateStudio', 'CorporateNetwork'].map((name): [string, Template] => [
    name,
    readTemplate(join(output, `${name}.template.json`)),
  ]);
  const [[, studio]] = templates;
  const handover = Object.entries(studio.Outputs ?? {}).find(([id]) => /^Handover.*Zones/.test(id))?.[1];
  return new CorporatePath(mergedTemplate(Object.fromEntries(templates)), asText(handover?.Value).split(','));
}
