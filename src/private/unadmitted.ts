import { Resource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { warn } from './warnings';

export type Direction = 'inbound' | 'outbound';

/** The other end of a rule that names a security group. */
interface End {
  readonly direction: Direction;
  readonly group: ec2.ISecurityGroup;
  readonly port: ec2.Port;
}

/**
 * The security groups that the rules of another one name. `connections` opens both ends of a connection, but adds no rule to an
 * imported group with `mutable: false`, and says nothing.
 */
export class OtherEnds {
  private static readonly ofGroups = new WeakMap<ec2.ISecurityGroup, OtherEnds>();

  public static of(group: ec2.ISecurityGroup): OtherEnds {
    const ends = OtherEnds.ofGroups.get(group) ?? new OtherEnds(group);
    OtherEnds.ofGroups.set(group, ends);
    return ends;
  }

  private readonly ends: End[] = [];
  private isWarned = false;

  private constructor(private readonly own: ec2.ISecurityGroup) {
    own.node.addValidation({ validate: () => this.warnOfMissingRules() });
  }

  public add(direction: Direction, peer: ec2.IPeer, port: ec2.Port): void {
    if (ec2.SecurityGroup.isSecurityGroup(peer) && !Resource.isOwnedResource(peer)) {
      this.ends.push({ direction, group: peer, port });
    }
  }

  private warnOfMissingRules(): string[] {
    const missing = this.ends.filter((end) => !this.isOpen(end)).map((end) => this.ruleOf(end));
    if (missing.length > 0 && !this.isWarned) {
      this.isWarned = true;
      const rules = [...new Set(missing)].sort().join(', and ');
      warn(
        this.own,
        'network.connectionNotAdmitted',
        `${rules}: add the rule there, or import without mutable: false.`,
      );
    }
    return [];
  }

  private ruleOf({ direction, group, port }: End): string {
    const [verb, preposition] = direction === 'outbound' ? ['admit', 'from'] : ['reach', 'on'];
    return `${group.node.path} must ${verb} ${port} ${preposition} ${this.own.node.path}`;
  }

  /** CDK puts the rule below either of the groups. An imported group has no outbound rules to add unless CDK is told so. */
  private isOpen({ direction, group }: End): boolean {
    const isRule = direction === 'outbound' ? isIngressOf(group) : isEgressOf(group);
    const isOpenAnyway = direction === 'inbound' && group.allowAllOutbound;
    return isOpenAnyway || [group, this.own].some(({ node }) => node.findAll().some(isRule));
  }
}

function isIngressOf({ securityGroupId }: ec2.ISecurityGroup): (node: IConstruct) => boolean {
  return (node) => ec2.CfnSecurityGroupIngress.isCfnSecurityGroupIngress(node) && node.groupId === securityGroupId;
}

function isEgressOf({ securityGroupId }: ec2.ISecurityGroup): (node: IConstruct) => boolean {
  return (node) => ec2.CfnSecurityGroupEgress.isCfnSecurityGroupEgress(node) && node.groupId === securityGroupId;
}
