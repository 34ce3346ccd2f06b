import { isIP } from 'node:net';
import { Token } from 'aws-cdk-lib';
import { RESERVED_FIRST_ADDRESSES, RESERVED_LAST_ADDRESSES } from '../dns/limits';

/**
 * Pure checks and arithmetic of addresses: each check returns what is wrong as text, and skips values that are not known yet.
 */

export type IpVersion = 4 | 6;

export function checkIp(what: string, ip: string | undefined, version: IpVersion): string[] {
  if (ip === undefined || Token.isUnresolved(ip) || isIP(ip) === version) {
    return [];
  }
  return [`${what} must be an IPv${version} address, got '${ip}'`];
}

/** The version of a literal address or range; undefined for tokens and what is neither. */
export function versionOf(addressOrRange: string): IpVersion | undefined {
  const version = Token.isUnresolved(addressOrRange) ? 0 : isIP(addressOrRange.split('/')[0]);
  return version === 0 ? undefined : (version as IpVersion);
}

/** Whether an address can be one of a network interface in a subnet with that literal range; IPv4 only. */
export function checkInSubnet(what: string, ip: string, cidr: string): string[] {
  const { first, last } = rangeOf(cidr);
  const number = numberOf(ip);
  if (number < first || number > last) {
    return [`${what} must lie in the range ${cidr} of its subnet, got ${ip}`];
  }
  const reserved = number < first + RESERVED_FIRST_ADDRESSES || number > last - RESERVED_LAST_ADDRESSES;
  return reserved
    ? [`${what} must be none of those that AWS reserves, the first four and the last of ${cidr}, got ${ip}`]
    : [];
}

/** The address with that number in a literal IPv4 range, whether it can be used or not. */
export function hostIn(cidr: string, hostNumber: number): string {
  const address = rangeOf(cidr).first + hostNumber;
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** A range with literal bounds; CDK leaves tokens in those of subnets whose VPC takes its range from IPAM. */
export function isLiteralIpv4Range(cidr: string | undefined): cidr is string {
  return cidr !== undefined && versionOf(cidr) === 4 && /^[\d.]+\/\d{1,2}$/.test(cidr);
}

function rangeOf(cidr: string): { first: number; last: number } {
  const [address, length] = cidr.split('/');
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(numberOf(address) / size) * size;
  return { first, last: first + size - 1 };
}

function numberOf(ip: string): number {
  return ip.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}
