import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { checkFormat, checkIp, checkKnownLength, checkRange, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { SHARE_PRINCIPAL } from '../../private/formats';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { repeatedVpcFaults, repetitionFaults } from '../../private/life-cycle/unique';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import { duplicateZoneFaults, foreignVpcFaults, normalizedZone, zoneFaults } from '../dns/checks';
import { participantFaults } from '../participant';
import { placeFaults } from '../resolver/endpoint';
import type { IInboundResolver, InboundResolver } from '../resolver/inbound';
import type { ResolverAddressFamily, ResolverIpAddress } from '../resolver/ip-address';
import { type ForwardingRule, type OutboundForwardingProps, OutboundProtocols } from './outbound-props';
import { DnsProtocol, type DnsServer } from './target';

/** Props with what stands for those that were left out. */
export interface CompleteOutboundProps extends OutboundForwardingProps {
  readonly addressFamily: ResolverAddressFamily;
  readonly protocols: OutboundProtocols;
  readonly associatedVpcs: ec2.IVpc[];
}

export function outboundFaults(
  scope: IConstruct,
  props: CompleteOutboundProps,
  addresses: readonly ResolverIpAddress[],
): Fault[] {
  const { rules, exceptions = [], protocols, associatedVpcs } = props;
  return [
    ...participantFaults(scope, props.vpc, 'outbound endpoints', 'rules that the owner shares and associates'),
    ...placeFaults(props, addresses, props.addressFamily),
    ...check(rules.length > 0, 'ConflictingProps', 'rules must name at least one zone to forward, got none'),
    ...rules.flatMap(({ zone }) => zoneFaults('a zone to forward', zone)),
    ...rules.flatMap(ruleIdFaults),
    ...faultsOf('InvalidDnsZone', checkKnownLength('exceptions', exceptions)),
    ...knownItems(exceptions).flatMap(exceptionFaults),
    ...duplicateZoneFaults('rules and exceptions', [...rules.map(({ zone }) => zone), ...exceptions]),
    ...rules.flatMap((rule) => [...targetFaults(rule, protocols), ...loopFaults(rule, associatedVpcs)]),
    ...shareFaults(props),
    ...associatedVpcs
      .filter((vpc) => vpc !== props.vpc)
      .flatMap((vpc) => foreignVpcFaults(scope, 'associatedVpcs', vpc)),
    ...foreignFaults(scope, usedIn('associatedVpcs', associatedVpcs)),
    ...repeatedVpcFaults(scope, 'associatedVpcs', associatedVpcs),
    ...repeatedRuleFaults(rules),
  ];
}

function shareFaults({ sharedWith }: OutboundForwardingProps): Fault[] {
  return [
    ...faultsOf(
      'InvalidSharePrincipal',
      knownItems(sharedWith).flatMap((one) => checkFormat('sharedWith', one, SHARE_PRINCIPAL)),
    ),
    ...repetitionFaults('sharedWith', sharedWith),
    ...check(
      sharedWith?.length !== 0,
      'ConflictingProps',
      'sharedWith must name at least one principal, or be left out, got none',
    ),
  ];
}

/** Logical ids are made of them. */
function repeatedRuleFaults(rules: readonly ForwardingRule[]): Fault[] {
  return repetitionFaults(
    'the ruleId of rules',
    rules.map(({ ruleId }) => ruleId),
  );
}

/** A broad exception is what exceptions are for; only the form is checked. */
function exceptionFaults(zone: string): Fault[] {
  const known = 'exceptions must be literal names, since logical ids are made of them, got a token';
  return Token.isUnresolved(zone)
    ? faultsOf('InvalidDnsZone', [known])
    : zoneFaults('an exception', zone).filter(({ code }) => code !== 'BroadDnsZone');
}

function ruleIdFaults({ zone, ruleId }: ForwardingRule): Fault[] {
  const unnamed = ruleId === undefined && Token.isUnresolved(zone);
  return check(
    !unnamed,
    'ConflictingProps',
    'a rule for a zone that only the deployment knows must have a ruleId, got none',
  );
}

function targetFaults({ zone, target }: ForwardingRule, protocols: OutboundProtocols): Fault[] {
  const { dnsServers, _resolver: resolver } = target;
  const what = `the target of '${Token.isUnresolved(zone) ? 'a zone' : normalizedZone(zone)}'`;
  if (dnsServers.length === 0) {
    const hint = 'pin them with ipAddresses, or import the endpoint with its addresses';
    return resolver
      ? faultsOf('UnknownResolverAddresses', [
          `${what} must have known addresses, got none of ${resolver.node.path}: ${hint}`,
        ])
      : faultsOf('InvalidDnsServer', [`${what} must be at least one DNS server, got none`]);
  }
  return dnsServers.flatMap((server) => [
    ...serverFaults(what, server, protocols),
    ...unspokenFaults(what, server, protocols, resolver),
  ]);
}

function serverFaults(what: string, server: DnsServer, protocols: OutboundProtocols): Fault[] {
  const { ip, ipv6, port } = server;
  const count = [ip, ipv6].filter((address) => address !== undefined).length;
  return [
    ...check(count === 1, 'InvalidDnsServer', `${what} must have either ip or ipv6, got ${count} addresses`),
    ...faultsOf('InvalidDnsServer', checkRange(`the port of ${what}`, port, 1, 65535)),
    ...faultsOf('InvalidIpAddress', [...checkIp(what, ip, 4), ...checkIp(what, ipv6, 6)]),
    ...protocolFaults(what, server, protocols),
  ];
}

function protocolFaults(what: string, { protocol }: DnsServer, protocols: OutboundProtocols): Fault[] {
  if (protocols === OutboundProtocols.DO53_AND_DOH) {
    const message = `${what} must say its protocol, since the endpoint speaks more than one`;
    return check(protocol !== undefined, 'ConflictingProps', message);
  }
  const spoken = protocols === OutboundProtocols.DOH ? DnsProtocol.DOH : DnsProtocol.DO53;
  const message = `${what} is asked in ${protocol}, which the endpoint does not speak`;
  return check(protocol === undefined || protocol === spoken, 'ConflictingProps', message);
}

/** An imported endpoint does not say its protocols. */
function unspokenFaults(
  what: string,
  { protocol }: DnsServer,
  protocols: OutboundProtocols,
  resolver: IInboundResolver | undefined,
): Fault[] {
  const spoken = (resolver as Partial<InboundResolver> | undefined)?.protocols;
  const asked = protocol ?? (protocols === OutboundProtocols.DOH ? DnsProtocol.DOH : DnsProtocol.DO53);
  const isSpoken = spoken === undefined || spoken.toUpperCase().includes(asked.toUpperCase());
  const message = `${what} must be asked in a protocol of ${resolver?.node.path}, got ${asked} for ${spoken}: change the protocols of one of the endpoints`;
  return check(isSpoken, 'ConflictingProps', message);
}

/** The same VPC has the same id, even where that is a token. */
function loopFaults({ zone, target }: ForwardingRule, vpcs: readonly ec2.IVpc[]): Fault[] {
  const own = target._resolver?.vpcId;
  const looping = own === undefined || isPlaceholder(own) ? [] : vpcs.filter(({ vpcId }) => vpcId === own);
  const hint = 'name other VPCs with associatedVpcs: that one resolves the names itself';
  return faultsOf(
    'ResolverLoop',
    looping.map(
      (vpc) =>
        `the rule for '${normalizedZone(zone)}' must not be associated with ${vpc.node.path}, the VPC of the inbound endpoint that it targets: ${hint}`,
    ),
  );
}
