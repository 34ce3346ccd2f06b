import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkPattern } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import { warn } from '../../private/warnings';
import { type DnsPlace, type DnsZone, dependsOnPartition, dnsPlaceOf, dnsZonesOf } from '../dns/hosts';

const REGION = /^[a-z]{2,5}(-[a-z0-9]+)+-\d$/;

export function regionFaults(region: string | undefined): Fault[] {
  return faultsOf('InvalidRegion', checkPattern('region', region, REGION, 'the name of a region such as eu-central-1'));
}

/** The zones of a service by its short name, or what to give where they are not known. */
export function zonesOrFaults(
  scope: IConstruct,
  service: string,
  region?: string,
): { zones: readonly DnsZone[]; faults: Fault[] } {
  const place = dnsPlaceOf(scope, region);
  const zones = dnsZonesOf(service, place);
  const message = `the DNS names of the service ${service} are not known in ${shown(place)}: give the zones themselves with zones`;
  return { zones, faults: faultsOf('UnknownDnsNames', zones.length === 0 ? [message] : []) };
}

/** The names of browser-facing hosts are those of the partition `aws` and of GovCloud where the region is not known. */
export function warnOfUnknownRegion(scope: IConstruct, services: readonly string[], region?: string): void {
  const unsure = services.filter(dependsOnPartition);
  if (unsure.length > 0 && Token.isUnresolved(dnsPlaceOf(scope, region).region)) {
    warn(
      scope,
      'network.unknownRegion',
      `Those of ${unsure.join(', ')} are wrong in China and in isolated partitions: set env.region of the stack, or region.`,
    );
  }
}

function shown({ region, partition }: DnsPlace): string {
  return Token.isUnresolved(region)
    ? 'an unknown region'
    : partition === undefined
      ? `the unknown region ${region}`
      : `${region} (partition ${partition})`;
}
