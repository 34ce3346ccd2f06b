import { CfnParameter, Stack } from 'aws-cdk-lib';
import {
  addressIn,
  holdMostAddresses,
  isInRange,
  isPrivateAddress,
  isRange,
  sizeOf,
  versionOf,
} from '../../src/private/ip-ranges';

const token = new CfnParameter(new Stack(), 'Address').valueAsString;

test.each<[string, number | undefined]>([
  ['10.0.0.1', 4],
  ['10.0.0.0/8', 4],
  ['2001:db8::1', 6],
  ['2001:db8::/32', 6],
  ['10.0.0', undefined],
  ['example.org', undefined],
  ['', undefined],
  [token, undefined],
])('the version of %p is %p', (text, version) => {
  expect(versionOf(text)).toBe(version);
});

test.each([
  ['10.0.0.0/8', true],
  ['8.8.8.8/32', true],
  ['0.0.0.0/0', true],
  ['2001:db8::/128', true],
  ['10.0.0.0', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/33', false],
  ['10.0.0.0/-1', false],
  ['10.0.0.0/8/8', false],
  ['2001:db8::/129', false],
  ['10.0.0/8', false],
  ['/8', false],
  [token, false],
])('%p is a range: %p', (text, expected) => {
  expect(isRange(text)).toBe(expected);
});

test.each<[string[], boolean]>([
  [['0.0.0.0/0'], true],
  [['10.0.0.0/00'], true],
  [['::/0'], true],
  [['2001:db8::/0'], true],
  [['anything/0'], true],
  [['0.0.0.0/1'], true],
  [['0.0.0.0/1', '128.0.0.0/1'], true],
  [['0.0.0.0/2', '64.0.0.0/3', '96.0.0.0/3'], true],
  [['0.0.0.0/2', '0.0.0.0/2', '64.0.0.0/3'], false],
  [['64.0.0.0/2', '0.0.0.0/1'], true],
  [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'], false],
  [['::/1'], true],
  [['2000::/4', 'fc00::/7'], true],
  [['2000::/5', '3000::/5'], true],
  [['2000::/5', '::ffff:10.0.0.0/104'], false],
  [['8000::/1', 'fc00::/7', '2001:db8::/32'], false],
  [['10.0.0.0/10', '0.0.0.0', token], false],
  [[], false],
])('%j hold most addresses: %p', (ranges, expected) => {
  expect(holdMostAddresses(ranges)).toBe(expected);
});

test.each([
  ['10.0.1.0', '10.0.1.0/24', true],
  ['10.0.1.255', '10.0.1.0/24', true],
  ['10.0.0.255', '10.0.1.0/24', false],
  ['10.0.2.0', '10.0.1.0/24', false],
  ['10.0.1.7', '10.0.1.200/24', true],
  ['203.0.113.1', '0.0.0.0/0', true],
  ['10.0.1.7', '10.0.1.7/32', true],
  ['2001:db8:0:1::5', '2001:db8:0:1::/64', true],
  ['2001:db8:0:2::5', '2001:db8:0:1::/64', false],
  ['2001:DB8::5', '2001:db8::/32', true],
  ['10.0.1.7', '2001:db8::/32', false],
  ['10.0.1.7', '::/0', false],
  ['::1', '0.0.0.0/0', false],
  ['10.0.1.7', '10.0.1.0/40', false],
  ['10.0.1.7', '10.0.1.0', false],
  [token, '0.0.0.0/0', false],
])('%p lies in %p: %p', (address, range, expected) => {
  expect(isInRange(address, range)).toBe(expected);
});

test.each<[string, string[], string[]]>([
  ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
  ['100.64.0.0/10', ['100.64.0.0', '100.127.255.255'], ['100.63.255.255', '100.128.0.0']],
  ['127.0.0.0/8', ['127.0.0.1', '127.255.255.255'], ['126.255.255.255', '128.0.0.0']],
  ['169.254.0.0/16', ['169.254.0.0', '169.254.255.255'], ['169.253.255.255', '169.255.0.0']],
  ['172.16.0.0/12', ['172.16.0.0', '172.31.255.255'], ['172.15.255.255', '172.32.0.0']],
  ['192.168.0.0/16', ['192.168.0.0', '192.168.255.255'], ['192.167.255.255', '192.169.0.0']],
  ['::1/128', ['::1', '0:0:0:0:0:0:0:1'], ['::', '::2']],
  ['fc00::/7', ['fc00::', 'FDFF::1', 'fdff:ffff:ffff:ffff::'], ['fbff::1', 'fe00::1', 'fc::1']],
  ['fe80::/10', ['fe80::1', 'febf::1'], ['fe7f::1', 'fec0::1']],
  ['IPv4 in IPv6', ['::ffff:10.0.0.1'], ['::ffff:8.8.8.8']],
  ['no address', [], ['', '10.0.0', '10.0.0.0/8', token]],
])('addresses of %s are private, and not those beside it', (_, inside, outside) => {
  expect(inside.filter((address) => !isPrivateAddress(address))).toEqual([]);
  expect(outside.filter(isPrivateAddress)).toEqual([]);
});

test.each([
  ['10.0.1.0/24', 10, '10.0.1.10', 256],
  ['10.0.1.77/24', 10, '10.0.1.10', 256],
  ['10.0.0.0/16', 256, '10.0.1.0', 65536],
  ['255.255.255.0/24', 255, '255.255.255.255', 256],
  ['0.0.0.0/0', 2 ** 31, '128.0.0.0', 2 ** 32],
  ['10.0.1.7/32', 0, '10.0.1.7', 1],
])('%s has the address %d, which is %s, and %d addresses', (range, hostNumber, address, size) => {
  expect([addressIn(range, hostNumber), sizeOf(range)]).toEqual([address, size]);
});
