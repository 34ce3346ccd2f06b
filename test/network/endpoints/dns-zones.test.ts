import { Aws, Stack } from 'aws-cdk-lib';
import {
  canBeAliased,
  dependsOnPartition,
  dnsPlaceOf,
  dnsZonesOf,
  servicesWithDnsNames,
} from '../../../src/network/dns/hosts';
import { testStack } from '../dns-setup';

function names(service: string, region: string): string[] {
  return dnsZonesOf(service, dnsPlaceOf(testStack(), region)).map(({ name }) => name);
}

describe('the zones of a service', () => {
  test.each([
    ['studio', 'eu-central-1', ['studio.eu-central-1.sagemaker.aws']],
    ['studio', 'cn-north-1', ['studio.cn-north-1.sagemaker.com.cn']],
    ['studio', 'us-gov-west-1', ['studio.us-gov-west-1.sagemaker.aws', 'studio-fips.us-gov-west-1.sagemaker.aws']],
    ['studio', 'us-iso-east-1', []],
    ['studio', 'eusc-de-east-1', []],
    ['studio', 'eu-nowhere-9', []],
    ['notebook', 'eu-central-1', ['notebook.eu-central-1.sagemaker.aws']],
    ['notebook', 'us-east-1', ['notebook.us-east-1.sagemaker.aws', 'notebook-fips.us-east-1.sagemaker.aws']],
    [
      'notebook',
      'us-gov-east-1',
      ['notebook.us-gov-east-1.sagemaker.aws', 'notebook-fips.us-gov-east-1.sagemaker.aws'],
    ],
    ['notebook', 'cn-northwest-1', ['notebook.cn-northwest-1.sagemaker.com.cn']],
    ['experiments', 'eu-central-1', ['eu-central-1.experiments.sagemaker.aws']],
    ['experiments', 'us-gov-west-1', []],
    ['experiments', 'cn-north-1', []],
    ['sagemaker.api', 'eu-central-1', ['api.sagemaker.eu-central-1.amazonaws.com']],
    ['sagemaker.api', 'cn-north-1', ['api.sagemaker.cn-north-1.amazonaws.com.cn']],
    ['sagemaker.api', 'us-gov-west-1', ['api.sagemaker.us-gov-west-1.amazonaws.com']],
    ['sagemaker.api', 'us-iso-east-1', ['api.sagemaker.us-iso-east-1.c2s.ic.gov']],
    ['sagemaker.api', 'us-isob-east-1', ['api.sagemaker.us-isob-east-1.sc2s.sgov.gov']],
    ['sagemaker.api', 'eu-nowhere-9', []],
    ['sagemaker.api-fips', 'us-gov-west-1', ['api-fips.sagemaker.us-gov-west-1.amazonaws.com']],
    ['sagemaker.runtime', 'eu-central-1', ['runtime.sagemaker.eu-central-1.amazonaws.com']],
    ['sagemaker.runtime-fips', 'us-east-1', ['runtime-fips.sagemaker.us-east-1.amazonaws.com']],
    ['sagemaker.runtime-fips', 'us-gov-west-1', ['runtime.sagemaker.us-gov-west-1.amazonaws.com']],
    ['sagemaker.featurestore-runtime', 'eu-central-1', ['featurestore-runtime.sagemaker.eu-central-1.amazonaws.com']],
    ['ecr.api', 'eu-central-1', ['api.ecr.eu-central-1.amazonaws.com']],
    ['ecr.dkr', 'cn-north-1', ['dkr.ecr.cn-north-1.amazonaws.com.cn']],
    ['sts', 'us-gov-west-1', ['sts.us-gov-west-1.amazonaws.com']],
    ['logs', 'eusc-de-east-1', ['logs.eusc-de-east-1.amazonaws.eu']],
    ['s3', 'eu-central-1', ['s3.eu-central-1.amazonaws.com']],
    ['execute-api', 'cn-north-1', ['execute-api.cn-north-1.amazonaws.com.cn']],
    ['codeartifact.repositories', 'eu-central-1', ['d.codeartifact.eu-central-1.amazonaws.com']],
    ['partner-app', 'eu-central-1', []],
    ['toString', 'eu-central-1', []],
  ])('%s in %s are %j', (service, region, expected) => {
    expect(names(service, region)).toEqual(expected);
  });

  test.each([
    ['studio', false, true],
    ['notebook', false, true],
    ['experiments', true, true],
    ['ecr.dkr', true, true],
    ['execute-api', false, true],
    ['sts', true, false],
  ])('%s have hosts at the apex (%s) and below (%s)', (service, apex, wildcard) => {
    expect(dnsZonesOf(service, dnsPlaceOf(testStack(), 'eu-central-1'))).toEqual([
      expect.objectContaining({ apex, wildcard }),
    ]);
  });

  test('whose private DNS AWS does not document are marked', () => {
    const zones = servicesWithDnsNames().flatMap((service) =>
      dnsZonesOf(service, dnsPlaceOf(testStack(), 'us-gov-west-1')),
    );
    expect(zones.filter(({ uncertain }) => uncertain).map(({ name }) => name.split('.')[0])).toEqual([
      'notebook-fips',
      'studio-fips',
    ]);
  });

  test('hold the region and the suffix as tokens in a stack without environment', () => {
    const stack = new Stack();
    const [api] = dnsZonesOf('sagemaker.api', dnsPlaceOf(stack));
    const [studio] = dnsZonesOf('studio', dnsPlaceOf(stack));
    expect([api.name, studio.name]).toEqual([
      `api.sagemaker.${Aws.REGION}.${Aws.URL_SUFFIX}`,
      `studio.${Aws.REGION}.sagemaker.aws`,
    ]);
  });

  test('are known of the stack where no region is named', () => {
    expect(dnsPlaceOf(testStack())).toEqual({ region: 'eu-central-1', partition: 'aws', suffix: 'amazonaws.com' });
  });
});

describe('the services', () => {
  test('with names of their own per partition are those that browsers open', () => {
    expect(servicesWithDnsNames().filter(dependsOnPartition)).toEqual(['experiments', 'notebook', 'studio']);
  });

  test('can have records that point to the endpoint, but for S3', () => {
    expect(servicesWithDnsNames().filter((service) => !canBeAliased(service))).toEqual(['s3']);
    expect(canBeAliased('partner-app')).toBe(true);
  });

  test('that are not in the table depend on nothing', () => {
    expect(dependsOnPartition('toString')).toBe(false);
  });
});
