import type { IConstruct } from 'constructs';
import { check, type Fault } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';
import { warn } from '../../private/warnings';
import { type DnsPlace, type DnsZone, dnsPlaceOf } from '../dns/hosts';
import type { EndpointService } from './service';

/** The zones of a service, or what to give where they are not known. */
export function zonesOrFaults(
  scope: IConstruct,
  { name, _row: { hosts } }: EndpointService,
  region?: string,
): { zones: readonly DnsZone[]; faults: Fault[] } {
  const place = dnsPlaceOf(scope, region);
  const zones = hosts.zonesIn(place);
  const message = `the DNS names of the service ${name} are not known in ${shown(place)}: give the zones themselves with zones`;
  return { zones, faults: check(zones.length > 0, 'UnknownDnsNames', message) };
}

/** The names of browser-facing hosts are those of the partition `aws` and of GovCloud where the region is not known. */
export function warnOfUnknownRegion(scope: IConstruct, services: readonly EndpointService[], region?: string): void {
  const unsure = services.filter(({ _row: { hosts } }) => hosts.browser).map(({ name }) => name);
  if (unsure.length > 0 && isUnknown(dnsPlaceOf(scope, region).region)) {
    warn(
      scope,
      'network.unknownRegion',
      `Those of ${unsure.join(', ')} are wrong in China and in isolated partitions: set env.region of the stack, or region.`,
    );
  }
}

function shown({ region, partition }: DnsPlace): string {
  if (isUnknown(region)) {
    return 'an unknown region';
  }
  return partition === undefined ? `the unknown region ${region}` : `${region} (partition ${partition})`;
}
