import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnResolverEndpoint } from 'aws-cdk-lib/aws-route53resolver';
import type { IConstruct } from 'constructs';
import { checkFormat, checkIp, checkMaxLength } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { RESOLVER_NAME } from '../../private/formats';
import { isPendingLookup, isUnknownNumber, tierFaults, zoneOf } from '../../private/life-cycle/subnets';
import { type Claim, claimsIn, identityOf } from '../../private/life-cycle/unique';
import { isUnknown, isWholeList } from '../../private/life-cycle/unknown';
import { inOrder } from '../../private/order';
import { ResolverAddressFamily, type ResolverIpAddress } from './ip-address';
import { checkInSubnet, isLiteralIpv4Range, subnetRange, subnetsForResolver, ZONES_MIN } from './subnets';

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (IpAddresses) */
const ADDRESSES_MIN = 2;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (IpAddresses) */
const ADDRESSES_MAX = 20;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (Name) */
const NAME_MAX = 64;

/** An address for documentation, which nobody has. @see https://www.rfc-editor.org/rfc/rfc5737 */
const PENDING_ADDRESS = '192.0.2.1';

/** The props that inbound and outbound endpoints have in common. */
export interface ResolverEndpointPlace {
  readonly vpc: ec2.IVpc;
  readonly ipAddresses?: ResolverIpAddress[];
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly resolverEndpointName?: string;
}

/** The addresses that are given, or one in each subnet, chosen by AWS. A list that a pending lookup left empty gets some. */
export function addressesOf({ vpc, ipAddresses, vpcSubnets }: ResolverEndpointPlace): ResolverIpAddress[] {
  if (ipAddresses?.length === 0 && isPendingLookup(vpc)) {
    return subnetsForResolver(vpc).map((subnet) => ({ subnet, ip: PENDING_ADDRESS }));
  }
  return ipAddresses ?? subnetsForResolver(vpc, vpcSubnets).map((subnet) => ({ subnet }));
}

/** The addresses that are known before the deployment. */
export function pinnedAddresses(addresses: readonly ResolverIpAddress[]): string[] {
  return addresses.flatMap(({ ip, ipv6 }) => [ip, ipv6]).filter((ip) => ip !== undefined);
}

/** An address belongs to one network interface of its subnet. */
export function addressClaims(owner: IConstruct, addresses: readonly ResolverIpAddress[]): Claim[] {
  const fix = 'pin another address, or use one endpoint';
  return addresses.flatMap((address) =>
    pinnedAddresses([address]).flatMap((ip) =>
      claimsIn([identityOf(owner, address.subnet, address.subnet.subnetId)], {
        what: 'an address of a resolver endpoint in a subnet',
        name: () => ip,
        fix,
      }),
    ),
  );
}

export function cfnAddresses(
  scope: IConstruct,
  addresses: readonly ResolverIpAddress[],
): CfnResolverEndpoint.IpAddressRequestProperty[] {
  return inOrder(
    scope,
    addresses.map(({ subnet, ip, ipv6 }) => ({ subnetId: subnet.subnetId, ip, ipv6 })),
  );
}

export function placeFaults(
  place: ResolverEndpointPlace,
  addresses: readonly ResolverIpAddress[],
  family: ResolverAddressFamily,
): Fault[] {
  return [
    ...check(
      !(place.ipAddresses && place.vpcSubnets),
      'ConflictingProps',
      'ipAddresses and vpcSubnets exclude each other: each address names its subnet',
    ),
    ...(place.ipAddresses ? [] : tierFaults(place.vpc, place.vpcSubnets)),
    ...addressFaults(place.vpc, addresses, family),
    ...nameFaults(place.resolverEndpointName),
  ];
}

function nameFaults(name: string | undefined): Fault[] {
  const what = 'resolverEndpointName';
  return faultsOf('InvalidResolverName', [
    ...checkFormat(what, name, RESOLVER_NAME),
    ...checkMaxLength(what, name, NAME_MAX),
  ]);
}

/** The subnets of a VPC that is not looked up yet are made up, so nothing is wrong with them. */
function addressFaults(vpc: ec2.IVpc, addresses: readonly ResolverIpAddress[], family: ResolverAddressFamily): Fault[] {
  if (isPendingLookup(vpc)) {
    return [];
  }
  return [
    ...countFaults(addresses),
    ...addresses.flatMap((address) => [
      ...faultsOf('InvalidIpAddress', ipMessages(address)),
      ...familyFaults(address, family),
    ]),
    ...faultsOf('InvalidIpAddress', duplicateMessages(addresses)),
  ];
}

function countFaults(addresses: readonly ResolverIpAddress[]): Fault[] {
  if (addresses.some(({ subnet }) => isWholeList(subnet.subnetId))) {
    return faultsOf('InvalidResolverAddresses', [
      'the subnets of a resolver endpoint must be a list whose length is known at synthesis, got a token: name its items with Fn.select',
    ]);
  }
  if (isUnknownNumber(addresses.map(({ subnet }) => subnet))) {
    return [];
  }
  const count = addresses.length;
  const zones = new Set(addresses.map(({ subnet }) => zoneOf(subnet))).size;
  const countFits = count >= ADDRESSES_MIN && count <= ADDRESSES_MAX;
  return [
    ...check(
      countFits,
      'InvalidResolverAddresses',
      `a resolver endpoint must have from ${ADDRESSES_MIN} to ${ADDRESSES_MAX} addresses, got ${count}`,
    ),
    ...check(
      !countFits || zones >= ZONES_MIN,
      'InvalidResolverAddresses',
      `the addresses of a resolver endpoint must be in at least ${ZONES_MIN} availability zones, got ${zones}: select further subnets`,
    ),
  ];
}

function ipMessages({ subnet, ip, ipv6 }: ResolverIpAddress): string[] {
  const wrong = [...checkIp('ip', ip, 4), ...checkIp('ipv6', ipv6, 6)];
  const range = subnetRange(subnet);
  const placed = wrong.length === 0 && ip !== undefined && !isUnknown(ip) && isLiteralIpv4Range(range);
  return placed ? checkInSubnet('ip', ip, range) : wrong;
}

function familyFaults({ ip, ipv6 }: ResolverIpAddress, family: ResolverAddressFamily): Fault[] {
  const foreign = {
    [ResolverAddressFamily.IPV4]: ipv6,
    [ResolverAddressFamily.IPV6]: ip,
    [ResolverAddressFamily.DUAL_STACK]: undefined,
  }[family];
  return check(
    foreign === undefined,
    'ConflictingProps',
    `an address of a resolver endpoint with the address family ${family} must be of that family, got ${foreign}`,
  );
}

function duplicateMessages(addresses: readonly ResolverIpAddress[]): string[] {
  const pinned = pinnedAddresses(addresses).filter((ip) => !isUnknown(ip));
  const twice = pinned.filter((ip, index) => pinned.indexOf(ip) !== index);
  return [...new Set(twice)].map((ip) => `the addresses of a resolver endpoint must differ, got ${ip} twice`);
}
