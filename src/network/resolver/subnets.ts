import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type Fault, faultsOf } from '../../private/errors';
import { RESOLVER_ADDRESSES_MAX, RESOLVER_ADDRESSES_MIN } from '../dns/limits';
import { ResolverAddressFamily } from './address-family';
import { checkInSubnet, checkIp, isLiteralIpv4Range } from './addresses';
import type { ResolverIpAddress } from './ip-address';

const ZONES_MIN = 2;

/** What is selected, or one subnet in each of the first two zones: every address costs as much as the first. */
export function subnetsForResolver(vpc: ec2.IVpc, selection?: ec2.SubnetSelection): ec2.ISubnet[] {
  if (selection) {
    return vpc.selectSubnets(selection).subnets;
  }
  const candidates = vpc.isolatedSubnets.length > 0 ? vpc.isolatedSubnets : vpc.privateSubnets;
  const inNewZone = (subnet: ec2.ISubnet, index: number) =>
    candidates.findIndex((other) => zoneOf(other) === zoneOf(subnet)) === index;
  return candidates.filter(inNewZone).slice(0, ZONES_MIN);
}

/** True of a looked-up VPC until the CLI has looked it up: its subnets are made up, and nothing can be said of them. */
export function isPendingLookup(vpc: ec2.IVpc): boolean {
  return vpc.selectSubnets({ subnets: [] }).isPendingLookup === true;
}

/** The IPv4 range of a subnet; undefined where it was imported without. */
export function subnetRange(subnet: ec2.ISubnet): string | undefined {
  try {
    return subnet.ipv4CidrBlock;
  } catch {
    return undefined;
  }
}

/** The availability zone of a subnet, or the subnet itself where it was imported without: it may be in any zone. */
function zoneOf(subnet: ec2.ISubnet): string {
  try {
    return subnet.availabilityZone;
  } catch {
    return subnet.node.path;
  }
}

export function addressFaults(addresses: readonly ResolverIpAddress[], family: ResolverAddressFamily): Fault[] {
  const count = addresses.length;
  const bounds = `a resolver endpoint must have from ${RESOLVER_ADDRESSES_MIN} to ${RESOLVER_ADDRESSES_MAX} addresses, got ${count}`;
  const zones = new Set(addresses.map(({ subnet }) => zoneOf(subnet))).size;
  const oneZone = `the addresses of a resolver endpoint must be in at least ${ZONES_MIN} availability zones, got ${zones}: select further subnets`;
  const wrongCount = count < RESOLVER_ADDRESSES_MIN || count > RESOLVER_ADDRESSES_MAX;
  return [
    ...faultsOf('InvalidResolverAddresses', wrongCount ? [bounds] : zones < ZONES_MIN ? [oneZone] : []),
    ...addresses.flatMap((address) => [
      ...faultsOf('InvalidIpAddress', ipMessages(address)),
      ...familyFaults(address, family),
    ]),
    ...faultsOf('InvalidIpAddress', duplicateMessages(addresses)),
  ];
}

function ipMessages({ subnet, ip, ipv6 }: ResolverIpAddress): string[] {
  const wrong = [...checkIp('ip', ip, 4), ...checkIp('ipv6', ipv6, 6)];
  const range = subnetRange(subnet);
  const placed = wrong.length === 0 && ip !== undefined && !Token.isUnresolved(ip) && isLiteralIpv4Range(range);
  return placed ? checkInSubnet('ip', ip, range) : wrong;
}

function familyFaults({ ip, ipv6 }: ResolverIpAddress, family: ResolverAddressFamily): Fault[] {
  const foreign = family === ResolverAddressFamily.IPV4 ? ipv6 : family === ResolverAddressFamily.IPV6 ? ip : undefined;
  const message = `an address of a resolver endpoint with the address family ${family} must be of that family, got ${foreign}`;
  return faultsOf('ConflictingProps', foreign === undefined ? [] : [message]);
}

function duplicateMessages(addresses: readonly ResolverIpAddress[]): string[] {
  const pinned = addresses
    .flatMap(({ ip, ipv6 }) => [ip, ipv6])
    .filter((ip) => ip !== undefined && !Token.isUnresolved(ip));
  const twice = pinned.filter((ip, index) => pinned.indexOf(ip) !== index);
  return [...new Set(twice)].map((ip) => `the addresses of a resolver endpoint must differ, got ${ip} twice`);
}
