import { Aws, Stack } from 'aws-cdk-lib';
import {
  apiHost,
  apiHosts,
  apiHostsBelow,
  browserHosts,
  browserHostsOfRegion,
  dnsPlaceOf,
  NO_KNOWN_HOSTS,
  type ServiceHosts,
} from '../../../src/network/dns/hosts';
import { testStack } from '../dns-setup';

const everywhere = () => true;

function zonesIn(hosts: ServiceHosts, region = 'eu-central-1'): object[] {
  return [...hosts.zonesIn(dnsPlaceOf(testStack(), region))];
}

describe('the zones of a service', () => {
  test.each<[string, ServiceHosts, object[]]>([
    ['are the host itself', apiHost('sts'), [{ name: 'sts.eu-central-1.amazonaws.com', apex: true, wildcard: false }]],
    [
      'hold hosts below',
      apiHostsBelow('execute-api'),
      [{ name: 'execute-api.eu-central-1.amazonaws.com', apex: false, wildcard: true }],
    ],
    [
      'are a host and hold hosts below',
      apiHosts('dkr.ecr'),
      [{ name: 'dkr.ecr.eu-central-1.amazonaws.com', apex: true, wildcard: true }],
    ],
    [
      'hold browser-facing hosts, and uncertain ones with FIPS',
      browserHosts('studio', everywhere),
      [
        { name: 'studio.eu-central-1.sagemaker.aws', apex: false, wildcard: true },
        { name: 'studio-fips.eu-central-1.sagemaker.aws', apex: false, wildcard: true, uncertain: true },
      ],
    ],
    [
      'begin with the region',
      browserHostsOfRegion('experiments'),
      [{ name: 'eu-central-1.experiments.sagemaker.aws', apex: true, wildcard: true }],
    ],
    ['are not known', NO_KNOWN_HOSTS, []],
  ])('%s', (_, hosts, expected) => {
    expect(zonesIn(hosts)).toEqual(expected);
  });

  test('can have another label in single regions', () => {
    const hosts = apiHost('runtime-fips', { 'us-gov-west-1': 'runtime' });
    expect([zonesIn(hosts, 'us-east-1'), zonesIn(hosts, 'us-gov-west-1')]).toMatchObject([
      [{ name: 'runtime-fips.us-east-1.amazonaws.com' }],
      [{ name: 'runtime.us-gov-west-1.amazonaws.com' }],
    ]);
  });

  test.each([
    ['a region that CDK does not know', 'eu-nowhere-9'],
    ['a partition whose names AWS does not publish', 'us-iso-east-1'],
  ])('of browser-facing hosts are not known in %s', (_, region) => {
    expect(zonesIn(browserHosts('studio', everywhere), region)).toEqual([]);
  });

  test('hold the region and the suffix as tokens in a stack without environment', () => {
    const place = dnsPlaceOf(new Stack());
    expect([
      ...apiHost('api.sagemaker').zonesIn(place),
      ...browserHosts('studio', () => false).zonesIn(place),
    ]).toMatchObject([
      { name: `api.sagemaker.${Aws.REGION}.${Aws.URL_SUFFIX}` },
      { name: `studio.${Aws.REGION}.sagemaker.aws` },
    ]);
  });
});

test('the place of names is that of the stack where no region is named', () => {
  expect(dnsPlaceOf(testStack())).toEqual({ region: 'eu-central-1', partition: 'aws', suffix: 'amazonaws.com' });
});
