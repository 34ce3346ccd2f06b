import { type SecurityRule, securityRules } from '../../demo/report/security-rules';
import { type Properties, resourcesOfType, type Template } from '../../demo/report/template';
import { isInRange, isRange } from '../../src/private/ip-ranges';

/**
 * One end of a connection: something in a VPC by the security groups that it has, or an address range outside of it. The range of
 * the VPC is needed where the template has several.
 */
export type Party =
  | { readonly groups: readonly string[]; readonly vpc?: string }
  | { readonly range: string }
  | { readonly prefixList: string };

export interface Question {
  readonly from: Party;
  readonly to: Party;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

export interface Answer {
  /** Whether the whole of one party reaches the other one. Security groups keep state, so replies need no rule. */
  readonly reachable: boolean;
  /** The rules of the target that let some of it in; none are asked where the target has no security groups. */
  readonly ingress: readonly SecurityRule[];
  /** The rules of the source that let some of it out; none are asked where the source has no security groups. */
  readonly egress: readonly SecurityRule[];
}

/** Who reaches whom as far as security groups say, by the rules of a synthesized template. */
export function reach(template: Template, { from, to, protocol, port }: Question): Answer {
  const own = vpcRange(template);
  const meant = securityRules(template).filter((rule) => covers(rule, protocol, port));
  const ingress = of(to, 'in', meant).filter((rule) => touches(rule, from, own));
  const egress = of(from, 'out', meant).filter((rule) => touches(rule, to, own));
  const entered = !('groups' in to) || ingress.some((rule) => takesAll(rule, from, own));
  const left = !('groups' in from) || egress.some((rule) => takesAll(rule, to, own));
  return { reachable: entered && left, ingress, egress };
}

/** The rules by which anything leaves what has these security groups. */
export function waysOut(template: Template, groups: readonly string[]): SecurityRule[] {
  return of({ groups }, 'out', securityRules(template));
}

function of(party: Party, direction: SecurityRule['direction'], rules: readonly SecurityRule[]): SecurityRule[] {
  return rules.filter((rule) => rule.direction === direction && 'groups' in party && party.groups.includes(rule.group));
}

function covers({ protocol, fromPort, toPort }: SecurityRule, wanted: string, port: number): boolean {
  return [wanted, '-1'].includes(protocol) && fromPort <= port && port <= toPort;
}

/** Anything in the VPC has an address of its range too, so a rule about addresses may mean it; a prefix list may hold any address outside. */
function touches({ peer }: SecurityRule, party: Party, vpc: string): boolean {
  if ('prefixList' in party) {
    return peer.kind === 'prefix list' ? peer.id === party.prefixList : peer.kind === 'range';
  }
  if ('range' in party) {
    return peer.kind === 'prefix list' || (peer.kind === 'range' && overlap(peer.id, party.range));
  }
  return peer.kind === 'group'
    ? party.groups.includes(peer.id)
    : peer.kind === 'range' && overlap(peer.id, rangeOf(party, vpc));
}

function takesAll({ peer }: SecurityRule, party: Party, vpc: string): boolean {
  if (peer.kind === 'range') {
    return contains(peer.id, rangeOf(party, vpc));
  }
  return peer.kind === 'group'
    ? 'groups' in party && party.groups.includes(peer.id)
    : 'prefixList' in party && party.prefixList === peer.id;
}

/** A prefix list may hold any address. */
function rangeOf(party: Party, vpc: string): string {
  if ('range' in party) {
    return party.range;
  }
  return 'groups' in party ? (party.vpc ?? vpc) : '0.0.0.0/0';
}

function vpcRange(template: Template): string {
  const [[, vpc] = ['', {} as Properties]] = resourcesOfType(template, 'AWS::EC2::VPC');
  return String(vpc.CidrBlock ?? '0.0.0.0/0');
}

/** Of two ranges that overlap, one holds the other. What the template does not say may be anything. */
export function overlap(one: string, other: string): boolean {
  const known = isRange(one) && isRange(other);
  return !known || isInRange(addressOf(one), other) || isInRange(addressOf(other), one);
}

export function contains(outer: string, inner: string): boolean {
  return isRange(inner) && prefixOf(outer) <= prefixOf(inner) && isInRange(addressOf(inner), outer);
}

function addressOf(range: string): string {
  return range.split('/')[0];
}

function prefixOf(range: string): number {
  return Number(range.split('/')[1]);
}
