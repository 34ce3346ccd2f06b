import type { IConstruct } from 'constructs';
import { checkKnownLength, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { isUnknown } from '../../private/life-cycle/unknown';
import { normalizedZone, regionFaults, zoneFaults } from '../dns/checks';
import { zonesOrFaults } from '../endpoints/dns-zones';
import { EndpointService } from '../endpoints/service';
import type { InboundResolver } from '../resolver/inbound';
import { InboundProtocols } from '../resolver/inbound-props';
import type { DnsForwarderConfigProps } from './config-props';
import type { ForwardedZone } from './files';

/** A label that no host has: any name below a wildcard shows whether forwarding works. */
const PROBE = 'd-0123456789ab';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html */
const API_HOST = /^[a-z0-9]+(-vpce-[0-9a-f]+)?\.execute-api\.[a-z0-9.-]+$/;

/** The services whose names are forwarded, each once: two endpoints of one service answer to the same names. */
export function forwardedServices({ services, endpoints }: DnsForwarderConfigProps): EndpointService[] {
  const included = endpoints?.includedEndpoints.map(({ service }) => service).filter(({ _row }) => _row.forPeople);
  const wanted = services ?? included ?? [];
  return wanted.filter(({ name }, index) => wanted.findIndex((other) => other.name === name) === index);
}

export function forwardedZones(scope: IConstruct, props: DnsForwarderConfigProps): ForwardedZone[] {
  const ofServices = forwardedServices(props).flatMap((service) =>
    zonesOrFaults(scope, service, props.region).zones.map(({ name, apex }) => ({
      name,
      check: apex ? name : `${PROBE}.${name}`,
    })),
  );
  return [
    ...ofServices,
    ...namesOf(props)
      .map(normalizedZone)
      .map((name) => ({ name, check: name })),
  ];
}

export function configFaults(scope: IConstruct, props: DnsForwarderConfigProps): Fault[] {
  const services = forwardedServices(props);
  const nothing = 'services, apiNames or zones must name what to forward, got nothing';
  return [
    ...check(services.length + namesOf(props).length > 0, 'ConflictingProps', nothing),
    ...regionFaults(props.region),
    ...services.flatMap((service) => serviceFaults(scope, service, props.region)),
    ...endpointFaults(props),
    ...foreignFaults(scope, usedIn('endpoints', props.region === undefined ? [props.endpoints] : [])),
    ...faultsOf('InvalidDnsZone', [
      ...checkKnownLength('apiNames', props.apiNames),
      ...checkKnownLength('zones', props.zones),
    ]),
    ...knownItems(props.apiNames).flatMap(apiNameFaults),
    ...knownItems(props.zones).flatMap((zone) => zoneFaults('a zone to forward', zone)),
    ...resolverFaults(props),
  ];
}

/** Anything else, such as a zone of the company, would take all names below it along. */
function apiNameFaults(name: string): Fault[] {
  const malformed = zoneFaults('an API name', name);
  const isApi = isUnknown(name) || API_HOST.test(normalizedZone(name));
  return malformed.length > 0
    ? malformed
    : check(
        isApi,
        'BroadDnsZone',
        `an API name must be the host name of a single API such as a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com, got '${name}': name other hosts and zones in zones`,
      );
}

function namesOf({ apiNames = [], zones = [] }: DnsForwarderConfigProps): string[] {
  return [...apiNames, ...zones];
}

function serviceFaults(scope: IConstruct, service: EndpointService, region: string | undefined): Fault[] {
  const { zones, faults } = zonesOrFaults(scope, service, region);
  const hint = service.name === EndpointService.EXECUTE_API.name ? '; give apiNames' : '';
  return [...faults, ...zones.flatMap(({ name }) => zoneFaults(`the zone of ${service.name}${hint}`, name))];
}

function endpointFaults({ services = [], endpoints }: DnsForwarderConfigProps): Fault[] {
  const missing = endpoints ? services.filter((service) => !endpoints.has(service)) : [];
  return faultsOf(
    'EndpointNotIncluded',
    missing.map(
      ({ name }) =>
        `the service ${name} must have an endpoint in ${endpoints?.node.path}, or its names would lead to nothing private: add it there`,
    ),
  );
}

/** An imported endpoint does not say its protocols. */
function resolverFaults({ resolver }: DnsForwarderConfigProps): Fault[] {
  const { protocols } = resolver as Partial<InboundResolver>;
  const onlyHttps = protocols === InboundProtocols.DOH || protocols === InboundProtocols.DOH_FIPS;
  return [
    ...check(
      resolver.ipAddresses.length > 0,
      'UnknownResolverAddresses',
      `the addresses of ${resolver.node.path} must be known, got none: pin them with ipAddresses, or import the endpoint with its addresses`,
    ),
    ...check(
      !onlyHttps,
      'ConflictingProps',
      `${resolver.node.path} must speak plain DNS, which the files are made for, got ${InboundProtocols.DOH} alone`,
    ),
  ];
}
