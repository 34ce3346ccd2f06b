import { Aws, Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';

/**
 * The host names that an interface endpoint answers to, by the short name of its service. The one table for private
 * hosted zones, forwarders and endpoints.
 */

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

interface ServiceNames {
  readonly zones: (place: DnsPlace) => readonly (DnsZone | undefined)[];
  /** The names do not follow from the suffix of the partition: browsers see them, and each partition has its own. */
  readonly browser?: boolean;
  /** The first DNS entry of the endpoint is no host, so no record can point to it. */
  readonly noAlias?: boolean;
}

/** The domain of the browser-facing hosts. AWS publishes none for the isolated partitions and the European sovereign cloud. */
const BROWSER_SUFFIX: Readonly<Record<string, string>> = {
  aws: 'sagemaker.aws',
  'aws-us-gov': 'sagemaker.aws',
  'aws-cn': 'sagemaker.com.cn',
};

/** @see https://publicsuffix.org/list/ (SageMaker Notebook Instances) */
const NOTEBOOK_FIPS_REGIONS = [
  'ca-central-1',
  'ca-west-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/** In this region the host of the runtime is the FIPS host. @see https://docs.aws.amazon.com/general/latest/gr/sagemaker.html */
const PLAIN_FIPS_RUNTIME = 'us-gov-west-1';

/** Hosts of the form `<label>.<region>.<suffix>`: the label, and the service where that has another name. */
const PLAIN_SERVICES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...[
        'athena',
        'bedrock',
        'bedrock-runtime',
        'codebuild',
        'codepipeline',
        'ec2',
        'elasticfilesystem',
        'elasticmapreduce',
        'emr-serverless',
        'events',
      ],
      ...[
        'forecast',
        'forecastquery',
        'git-codecommit',
        'glue',
        'kms',
        'kms-fips',
        'lakeformation',
        'lambda',
        'license-manager',
        'logs',
        'monitoring',
        'redshift-data',
      ],
      ...['secretsmanager', 'servicecatalog', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states', 'sts', 'sts-fips'],
    ].map((service) => [service, service]),
  ),
  'codeartifact.api': 'codeartifact',
  'ecr.api': 'api.ecr',
  'sagemaker.api': 'api.sagemaker',
  'sagemaker.api-fips': 'api-fips.sagemaker',
  'sagemaker.featurestore-runtime': 'featurestore-runtime.sagemaker',
  'sagemaker.metrics': 'metrics.sagemaker',
  'sagemaker.runtime': 'runtime.sagemaker',
};

const SERVICES: Readonly<Record<string, ServiceNames>> = {
  ...Object.fromEntries(
    Object.entries(PLAIN_SERVICES).map(([service, label]) => [
      service,
      { zones: (place) => [apiZone(label, place)] } as ServiceNames,
    ]),
  ),
  'codeartifact.repositories': {
    zones: (place) => [apiZone('d.codeartifact', place, { apex: false, wildcard: true })],
  },
  'ecr.dkr': { zones: (place) => [apiZone('dkr.ecr', place, { apex: true, wildcard: true })] },
  'execute-api': { zones: (place) => [apiZone('execute-api', place, { apex: false, wildcard: true })] },
  s3: { zones: (place) => [apiZone('s3', place, { apex: true, wildcard: true })], noAlias: true },
  'sagemaker.runtime-fips': {
    zones: (place) => [
      apiZone(place.region === PLAIN_FIPS_RUNTIME ? 'runtime.sagemaker' : 'runtime-fips.sagemaker', place),
    ],
  },

  experiments: {
    browser: true,
    zones: ({ region, partition = 'aws' }) => [
      partition === 'aws'
        ? { name: `${region}.experiments.${BROWSER_SUFFIX.aws}`, apex: true, wildcard: true }
        : undefined,
    ],
  },
  notebook: {
    browser: true,
    zones: (place) => [
      browserZone('notebook', place),
      NOTEBOOK_FIPS_REGIONS.includes(place.region) ? fipsZone('notebook-fips', place) : undefined,
    ],
  },
  studio: {
    browser: true,
    zones: (place) => [
      browserZone('studio', place),
      place.partition === 'aws-us-gov' ? fipsZone('studio-fips', place) : undefined,
    ],
  },
};

/** The place of the scope's stack, or a named region. */
export function dnsPlaceOf(scope: IConstruct, region: string = Stack.of(scope).region): DnsPlace {
  if (Token.isUnresolved(region)) {
    return { region, suffix: Aws.URL_SUFFIX };
  }
  const { partition, domainSuffix } = RegionInfo.get(region);
  return { region, partition, suffix: domainSuffix };
}

/** The zones of a service; none where they are not known of that place. */
export function dnsZonesOf(service: string, place: DnsPlace): readonly DnsZone[] {
  return (Object.hasOwn(SERVICES, service) ? SERVICES[service].zones(place) : []).filter((zone) => zone !== undefined);
}

/** All services whose names are known, in alphabetical order. */
export function servicesWithDnsNames(): readonly string[] {
  return Object.keys(SERVICES).sort();
}

/** True where the names depend on more than the region and the suffix, so that both must be known to be sure. */
export function dependsOnPartition(service: string): boolean {
  return Object.hasOwn(SERVICES, service) && SERVICES[service].browser === true;
}

/** True where a record can point to the first DNS entry of the endpoint. */
export function canBeAliased(service: string): boolean {
  return !(Object.hasOwn(SERVICES, service) && SERVICES[service].noAlias);
}

function apiZone(
  label: string,
  { region, suffix }: DnsPlace,
  hosts = { apex: true, wildcard: false },
): DnsZone | undefined {
  return suffix === undefined ? undefined : { name: `${label}.${region}.${suffix}`, ...hosts };
}

/** Of an unknown place the names of the partition `aws`, since those of GovCloud are the same. */
function browserZone(label: string, { region, partition, suffix }: DnsPlace): DnsZone | undefined {
  const domain = suffix === undefined ? undefined : BROWSER_SUFFIX[partition ?? 'aws'];
  return domain === undefined ? undefined : { name: `${label}.${region}.${domain}`, apex: false, wildcard: true };
}

function fipsZone(label: string, place: DnsPlace): DnsZone | undefined {
  const zone = browserZone(label, place);
  return zone && { ...zone, uncertain: true };
}
