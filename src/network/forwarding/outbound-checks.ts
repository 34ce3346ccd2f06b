import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { checkPattern, checkRange, knownItems } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { duplicateZoneFaults, normalizedZone, zoneFaults } from '../dns/checks';
import { foreignVpcFaults } from '../dns/vpcs';
import type { ResolverAddressFamily } from '../resolver/address-family';
import { checkIp } from '../resolver/addresses';
import { placeFaults } from '../resolver/checks';
import type { ResolverIpAddress } from '../resolver/ip-address';
import { DnsProtocol, OutboundProtocols } from '../resolver/protocols';
import type { ForwardingRule, OutboundForwardingProps } from './outbound-props';
import type { DnsServer } from './target';

const PRINCIPAL =
  /^(\d{12}|arn:aws[a-z0-9-]*:organizations::\d{12}:(organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}))$/;

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
  const { rules, exceptions = [], sharedWith, protocols, associatedVpcs } = props;
  const zones = [...rules.map(({ zone }) => zone), ...exceptions];
  const principal = 'an account id, or the ARN of an organization or organizational unit';
  return [
    ...placeFaults(props, addresses, props.addressFamily),
    ...faultsOf(
      'ConflictingProps',
      rules.length === 0 ? ['rules must name at least one zone to forward, got none'] : [],
    ),
    ...rules.flatMap(({ zone }) => zoneFaults('a zone to forward', zone)),
    ...rules.flatMap(ruleIdFaults),
    ...exceptions.flatMap(exceptionFaults),
    ...duplicateZoneFaults('rules and exceptions', zones),
    ...rules.flatMap((rule) => [...targetFaults(rule, protocols), ...loopFaults(rule, associatedVpcs)]),
    ...faultsOf(
      'InvalidSharePrincipal',
      knownItems(sharedWith).flatMap((one) => checkPattern('sharedWith', one, PRINCIPAL, principal)),
    ),
    ...faultsOf(
      'ConflictingProps',
      sharedWith?.length === 0 ? ['sharedWith must name at least one principal, or be left out, got none'] : [],
    ),
    ...associatedVpcs.flatMap((vpc) => foreignVpcFaults(scope, 'associatedVpcs', vpc)),
  ];
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
  return faultsOf(
    'ConflictingProps',
    unnamed ? ['a rule for a zone that only the deployment knows must have a ruleId, got none'] : [],
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
  return dnsServers.flatMap((server) => serverFaults(what, server, protocols));
}

function serverFaults(what: string, { ip, ipv6, port, protocol }: DnsServer, protocols: OutboundProtocols): Fault[] {
  const count = [ip, ipv6].filter((address) => address !== undefined).length;
  const missing = `${what} must say its protocol, since the endpoint speaks more than one`;
  const other = `${what} is asked in ${protocol}, which the endpoint does not speak`;
  const both = protocols === OutboundProtocols.DO53_AND_DOH;
  const spoken = protocols === OutboundProtocols.DOH ? DnsProtocol.DOH : DnsProtocol.DO53;
  return [
    ...faultsOf('InvalidDnsServer', [
      ...(count === 1 ? [] : [`${what} must have either ip or ipv6, got ${count} addresses`]),
      ...checkRange(`the port of ${what}`, port, 1, 65535),
    ]),
    ...faultsOf('InvalidIpAddress', [...checkIp(what, ip, 4), ...checkIp(what, ipv6, 6)]),
    ...faultsOf(
      'ConflictingProps',
      both ? (protocol ? [] : [missing]) : protocol && protocol !== spoken ? [other] : [],
    ),
  ];
}

/** The same VPC has the same id, even where that is a token. */
function loopFaults({ zone, target }: ForwardingRule, vpcs: readonly ec2.IVpc[]): Fault[] {
  const own = target._resolver?.vpcId;
  const looping = own === undefined ? [] : vpcs.filter(({ vpcId }) => vpcId === own);
  const hint = 'name other VPCs with associatedVpcs: that one resolves the names itself';
  return faultsOf(
    'ResolverLoop',
    looping.map(
      (vpc) =>
        `the rule for '${normalizedZone(zone)}' must not be associated with ${vpc.node.path}, the VPC of the inbound endpoint that it targets: ${hint}`,
    ),
  );
}
