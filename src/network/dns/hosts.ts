import { Aws, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { isUnknown } from '../../private/life-cycle/unknown';

/** Where names are made for. */
export interface DnsPlace {
  readonly region: string;
  /** Not known of an environment-agnostic stack. */
  readonly partition?: string;
  /** The domain of the AWS APIs; not known of a region that CDK does not know. */
  readonly suffix?: string;
}

/** A zone that holds the names of a service, and nothing else. */
export interface DnsZone {
  readonly name: string;
  /** The name of the zone itself is a host. */
  readonly apex: boolean;
  /** Names below that of the zone are hosts. */
  readonly wildcard: boolean;
  /** AWS does not say that the private DNS of the endpoint covers the zone. */
  readonly uncertain?: boolean;
}

/** The host names that an interface endpoint answers to: part of the row of its service. */
export interface ServiceHosts {
  /** The zones of the names; none where they are not known of that place. */
  readonly zonesIn: (place: DnsPlace) => readonly DnsZone[];
  /** The names do not follow from the suffix of the partition: browsers see them, and each partition has its own. */
  readonly browser?: boolean;
  /** The first DNS entry of the endpoint is no host, so no record can point to it. */
  readonly noAlias?: boolean;
}

/** The domain of the browser-facing hosts. AWS publishes none for the isolated partitions and the European sovereign cloud. */
export const BROWSER_DOMAINS: Readonly<Record<string, string>> = {
  aws: 'sagemaker.aws',
  'aws-cn': 'sagemaker.com.cn',
  'aws-us-gov': 'sagemaker.aws',
};

/** Which names of a zone are hosts. */
const APEX = { apex: true, wildcard: false };
const BELOW = { apex: false, wildcard: true };
const BOTH = { apex: true, wildcard: true };

/** Of services whose host names AWS does not document, or that are reached by routes and not by names. */
export const NO_KNOWN_HOSTS: ServiceHosts = { zonesIn: () => [] };

/** One host, `<label>.<region>.<suffix of the partition>`; in single regions it can have another label. */
export function apiHost(label: string, elsewhere: Readonly<Record<string, string>> = {}): ServiceHosts {
  return { zonesIn: (place) => apiZones(elsewhere[place.region] ?? label, place, APEX) };
}

/** Hosts below `<label>.<region>.<suffix of the partition>`, which is no host itself. */
export function apiHostsBelow(label: string): ServiceHosts {
  return { zonesIn: (place) => apiZones(label, place, BELOW) };
}

/** The host `<label>.<region>.<suffix of the partition>`, and those below. */
export function apiHosts(label: string): ServiceHosts {
  return { zonesIn: (place) => apiZones(label, place, BOTH) };
}

/** Hosts below `<label>.<region>.<domain of browser-facing hosts>`, and below `<label>-fips` in some places. */
export function browserHosts(label: string, hasFips: (place: DnsPlace) => boolean): ServiceHosts {
  return {
    browser: true,
    zonesIn: (place) => {
      const fips = hasFips(place) ? browserZones(`${label}-fips`, place) : [];
      return [...browserZones(label, place), ...fips.map((zone) => ({ ...zone, uncertain: true }))];
    },
  };
}

/** Other than those of their siblings, these names begin with the region, and are known of the partition `aws` only. */
export function browserHostsOfRegion(label: string): ServiceHosts {
  return {
    browser: true,
    zonesIn: ({ region, partition = 'aws' }) =>
      partition === 'aws' ? [{ name: `${region}.${label}.${BROWSER_DOMAINS.aws}`, ...BOTH }] : [],
  };
}

/** The place of the scope's stack, or a named region. */
export function dnsPlaceOf(scope: IConstruct, region: string = Stack.of(scope).region): DnsPlace {
  if (isUnknown(region)) {
    return { region, suffix: Aws.URL_SUFFIX };
  }
  const { partition, domainSuffix } = RegionInfo.get(region);
  return { region, partition, suffix: domainSuffix };
}

function apiZones(
  label: string,
  { region, suffix }: DnsPlace,
  hosts: Pick<DnsZone, 'apex' | 'wildcard'>,
): readonly DnsZone[] {
  return suffix === undefined ? [] : [{ name: `${label}.${region}.${suffix}`, ...hosts }];
}

/** Of an unknown place the names of the partition `aws`, since those of GovCloud are the same. */
function browserZones(label: string, { region, partition, suffix }: DnsPlace): readonly DnsZone[] {
  const domain = suffix === undefined ? undefined : BROWSER_DOMAINS[partition ?? 'aws'];
  return domain === undefined ? [] : [{ name: `${label}.${region}.${domain}`, ...BELOW }];
}
