import { isIP } from 'node:net';
import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkCidr, checkFormat, checkKnownLength, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { INBOUND_ENDPOINT_ID } from '../../private/formats';
import { holdMostAddresses, versionOf } from '../../private/ip-ranges';
import { isUnknown } from '../../private/life-cycle/unknown';
import { participantFaults } from '../participant';
import { placeFaults } from './endpoint';
import type { InboundResolverAttributes, InboundResolverProps } from './inbound-props';
import { ResolverAddressFamily, type ResolverIpAddress } from './ip-address';

export function inboundFaults(
  scope: IConstruct,
  props: InboundResolverProps,
  addresses: readonly ResolverIpAddress[],
  family: ResolverAddressFamily,
): Fault[] {
  return [
    ...participantFaults(scope, props.vpc, 'inbound endpoints', 'InboundResolver.fromInboundResolverAttributes'),
    ...placeFaults(props, addresses, family),
    ...clientFaults(props.allowedDnsServers, family),
  ];
}

export function attributeFaults({ resolverEndpointId, ipAddresses = [] }: InboundResolverAttributes): Fault[] {
  const wrong = knownItems(ipAddresses).filter((ip) => !isUnknown(ip) && isIP(ip) === 0);
  return [
    ...faultsOf('InvalidResourceArn', checkFormat('resolverEndpointId', resolverEndpointId, INBOUND_ENDPOINT_ID)),
    ...faultsOf('InvalidIpAddress', [
      ...checkKnownLength('ipAddresses', ipAddresses),
      ...wrong.map((ip) => `ipAddresses must be IPv4 or IPv6 addresses, got '${ip}'`),
    ]),
  ];
}

function clientFaults(ranges: readonly string[], family: ResolverAddressFamily): Fault[] {
  if (Token.isUnresolved(ranges)) {
    return faultsOf('InvalidCidr', [
      'allowedDnsServers must be a list whose length is known at synthesis, got a token: name its items with Fn.select',
    ]);
  }
  return [
    ...check(
      ranges.length > 0,
      'ConflictingProps',
      'allowedDnsServers must name at least one range of addresses, got none: nobody could ask',
    ),
    ...faultsOf(
      'InvalidCidr',
      ranges.flatMap((range) => checkCidr('allowedDnsServers', range)),
    ),
    ...openFaults(ranges),
    ...ranges.flatMap((range) => clientFamilyFaults(range, family)),
  ];
}

/** Several ranges can hold all addresses together, such as the two halves. */
function openFaults(ranges: readonly string[]): Fault[] {
  return check(
    !holdMostAddresses(ranges),
    'OpenToAnyAddress',
    `allowedDnsServers must not hold most addresses, got ${ranges.join(', ')}: name the DNS servers, such as 10.16.0.2/32`,
  );
}

/** Such a client could never reach the endpoint. */
function clientFamilyFaults(range: string, family: ResolverAddressFamily): Fault[] {
  const unreachable = {
    [ResolverAddressFamily.IPV4]: 6,
    [ResolverAddressFamily.IPV6]: 4,
    [ResolverAddressFamily.DUAL_STACK]: undefined,
  }[family];
  const message = `allowedDnsServers of an endpoint with the address family ${family} must be of that family, got '${range}'`;
  return check(unreachable === undefined || versionOf(range) !== unreachable, 'ConflictingProps', message);
}
