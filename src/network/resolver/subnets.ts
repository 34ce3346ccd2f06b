import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { addressIn, isInRange, sizeOf, versionOf } from '../../private/ip-ranges';
import { inFirstZones, selectedSubnets } from '../../private/life-cycle/subnets';

/** Route 53 Resolver needs addresses in at least two availability zones. */
export const ZONES_MIN = 2;

/** The network address, the router, the DNS server and one for later. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_FIRST_ADDRESSES = 4;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED_LAST_ADDRESSES = 1;

/** What is selected, or one subnet in each of the first two zones: every address costs as much as the first. */
export function subnetsForResolver(vpc: ec2.IVpc, selection?: ec2.SubnetSelection): ec2.ISubnet[] {
  const subnets = selectedSubnets(vpc, selection);
  return selection ? subnets : inFirstZones(subnets, ZONES_MIN);
}

/** The IPv4 range of a subnet; undefined where it was imported without. */
export function subnetRange(subnet: ec2.ISubnet): string | undefined {
  try {
    return subnet.ipv4CidrBlock;
  } catch {
    return undefined;
  }
}

/** Whether an address can be one of a network interface in a subnet with that literal range; IPv4 only. */
export function checkInSubnet(what: string, ip: string, cidr: string): string[] {
  if (!isInRange(ip, cidr)) {
    return [`${what} must lie in the range ${cidr} of its subnet, got ${ip}`];
  }
  return reservedAddresses(cidr).includes(ip)
    ? [`${what} must be none of those that AWS reserves, the first four and the last of ${cidr}, got ${ip}`]
    : [];
}

/** A range with literal bounds; CDK leaves tokens in those of subnets whose VPC takes its range from IPAM. */
export function isLiteralIpv4Range(cidr: string | undefined): cidr is string {
  return cidr !== undefined && versionOf(cidr) === 4 && /^[\d.]+\/\d{1,2}$/.test(cidr);
}

function reservedAddresses(cidr: string): string[] {
  const first = Array.from({ length: RESERVED_FIRST_ADDRESSES }, (_, index) => index);
  const last = Array.from({ length: RESERVED_LAST_ADDRESSES }, (_, index) => sizeOf(cidr) - 1 - index);
  return [...first, ...last].map((hostNumber) => addressIn(cidr, hostNumber));
}
