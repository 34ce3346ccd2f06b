import type { IConstruct } from 'constructs';
import { type Fault, faultsOf } from '../../private/errors';
import { normalizedZone, zoneFaults } from '../dns/checks';
import { regionFaults, zonesOrFaults } from '../endpoints/dns-zones';
import { InboundResolver } from '../resolver/inbound';
import { InboundProtocols } from '../resolver/protocols';
import type { DnsForwarderConfigProps } from './config-props';
import type { ForwardedZone } from './files';

/** What people open in a browser or call with the SDK. */
const FOR_PEOPLE = [
  'experiments',
  'notebook',
  'sagemaker.api',
  'sagemaker.api-fips',
  'sagemaker.runtime',
  'sagemaker.runtime-fips',
  'studio',
];

/** A label that no host has: any name below a wildcard shows whether forwarding works. */
const PROBE = 'd-0123456789ab';

/** The short names of the services, each once. */
export function forwardedServices({ services, endpoints }: DnsForwarderConfigProps): string[] {
  const included = endpoints?.includedEndpoints
    .map(({ service }) => service.name)
    .filter((name) => FOR_PEOPLE.includes(name));
  return [...new Set(services?.map(({ name }) => name) ?? included ?? [])];
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
    ...faultsOf('ConflictingProps', services.length + namesOf(props).length === 0 ? [nothing] : []),
    ...regionFaults(props.region),
    ...services.flatMap((service) => serviceFaults(scope, service, props.region)),
    ...endpointFaults(props),
    ...(props.apiNames ?? []).flatMap((name) => zoneFaults('an API name', name)),
    ...(props.zones ?? []).flatMap((zone) => zoneFaults('a zone to forward', zone)),
    ...resolverFaults(props),
  ];
}

function namesOf({ apiNames = [], zones = [] }: DnsForwarderConfigProps): string[] {
  return [...apiNames, ...zones];
}

function serviceFaults(scope: IConstruct, service: string, region: string | undefined): Fault[] {
  const { zones, faults } = zonesOrFaults(scope, service, region);
  const hint = service === 'execute-api' ? '; give apiNames' : '';
  return [...faults, ...zones.flatMap(({ name }) => zoneFaults(`the zone of ${service}${hint}`, name))];
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

function resolverFaults({ resolver }: DnsForwarderConfigProps): Fault[] {
  const unknown = `the addresses of ${resolver.node.path} must be known, got none: pin them with ipAddresses, or import the endpoint with its addresses`;
  const onlyHttps =
    resolver instanceof InboundResolver &&
    [InboundProtocols.DOH, InboundProtocols.DOH_FIPS].includes(resolver.protocols);
  const noDns = `${resolver.node.path} must speak plain DNS, which the files are made for, got ${InboundProtocols.DOH} alone`;
  return [
    ...faultsOf('UnknownResolverAddresses', resolver.ipAddresses.length === 0 ? [unknown] : []),
    ...faultsOf('ConflictingProps', onlyHttps ? [noDns] : []),
  ];
}
