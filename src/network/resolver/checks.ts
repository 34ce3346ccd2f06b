import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkCidr, checkMaxLength, checkPattern } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { RESOLVER_NAME_MAX } from '../dns/limits';
import { ResolverAddressFamily } from './address-family';
import { versionOf } from './addresses';
import type { InboundResolverAttributes } from './iinbound';
import type { InboundResolverProps } from './inbound-props';
import type { ResolverIpAddress } from './ip-address';
import { addressFaults, isPendingLookup } from './subnets';

const ENDPOINT_ID = /^rslvr-in-[0-9a-f]{8,32}$/;
const NAME = /^(?![0-9]+$)[a-zA-Z0-9_ '-]+$/;

/** What inbound and outbound endpoints have in common. */
export interface ResolverEndpointPlace {
  readonly vpc: ec2.IVpc;
  readonly ipAddresses?: ResolverIpAddress[];
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly resolverEndpointName?: string;
}

export function inboundFaults(
  props: InboundResolverProps,
  addresses: readonly ResolverIpAddress[],
  family: ResolverAddressFamily,
): Fault[] {
  return [...placeFaults(props, addresses, family), ...clientFaults(props.allowedDnsServers, family)];
}

export function placeFaults(
  place: ResolverEndpointPlace,
  addresses: readonly ResolverIpAddress[],
  family: ResolverAddressFamily,
): Fault[] {
  const both = 'ipAddresses and vpcSubnets exclude each other: each address names its subnet';
  return [
    ...faultsOf('ConflictingProps', place.ipAddresses && place.vpcSubnets ? [both] : []),
    ...(isPendingLookup(place.vpc) ? [] : addressFaults(addresses, family)),
    ...nameFaults(place.resolverEndpointName),
  ];
}

export function attributeFaults({ resolverEndpointId, ipAddresses = [] }: InboundResolverAttributes): Fault[] {
  const wrong = ipAddresses.filter(
    (ip) => !Token.isUnresolved(ip) && (versionOf(ip) === undefined || ip.includes('/')),
  );
  return [
    ...faultsOf(
      'InvalidResourceArn',
      checkPattern(
        'resolverEndpointId',
        resolverEndpointId,
        ENDPOINT_ID,
        'the id of an inbound endpoint such as rslvr-in-0123456789abcdef0',
      ),
    ),
    ...faultsOf(
      'InvalidIpAddress',
      wrong.map((ip) => `ipAddresses must be IPv4 or IPv6 addresses, got '${ip}'`),
    ),
  ];
}

function nameFaults(name: string | undefined): Fault[] {
  const what = 'resolverEndpointName';
  const expected = 'letters, digits, spaces, hyphens and underscores, and not digits alone';
  return faultsOf('InvalidResolverName', [
    ...checkPattern(what, name, NAME, expected),
    ...checkMaxLength(what, name, RESOLVER_NAME_MAX),
  ]);
}

function clientFaults(ranges: readonly string[], family: ResolverAddressFamily): Fault[] {
  if (Token.isUnresolved(ranges)) {
    return faultsOf('InvalidCidr', [
      'allowedDnsServers must be a list whose length is known at synthesis, got a token: name its items with Fn.select',
    ]);
  }
  const none = 'allowedDnsServers must name at least one range of addresses, got none: nobody could ask';
  const all = (range: string) => !Token.isUnresolved(range) && /^.*\/0+$/.test(range);
  const open = `name the DNS servers, such as 10.16.0.2/32`;
  return [
    ...faultsOf('ConflictingProps', ranges.length === 0 ? [none] : []),
    ...faultsOf(
      'InvalidCidr',
      ranges.flatMap((range) => checkCidr('allowedDnsServers', range)),
    ),
    ...faultsOf(
      'OpenToAnyAddress',
      ranges.filter(all).map((range) => `allowedDnsServers must not take in all addresses, got '${range}': ${open}`),
    ),
    ...ranges.flatMap((range) => clientFamilyFaults(range, family)),
  ];
}

/** Such a client could never reach the endpoint. */
function clientFamilyFaults(range: string, family: ResolverAddressFamily): Fault[] {
  const unreachable = {
    [ResolverAddressFamily.IPV4]: 6,
    [ResolverAddressFamily.IPV6]: 4,
    [ResolverAddressFamily.DUAL_STACK]: undefined,
  }[family];
  const message = `allowedDnsServers of an endpoint with the address family ${family} must be of that family, got '${range}'`;
  return faultsOf('ConflictingProps', unreachable !== undefined && versionOf(range) === unreachable ? [message] : []);
}
