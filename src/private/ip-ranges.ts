import { BlockList, isIP } from 'node:net';
import { isPlaceholder, isUnknown } from './life-cycle/unknown';

export type IpVersion = 4 | 6;

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const;

/** The prefix of a range that holds a single address. */
const PREFIX_MAX: Readonly<Record<IpVersion, number>> = { 4: 32, 6: 128 };

/**
 * Ranges that are not routed on the internet.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const NOT_ROUTED = blockListOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
]);

/** Ranges for documentation, which nobody has. @see https://www.rfc-editor.org/rfc/rfc5737 and https://www.rfc-editor.org/rfc/rfc3849 */
const STAND_INS: Readonly<Record<IpVersion, string>> = { 4: '192.0.2.0/24', 6: '2001:db8::/32' };

/** The range, or another one for the placeholder of a pending lookup, which CDK rejects. */
export function rangeOrStandIn(range: string, version: IpVersion): string {
  return isPlaceholder(range) ? STAND_INS[version] : range;
}

/** The version of a literal address or range; undefined for tokens and for what is neither. */
export function versionOf(addressOrRange: string): IpVersion | undefined {
  const version = isUnknown(addressOrRange) ? 0 : isIP(addressOrRange.split('/')[0]);
  return version === 0 ? undefined : (version as IpVersion);
}

/** Whether a text is a literal IPv4 or IPv6 range in CIDR notation. */
export function isRange(text: string): boolean {
  const [address, prefix, ...more] = text.split('/');
  const version = versionOf(address);
  return (
    version !== undefined && more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= PREFIX_MAX[version]
  );
}

/** The addresses that AWS and the internet route, of which nobody owns as much as half. @see https://www.iana.org/assignments/ipv6-address-space */
const ROUTED: Readonly<Record<IpVersion, Interval>> = { 4: intervalOf('0.0.0.0/0', 4), 6: intervalOf('2000::/3', 6) };

/** From the first address to the one after the last. */
type Interval = readonly [from: bigint, to: bigint];

/** Whether literal ranges together hold at least half of the addresses of a version. */
export function holdMostAddresses(ranges: readonly string[]): boolean {
  const literals = ranges.filter((range) => !isUnknown(range));
  return literals.some(isEveryAddress) || ([4, 6] as const).some((version) => holdMostOf(version, literals));
}

/** The prefix decides, even where the address is malformed. */
function isEveryAddress(range: string): boolean {
  return /^.*\/0+$/.test(range);
}

function holdMostOf(version: IpVersion, ranges: readonly string[]): boolean {
  const [first, last] = ROUTED[version];
  const intervals = ranges
    .filter((range) => isRange(range) && versionOf(range) === version)
    .map((range) => intervalOf(range, version))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  let held = 0n;
  let next = first;
  for (const [from, to] of intervals) {
    const begin = from > next ? from : next;
    const end = to < last ? to : last;
    if (end > begin) {
      held += end - begin;
      next = end;
    }
  }
  return held * 2n >= last - first;
}

/** The range of a literal range, or of one address alone. */
export function rangeOf(rangeOrAddress: string): string {
  return rangeOrAddress.includes('/') ? rangeOrAddress : `${rangeOrAddress}/${PREFIX_MAX[versionOf(rangeOrAddress)!]}`;
}

/** The first and the last address of a literal range or address, and those before and after it. */
export function addressesAround(rangeOrAddress: string): string[] {
  const version = versionOf(rangeOrAddress)!;
  const [from, to] = intervalOf(rangeOf(rangeOrAddress), version);
  const numbers = [from, to - 1n, from - 1n, to].filter(
    (number) => number >= 0n && number < 2n ** BigInt(PREFIX_MAX[version]),
  );
  return numbers.map((number) => addressOf(number, version));
}

function addressOf(number: bigint, version: IpVersion): string {
  const [count, bits] = version === 4 ? [4, 8n] : [8, 16n];
  const groups = Array.from(
    { length: count },
    (_, index) => (number >> (bits * BigInt(count - 1 - index))) % 2n ** bits,
  );
  return version === 4 ? groups.join('.') : groups.map((group) => group.toString(16)).join(':');
}

function intervalOf(range: string, version: IpVersion): Interval {
  const [address, prefix] = range.split('/');
  const size = 2n ** BigInt(PREFIX_MAX[version] - Number(prefix));
  const first = (version === 4 ? BigInt(numberOf(address)) : numberOfIpv6(address)) / size;
  return [first * size, (first + 1n) * size];
}

/** A URL writes an address that ends like an IPv4 address in hexadecimal digits as well. */
function numberOfIpv6(address: string): bigint {
  const [head, tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [head, tail].map((part) => (part ? part.split(':') : []));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce((number, group) => number * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Whether a literal address lies in a literal range of its version: for block lists, `::/0` holds IPv4 addresses as well. */
export function isInRange(address: string, range: string): boolean {
  return isRange(range) && versionOf(range) === versionOf(address) && holds(blockListOf([range]), address);
}

/** Whether a literal range lies in another one of its version. */
export function isWithin(range: string, wide: string): boolean {
  const [address, prefix] = range.split('/');
  return isRange(range) && isInRange(address, wide) && Number(prefix) >= Number(wide.split('/')[1]);
}

/** Whether a literal address cannot be that of a client on the internet. */
export function isPrivateAddress(address: string): boolean {
  return holds(NOT_ROUTED, address);
}

/**
 * The address with a number in a literal IPv4 range, counted from the network address. Block lists tell whether an address
 * lies in a range, but not which addresses lie there, so this is arithmetic.
 */
export function addressIn(range: string, hostNumber: number): string {
  const first = Math.floor(numberOf(range.split('/')[0]) / sizeOf(range)) * sizeOf(range);
  return [24, 16, 8, 0].map((shift) => Math.floor((first + hostNumber) / 2 ** shift) % 256).join('.');
}

/** How many addresses a literal IPv4 range holds. */
export function sizeOf(range: string): number {
  return 2 ** (PREFIX_MAX[4] - Number(range.split('/')[1]));
}

function numberOf(ipv4: string): number {
  return ipv4.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, prefix] = range.split('/');
    list.addSubnet(address, Number(prefix), FAMILIES[versionOf(address)!]);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, FAMILIES[version as IpVersion]);
}
