import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct, IConstruct } from 'constructs';
import { check, type Fault, faultText, SecureSageMakerError } from './errors';
import { foreignFaults, usedIn } from './life-cycle/foreign';
import { stableUniqueId } from './life-cycle/stable-ids';
import { SECURITY_GROUP_RULES_MAX_QUOTA } from './limits';
import { inOrder } from './order';
import { type Direction, OtherEnds } from './unadmitted';

/** A security group is open to everywhere unless it has a rule for egress itself; whether rules beside it count is not documented. */
const NOWHERE = ec2.Peer.ipv4('127.0.0.1/32');

export interface ClosedSecurityGroupProps {
  readonly vpc: ec2.IVpc;
  /** A literal text: another one replaces the group, and with it what refers to it. */
  readonly description: string;
  /** How many rules the account grants for a direction. @default - the most that AWS grants on request */
  readonly ruleQuota?: number;
}

/**
 * A security group without a way out but for rules that are added. CDK's own placeholder disappears with the first rule
 * that names another group, which stands beside the group and not in it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 */
export class ClosedSecurityGroup extends ec2.SecurityGroup {
  private readonly rules: Record<Direction, Map<string, object>>;

  constructor(scope: Construct, id: string, props: ClosedSecurityGroupProps) {
    const { vpc, description, ruleQuota = SECURITY_GROUP_RULES_MAX_QUOTA } = props;
    // Rules stay in the group whatever the feature flags of the app say.
    super(scope, id, {
      vpc,
      description,
      allowAllOutbound: false,
      disableInlineRules: false,
    });
    this.rules = { inbound: new Map(), outbound: new Map() };
    this.node.addValidation({ validate: () => this.quotaFaults(ruleQuota).map(faultText) });
    this.addEgressRule(NOWHERE, ec2.Port.allTraffic(), 'No way out but by other rules');
  }

  /** Part of the ids of rules that name this group. */
  public get uniqueId(): string {
    return stableUniqueId(this);
  }

  public addIngressRule(peer: ec2.IPeer, connection: ec2.Port, description?: string, remoteRule?: boolean): void {
    this.remember('inbound', peer, connection, peer.toIngressRuleConfig());
    super.addIngressRule(withStableId(peer), connection, description, remoteRule);
  }

  public addEgressRule(peer: ec2.IPeer, connection: ec2.Port, description?: string, remoteRule?: boolean): void {
    this.remember('outbound', peer, connection, peer.toEgressRuleConfig());
    super.addEgressRule(withStableId(peer), connection, description, remoteRule);
  }

  private remember(direction: Direction, peer: ec2.IPeer, connection: ec2.Port, config: object): void {
    this.requireOwnRegion(peer);
    this.rules[direction].set(`${peer.uniqueId} ${connection}`, config);
    OtherEnds.of(this).add(direction, peer, connection);
  }

  /** AWS counts rules for IPv4 and for IPv6 apart. Those that name a group or a prefix list count for both. */
  private quotaFaults(quota: number): Fault[] {
    return Object.entries(this.rules).flatMap(([direction, rules]) => {
      const peers = [...rules.values()];
      const counts = ['cidrIpv6', 'cidrIp'].map((other) => peers.filter((peer) => !(other in peer)).length);
      const count = Math.max(...counts);
      return check(
        count <= quota,
        'TooManySecurityGroupRules',
        `${this.node.path} must have at most ${quota} ${direction} rules, got ${count}: use fewer and wider ranges, or a prefix list, or raise the quota of the account and give it as ruleQuota`,
      );
    });
  }

  /** A rule cannot name a security group of another region. One of another account can be in a peered or shared VPC. */
  private requireOwnRegion(peer: ec2.IPeer): void {
    if (ec2.SecurityGroup.isSecurityGroup(peer)) {
      SecureSageMakerError.throwIfAny(this, foreignFaults(this, usedIn('the security group of a rule', [peer])));
    }
  }
}

/** The same security group with an id that does not depend on the path above its stack. */
function withStableId(peer: ec2.IPeer): ec2.IPeer {
  return ec2.SecurityGroup.isSecurityGroup(peer)
    ? Object.create(peer, { uniqueId: { value: stableUniqueId(peer) } })
    : peer;
}

/** The ids of security groups, whose order means nothing. */
export function securityGroupIds(scope: IConstruct, groups: readonly ec2.ISecurityGroup[]): string[] {
  const ids = groups.map(({ securityGroupId }) => securityGroupId);
  return inOrder(scope, ids);
}

/** Those whose connections are opened, in an order that does not depend on that of the list. */
export function connectablesInOrder(scope: IConstruct, items: readonly ec2.IConnectable[]): ec2.IConnectable[] {
  return inOrder(scope, items, (item) => [
    'uniqueId' in item ? item.uniqueId : '',
    ...item.connections.securityGroups.map(({ securityGroupId }) => securityGroupId),
  ]);
}
