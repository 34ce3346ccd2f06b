import { warnOfUnknownRegion, zonesOrFaults } from '../../../src/network/endpoints/dns-zones';
import { warningsOf } from '../../notebook/setup';
import { testStack } from '../dns-setup';
import { EndpointService } from './setup';

/** A service by its short name, whether it is in the table or not. */
function named(name: string): typeof EndpointService.STS {
  return EndpointService.of({ name, purpose: 'a test' });
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
    ['unheard-of', 'eu-central-1', []],
  ])('%s in %s are %j', (service, region, expected) => {
    const { zones } = zonesOrFaults(testStack(), named(service), region);
    expect(zones.map(({ name }) => name)).toEqual(expected);
  });

  test('are those of its constant, whichever object stands for it', () => {
    const { SAGEMAKER_STUDIO } = EndpointService;
    const scope = testStack();
    expect(named('studio').dnsZones(scope)).toEqual(SAGEMAKER_STUDIO.dnsZones(scope));
  });

  test.each([
    ['studio', false, true],
    ['notebook', false, true],
    ['experiments', true, true],
    ['ecr.dkr', true, true],
    ['execute-api', false, true],
    ['sts', true, false],
  ])('%s have hosts at the apex (%s) and below (%s)', (service, apex, wildcard) => {
    expect(zonesOrFaults(testStack(), named(service), 'eu-central-1').zones).toMatchObject([{ apex, wildcard }]);
  });

  test.each([
    ['partner-app', 'eu-central-1', 'eu-central-1 (partition aws)'],
    ['studio', 'us-iso-east-1', 'us-iso-east-1 (partition aws-iso)'],
    ['sts', 'eu-nowhere-9', 'the unknown region eu-nowhere-9'],
    ['partner-app', undefined, 'an unknown region'],
  ])('are asked for where they are not known: %s in %s', (service, region, place) => {
    expect(zonesOrFaults(testStack({}), named(service), region)).toEqual({
      zones: [],
      faults: [
        {
          code: 'UnknownDnsNames',
          message: `the DNS names of the service ${service} are not known in ${place}: give the zones themselves with zones`,
        },
      ],
    });
  });
});

describe('names of an unknown region', () => {
  test.each([
    [['studio', 'sts'], undefined, true],
    [['studio', 'sts'], 'eu-central-1', false],
    [['sts'], undefined, false],
  ])('leave a warning where partitions have others: %j in %s', (services, region, warned) => {
    const stack = testStack({});
    warnOfUnknownRegion(stack, services.map(named), region);
    expect(warningsOf(stack)).toEqual(warned ? ['cdk-secure-sagemaker:network.unknownRegion'] : []);
  });
});
