import { asList, asText, type Properties, referenced, resourcesOfType, type Template } from './template';

const GROUP = 'AWS::EC2::SecurityGroup';

/** Whom a rule is about. */
export interface RulePeer {
  readonly kind: 'range' | 'group' | 'prefix list';
  /** An address range, the logical id of a security group, or the id of a prefix list. */
  readonly id: string;
}

/** A rule of a security group, whether it stands in the group or on its own. */
export interface SecurityRule {
  readonly direction: 'in' | 'out';
  /** The logical id of the security group. */
  readonly group: string;
  /** `tcp`, `udp`, `icmp`, or `-1` for all of them. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly peer: RulePeer;
}

/** All rules of all security groups of a template that lead anywhere. */
export function securityRules(template: Template): SecurityRule[] {
  const inline = resourcesOfType(template, GROUP).flatMap(([group, properties]) => [
    ...rules('in', group, properties.SecurityGroupIngress),
    ...rules('out', group, properties.SecurityGroupEgress ?? impliedEgress(template, group)),
  ]);
  const own = (direction: SecurityRule['direction'], type: string) =>
    resourcesOfType(template, type).flatMap(([, properties]) => rules(direction, idOf(properties.GroupId), properties));
  return [...inline, ...own('in', `${GROUP}Ingress`), ...own('out', `${GROUP}Egress`)].filter(leadsSomewhere);
}

/** Without any rule about it, AWS allows all egress. A rule on its own takes that away, as CDK has it. */
function impliedEgress(template: Template, group: string): Properties[] {
  const ruled = resourcesOfType(template, `${GROUP}Egress`).some(([, { GroupId }]) => idOf(GroupId) === group);
  return ruled ? [] : [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];
}

function rules(direction: SecurityRule['direction'], group: string, properties: unknown): SecurityRule[] {
  return (asList(properties) as Properties[]).map((rule) => {
    const protocol = String(rule.IpProtocol);
    const any = protocol === '-1';
    return {
      direction,
      group,
      protocol,
      fromPort: any ? 0 : Number(rule.FromPort ?? 0),
      toPort: any ? 65535 : Number(rule.ToPort ?? 65535),
      peer: peerOf(rule),
    };
  });
}

function peerOf(rule: Properties): RulePeer {
  const group = rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId;
  const prefixList = rule.SourcePrefixListId ?? rule.DestinationPrefixListId;
  if (group !== undefined) {
    return { kind: 'group', id: idOf(group) };
  }
  return prefixList === undefined
    ? { kind: 'range', id: asText(rule.CidrIp ?? rule.CidrIpv6) }
    : { kind: 'prefix list', id: asText(prefixList) };
}

/** The logical id of a group of this template, or the text of what stands for another one. */
function idOf(group: unknown): string {
  return referenced(group) ?? asText(group);
}

/** CDK and AWS have rules to addresses that nobody has, which are there for the egress that they take away. */
function leadsSomewhere({ direction, peer }: SecurityRule): boolean {
  return direction === 'in' || !['255.255.255.255/32', '127.0.0.1/32', '::1/128'].includes(peer.id);
}
