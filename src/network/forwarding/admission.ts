import type { IConstruct } from 'constructs';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import { warn } from '../../private/warnings';
import type { IInboundResolver, InboundResolver } from '../resolver/inbound';
import { ResolverAddressFamily, type ResolverIpAddress } from '../resolver/ip-address';
import { isLiteralIpv4Range, subnetRange } from '../resolver/subnets';
import type { ForwardingRule } from './outbound-props';

/**
 * Admits an outbound endpoint to the inbound endpoints of the app that its rules target. A security group of another VPC can
 * only be named if the VPCs are peered, so addresses are: literal ones, which make no stack depend on another.
 */
export function admitToResolvers(
  scope: IConstruct,
  rules: readonly ForwardingRule[],
  addresses: readonly ResolverIpAddress[],
  family: ResolverAddressFamily,
): void {
  const ranges = addresses.flatMap((address) => rangesOf(address, family));
  const unknown = addresses.filter((address) => rangesOf(address, family).length === 0);
  for (const resolver of new Set(rules.flatMap(({ target }) => madeHere(target._resolver)))) {
    resolver._admit(ranges);
    if (unknown.length > 0) {
      warn(
        scope,
        'network.queriesNotAdmitted',
        `${resolver.node.path} does not admit the addresses in ${unknown.map(({ subnet }) => subnet.node.path).join(' and ')}, whose ranges are not known: pin them with ipAddresses, or use allowQueriesFrom.`,
      );
    }
  }
}

function madeHere(resolver: IInboundResolver | undefined): InboundResolver[] {
  return resolver && '_admit' in resolver ? [resolver as InboundResolver] : [];
}

/** The pinned addresses of a network interface, or the literal range of its subnet. */
function rangesOf({ subnet, ip, ipv6 }: ResolverIpAddress, family: ResolverAddressFamily): string[] {
  const pinned = [ip && `${ip}/32`, ipv6 && `${ipv6}/128`].filter((range) => range !== undefined);
  const range = subnetRange(subnet);
  const isKnown = family !== ResolverAddressFamily.IPV6 && (isLiteralIpv4Range(range) || isPlaceholder(range));
  return pinned.length === 0 && isKnown ? [range!] : pinned;
}
