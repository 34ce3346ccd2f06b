import { type SecurityRule, securityRules } from './security-rules';
import { asList, asText, type Properties, referenced, resourcesOfType, type Template } from './template';

export interface GraphNode {
  readonly id: string;
  readonly title: string;
  /** In the corporate network, from where connections come. */
  readonly outside?: boolean;
  /** Where it is, as the title of a box around all nodes there. @default - the title of the graph */
  readonly group?: string;
  readonly lines: readonly string[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Says what belongs to what, and not who may connect. */
  readonly dashed?: boolean;
}

/** Who may connect to whom in a template, as its security groups say. */
export interface NetworkGraph {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** How the users of a security group are shown, by the type of the resource that has it. */
interface Kind {
  readonly type: string;
  readonly title: (properties: Properties) => string;
  readonly line: (properties: Properties) => string[];
  readonly outside: string;
}

const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const PROFILE = 'AWS::SageMaker::UserProfile';
const DOMAIN = 'AWS::SageMaker::Domain';
const FUNCTION = 'AWS::Lambda::Function';

const KINDS: readonly Kind[] = [
  {
    type: ENDPOINT,
    title: () => 'Interface endpoints',
    line: ({ ServiceName }) => [serviceOf(ServiceName)],
    outside: 'Browsers and SDKs',
  },
  {
    type: 'AWS::Route53Resolver::ResolverEndpoint',
    title: () => 'Inbound resolver',
    line: ({ IpAddresses }) =>
      (asList(IpAddresses) as Properties[]).map(({ Ip }) => asText(Ip ?? 'address chosen by AWS')),
    outside: 'DNS servers',
  },
  {
    type: DOMAIN,
    title: () => 'Studio domain',
    line: ({ DomainName }) => [asText(DomainName), 'group of all applications'],
    outside: 'Clients',
  },
  {
    type: FUNCTION,
    title: () => 'Function',
    line: ({ Description }) => [asText(Description)],
    outside: 'Clients',
  },
  {
    type: PROFILE,
    title: ({ UserProfileName }) => `User profile ${asText(UserProfileName)}`,
    line: () => ['group of own applications'],
    outside: 'Clients',
  },
];

export function networkGraph(template: Template): NetworkGraph {
  const rules = securityRules(template);
  const groups = resourcesOfType(template, 'AWS::EC2::SecurityGroup').map(([id]) => groupNode(template, rules, id));
  const [[, vpc] = ['', {} as Properties]] = resourcesOfType(template, 'AWS::EC2::VPC');
  const outside = outsideNodes(template, rules);
  return {
    title: `VPC ${asText(vpc.CidrBlock)} in ${zonesOf(template)} zones`,
    nodes: [...outside, ...groups, ...gatewayNodes(template)],
    edges: [...ruleEdges(template, rules, outside), ...profileEdges(template)],
  };
}

/** How many availability zones the subnets are in. */
export function zonesOf(template: Template): number {
  return new Set(
    resourcesOfType(template, 'AWS::EC2::Subnet').map(([, { AvailabilityZone }]) => asText(AvailabilityZone)),
  ).size;
}

export function portsInWords({ protocol, fromPort, toPort }: SecurityRule): string {
  const ports = fromPort === toPort ? `${fromPort}` : `${fromPort}–${toPort}`;
  return protocol === '-1' ? 'everything' : `${protocol.toUpperCase()} ${ports}`;
}

export function serviceOf(name: unknown): string {
  return asText(name).replace(/^.*\.([a-z]{2,}(-[a-z]+)+-\d|\$\{AWS::Region\})\.(.+)$/, '$3');
}

/** The resources that have a security group, by kind. */
function usersOf(template: Template, group: string): { kind: Kind; properties: Properties }[] {
  return KINDS.flatMap((kind) =>
    resourcesOfType(template, kind.type)
      .filter(([, properties]) => groupsOf(properties).includes(group))
      .map(([, properties]) => ({ kind, properties })),
  );
}

function groupsOf({ SecurityGroupIds, DefaultUserSettings, UserSettings, VpcConfig }: Properties): string[] {
  const settings = (DefaultUserSettings ?? UserSettings ?? VpcConfig ?? {}) as Properties;
  return [...asList(SecurityGroupIds), ...asList(settings.SecurityGroups), ...asList(settings.SecurityGroupIds)].map(
    (group) => referenced(group) ?? asText(group),
  );
}

function groupNode(template: Template, rules: readonly SecurityRule[], id: string): GraphNode {
  const users = usersOf(template, id);
  const own = rules.filter(({ direction, group, peer }) => direction === 'in' && group === id && peer.id === id);
  return {
    id,
    title: users[0]?.kind.title(users[0].properties) ?? `Security group ${id}`,
    lines: [
      ...users.flatMap(({ kind, properties }) => kind.line(properties)),
      ...own.map((rule) => `among themselves: ${portsInWords(rule)}`),
    ],
  };
}

/** Ranges with the same rules are one node. */
function outsideNodes(template: Template, rules: readonly SecurityRule[]): GraphNode[] {
  const ranges = [...new Set(rules.filter(({ peer }) => peer.kind === 'range').map(({ peer }) => peer.id))];
  const signature = (range: string) =>
    rules
      .filter(({ peer }) => peer.id === range)
      .map((rule) => `${rule.direction} ${rule.group} ${portsInWords(rule)}`)
      .sort()
      .join();
  return [...new Set(ranges.map(signature))].map((wanted) => {
    const same = ranges.filter((range) => signature(range) === wanted);
    const { group } = rules.find(({ peer }) => peer.id === same[0]) as SecurityRule;
    return {
      id: `Outside ${same[0]}`,
      outside: true,
      title: usersOf(template, group)[0]?.kind.outside ?? 'Addresses',
      lines: same,
    };
  });
}

function gatewayNodes(template: Template): GraphNode[] {
  const gateways = resourcesOfType(template, ENDPOINT).filter(
    ([, { VpcEndpointType }]) => VpcEndpointType === 'Gateway',
  );
  const lines = gateways.map(([, { ServiceName }]) => serviceOf(ServiceName));
  return lines.length ? [{ id: 'Gateway', title: 'Gateway endpoints', lines }] : [];
}

/** The rules between the same two are one edge. What both sides allow is said once. */
function ruleEdges(template: Template, rules: readonly SecurityRule[], outside: readonly GraphNode[]): GraphEdge[] {
  const gateways = gatewayNodes(template).length > 0;
  const idOf = ({ peer }: SecurityRule) => {
    const range = outside.find(({ lines }) => lines.includes(peer.id))?.id;
    return range ?? (peer.kind === 'prefix list' && gateways ? 'Gateway' : peer.id);
  };
  const labels = new Map<string, { from: string; to: string; ports: Set<string> }>();
  for (const rule of rules.filter(({ group, peer }) => group !== peer.id)) {
    const [from, to] = rule.direction === 'in' ? [idOf(rule), rule.group] : [rule.group, idOf(rule)];
    const edge = labels.get(`${from} ${to}`) ?? { from, to, ports: new Set<string>() };
    labels.set(`${from} ${to}`, { ...edge, ports: edge.ports.add(portsInWords(rule)) });
  }
  return [...labels.values()].map(({ from, to, ports }) => ({ from, to, label: [...ports].sort().join(', ') }));
}

/** The applications of a user have the groups of the domain as well. */
function profileEdges(template: Template): GraphEdge[] {
  const domains = new Map(resourcesOfType(template, DOMAIN).map(([id, properties]) => [id, groupsOf(properties)]));
  return resourcesOfType(template, PROFILE).flatMap(([, properties]) =>
    groupsOf(properties).flatMap((from) =>
      (domains.get(referenced(properties.DomainId) ?? '') ?? []).map((to) => ({
        from,
        to,
        label: 'also in',
        dashed: true,
      })),
    ),
  );
}
