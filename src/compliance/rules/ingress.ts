import { ABSENT, scalar } from '../templates/simple-values';
import { some, type Truth, truthOf } from '../templates/truth';
import { itemsOf, literalOf, referredTo, type TemplateValue } from '../templates/values';
import type { RuleContext } from './context';
import type { Subject } from './expectations';

const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';
const VPC = 'AWS::EC2::VPC';

/** Wider than the largest ranges of private addresses, 10.0.0.0/8 and fc00::/7: whoever it lets in is not known. */
const SHORTEST_PREFIX = { v4: 8, v6: 7 };

/** What a security group lets in. */
export interface Ingress {
  /** Its rules, with the properties that they have inside of a group and beside it alike. */
  readonly rules: readonly Subject[];
  /** Why there may be more rules. */
  readonly unknown?: string;
}

/** The rules of a security group that is named by its id, inside of it and beside it, in all stacks of the app. */
export function ingressOf(group: TemplateValue, context: RuleContext): Ingress {
  const resource = context.referredTo(group);
  if (resource?.type === VPC) {
    return { rules: closedByCdk(group, context) ? [] : [defaultRule(group)] };
  }
  if (resource?.type !== GROUP) {
    return { rules: rulesBeside(group, context), unknown: 'the rules of the security group are not in this app' };
  }
  const inside = resource.get('SecurityGroupIngress');
  return {
    rules: [
      ...itemsOf(inside)
        .filter(({ kind }) => kind === 'fields')
        .map(ruleInside),
      ...context.referrersOf(resource, RULE, 'GroupId'),
    ],
    unknown: itemsOf(inside).find((item) => item.kind === 'unknown')?.why,
  };
}

function ruleInside(rule: TemplateValue): Subject {
  return { get: (path) => (rule.kind === 'fields' ? rule.get(path) : rule) };
}

function rulesBeside(group: TemplateValue, context: RuleContext): readonly Subject[] {
  return context.resources(RULE).filter((rule) => isSame(rule.get('GroupId'), group) === 'yes');
}

/** The default group of a VPC lets in whoever is in it. */
function defaultRule(group: TemplateValue): Subject {
  const properties: Readonly<Partial<Record<string, TemplateValue>>> = {
    SourceSecurityGroupId: group,
    IpProtocol: scalar('-1'),
  };
  return { get: (path) => properties[path] ?? ABSENT };
}

/** CDK takes the rules of default groups away by a resource of its own, where its feature flag is set. */
function closedByCdk(group: TemplateValue, context: RuleContext): boolean {
  return context
    .resources('Custom::VpcRestrictDefaultSG')
    .some((resource) => isSame(resource.get('DefaultSecurityGroupId'), group) === 'yes');
}

/** Whether two ids are of one security group; `maybe` where one of them is not known. */
export function isSame(one: TemplateValue, other: TemplateValue): Truth {
  const [a, b] = [referredTo(one), referredTo(other)];
  if (a && b) {
    return truthOf(a === b);
  }
  const [literal, otherLiteral] = [literalOf(one), literalOf(other)];
  if (literal !== undefined && otherLiteral !== undefined) {
    return truthOf(literal === otherLiteral);
  }
  return one.kind === 'unknown' || other.kind === 'unknown' ? 'maybe' : 'no';
}

/** Whether a rule takes in a TCP port of a range. */
export function takesInPorts(rule: Subject, from: number, to: number): Truth {
  const protocol = rule.get('IpProtocol');
  const name = literalOf(protocol)?.toLowerCase();
  if (name === undefined) {
    return 'maybe';
  }
  if (name !== 'tcp' && name !== '6') {
    return truthOf(name === '-1');
  }
  const [first, last] = ['FromPort', 'ToPort'].map((path) => Number(literalOf(rule.get(path)) ?? Number.NaN));
  if (Number.isNaN(first) || Number.isNaN(last)) {
    return 'maybe';
  }
  return truthOf(first === -1 || (first <= to && last >= from));
}

/** Whether a rule lets in addresses of which nobody knows whose they are. */
export function takesInAnyAddress(rule: Subject): Truth {
  const ranges = [rule.get('CidrIp'), rule.get('CidrIpv6')].filter(({ kind }) => kind !== 'absent');
  return some(ranges.map(isAnyAddress));
}

/** A range that belongs to a resource, such as that of a VPC, is not the whole world. */
function isAnyAddress(range: TemplateValue): Truth {
  const literal = literalOf(range);
  if (literal === undefined) {
    return range.kind === 'reference' ? 'no' : 'maybe';
  }
  const [address, prefix] = literal.split('/');
  return truthOf(Number(prefix) < (address.includes(':') ? SHORTEST_PREFIX.v6 : SHORTEST_PREFIX.v4));
}
