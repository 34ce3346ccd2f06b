import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { EndpointService, EndpointSet, endpointStack, endpointsIn, endpointsOf } from './setup';

const { EndpointPricing, EndpointType, FipsEndpoints } = network;

/** The name of the only endpoint of a stack in a region. */
function nameIn(region: string | undefined, service: network.EndpointService): string {
  const stack = endpointStack(region);
  endpointsIn(stack, { services: EndpointSet.of(service) });
  return Object.keys(endpointsOf(stack))[0];
}

function constants(): [string, network.EndpointService][] {
  return Object.entries(EndpointService).filter(
    (entry): entry is [string, network.EndpointService] => entry[1] instanceof EndpointService,
  );
}

describe('the names of endpoint services', () => {
  test.each([
    ['us-west-2', EndpointService.SAGEMAKER_API, 'com.amazonaws.us-west-2.sagemaker.api'],
    ['us-west-2', EndpointService.SAGEMAKER_STUDIO, 'aws.sagemaker.us-west-2.studio'],
    ['us-west-2', EndpointService.SAGEMAKER_NOTEBOOK, 'aws.sagemaker.us-west-2.notebook'],
    ['us-west-2', EndpointService.SAGEMAKER_EXPERIMENTS, 'aws.sagemaker.us-west-2.experiments'],
    ['us-west-2', EndpointService.SAGEMAKER_PARTNER_APP, 'aws.sagemaker.us-west-2.partner-app'],
    ['us-west-2', EndpointService.SAGEMAKER_API_FIPS, 'com.amazonaws.us-west-2.sagemaker.api-fips'],
    [
      'us-west-2',
      EndpointService.SAGEMAKER_FEATURESTORE_RUNTIME_FIPS,
      'com.amazonaws.us-west-2.sagemaker.featurestore-runtime-fips',
    ],
    ['us-west-2', EndpointService.EXECUTE_API, 'com.amazonaws.us-west-2.execute-api'],
    ['us-west-2', EndpointService.CONSOLE, 'com.amazonaws.us-west-2.console'],
    ['cn-north-1', EndpointService.SAGEMAKER_API, 'cn.com.amazonaws.cn-north-1.sagemaker.api'],
    ['cn-northwest-1', EndpointService.SAGEMAKER_RUNTIME, 'cn.com.amazonaws.cn-northwest-1.sagemaker.runtime'],
    [
      'cn-north-1',
      EndpointService.SAGEMAKER_FEATURESTORE_RUNTIME,
      'cn.com.amazonaws.cn-north-1.sagemaker.featurestore-runtime',
    ],
    ['cn-north-1', EndpointService.SAGEMAKER_STUDIO, 'aws.sagemaker.cn-north-1.studio'],
    ['cn-north-1', EndpointService.SAGEMAKER_NOTEBOOK, 'aws.sagemaker.cn-north-1.notebook'],
    ['cn-north-1', EndpointService.EXECUTE_API, 'cn.com.amazonaws.cn-north-1.execute-api'],
    ['cn-north-1', EndpointService.STS, 'cn.com.amazonaws.cn-north-1.sts'],
    ['cn-north-1', EndpointService.LICENSE_MANAGER, 'cn.com.amazonaws.cn-north-1.license-manager'],
    ['cn-north-1', EndpointService.CLOUDWATCH_LOGS, 'com.amazonaws.cn-north-1.logs'],
    ['cn-north-1', EndpointService.KMS, 'com.amazonaws.cn-north-1.kms'],
    ['us-gov-west-1', EndpointService.SAGEMAKER_API, 'com.amazonaws.us-gov-west-1.sagemaker.api'],
    ['us-gov-west-1', EndpointService.SAGEMAKER_STUDIO, 'aws.sagemaker.us-gov-west-1.studio'],
    ['us-gov-east-1', EndpointService.SAGEMAKER_RUNTIME_FIPS, 'com.amazonaws.us-gov-east-1.sagemaker.runtime-fips'],
    ['us-iso-east-1', EndpointService.SAGEMAKER_API, 'gov.ic.c2s.us-iso-east-1.sagemaker.api'],
    ['us-iso-east-1', EndpointService.SAGEMAKER_RUNTIME, 'gov.ic.c2s.us-iso-east-1.sagemaker.runtime'],
    ['us-isob-east-1', EndpointService.SAGEMAKER_API, 'gov.sgov.sc2s.us-isob-east-1.sagemaker.api'],
    ['eusc-de-east-1', EndpointService.EXECUTE_API, 'eu.amazonaws.eusc-de-east-1.execute-api'],
    [undefined, EndpointService.SAGEMAKER_API, 'com.amazonaws.<region>.sagemaker.api'],
    [undefined, EndpointService.SAGEMAKER_STUDIO, 'aws.sagemaker.<region>.studio'],
  ])('in %s', (region, service, name) => {
    expect(nameIn(region, service)).toBe(name);
  });

  test.each(['us-west-2', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1'])(
    'of gateway endpoints have no prefix of the partition in %s',
    (region) => {
      const stack = endpointStack(region);
      endpointsIn(stack, { services: EndpointSet.of(EndpointService.S3, EndpointService.DYNAMODB) });
      expect(Object.keys(endpointsOf(stack))).toEqual(['com.amazonaws.<region>.s3', 'com.amazonaws.<region>.dynamodb']);
    },
  );

  test('are those that CDK has constants for, but for one', () => {
    const own = constants().filter(([, service]) => service.type === EndpointType.INTERFACE);
    const cdk = Object.values(ec2.InterfaceVpcEndpointAwsService).filter(
      (one) => one instanceof ec2.InterfaceVpcEndpointAwsService,
    );
    const unknown = own
      .filter(([, service]) => !cdk.some(({ shortName }) => shortName === service.name))
      .map(([id]) => id);
    const unexpected = unknown.filter((id) => id !== 'SAGEMAKER_FEATURESTORE_RUNTIME_FIPS');
    const advice = 'has a name that CDK does not know: correct it in src/network/endpoints/table.ts, or except it here';
    expect(unexpected.map((id) => `${id} ${advice}`)).toEqual([]);
  });
});

describe('an endpoint service', () => {
  test('says what it is needed for, what it costs by and whether it takes policies', () => {
    const { STS, S3, SAGEMAKER_RUNTIME_FIPS } = EndpointService;
    expect([STS, S3].map(({ type, pricing }) => [type, pricing])).toEqual([
      [EndpointType.INTERFACE, EndpointPricing.PER_ZONE_AND_HOUR],
      [EndpointType.GATEWAY, EndpointPricing.FREE],
    ]);
    expect([STS, SAGEMAKER_RUNTIME_FIPS].map(({ policySupported }) => policySupported)).toEqual([true, false]);
  });

  test('knows the zones of its host names in the partition of the stack', () => {
    const { SAGEMAKER_STUDIO, SAGEMAKER_API, SAGEMAKER_PARTNER_APP } = EndpointService;
    expect(SAGEMAKER_STUDIO.dnsZones(endpointStack('us-west-2'))).toEqual(['studio.us-west-2.sagemaker.aws']);
    expect(SAGEMAKER_STUDIO.dnsZones(endpointStack('cn-north-1'))).toEqual(['studio.cn-north-1.sagemaker.com.cn']);
    expect(SAGEMAKER_API.dnsZones(endpointStack('cn-north-1'))).toEqual(['api.sagemaker.cn-north-1.amazonaws.com.cn']);
    expect(SAGEMAKER_PARTNER_APP.dnsZones(endpointStack('us-west-2'))).toEqual([]);
  });

  test('has a FIPS variant only where AWS has one', () => {
    expect(constants().flatMap(([id, { fipsVariant }]) => (fipsVariant ? [`${id}: ${fipsVariant.name}`] : []))).toEqual(
      [
        'SAGEMAKER_API: sagemaker.api-fips',
        'SAGEMAKER_RUNTIME: sagemaker.runtime-fips',
        'SAGEMAKER_FEATURESTORE_RUNTIME: sagemaker.featurestore-runtime-fips',
        'STS: sts-fips',
        'KMS: kms-fips',
      ],
    );
  });
});

describe('a service that does not exist where the stack is', () => {
  test.each([
    ['cn-north-1', EndpointService.SAGEMAKER_EXPERIMENTS, 'partition aws-cn'],
    ['cn-north-1', EndpointService.SAGEMAKER_API_FIPS, 'partition aws-cn'],
    ['us-gov-west-1', EndpointService.CONSOLE, 'partition aws-us-gov'],
    ['us-iso-east-1', EndpointService.SAGEMAKER_STUDIO, 'partition aws-iso'],
    ['us-isob-east-1', EndpointService.SAGEMAKER_NOTEBOOK, 'partition aws-iso-b'],
    ['eu-central-1', EndpointService.SAGEMAKER_API_FIPS, 'region eu-central-1'],
  ])('is refused in %s', (region, service, place) => {
    const faults = faultsOf(() => nameIn(region, service));
    expect(faults).toEqual([
      expect.stringContaining(
        `EndpointServiceUnavailable: ${service.id} (${service.name}) does not exist in the ${place}`,
      ),
    ]);
  });

  test.each(['us-west-2', 'cn-north-1', 'us-gov-west-1', undefined])(
    'is none of Studio, notebooks, training, inference, Canvas or presigned URLs in %s',
    (region) => {
      const { STUDIO, NOTEBOOK, TRAINING, INFERENCE, CANVAS, PRESIGNED_URL } = EndpointSet;
      const services = [STUDIO, NOTEBOOK, TRAINING, INFERENCE, CANVAS, PRESIGNED_URL].reduce((all, set) =>
        all.union(set),
      );
      expect(codesOf(() => endpointsIn(endpointStack(region), { services }))).toEqual([]);
    },
  );

  test('is not guessed at in a region that CDK does not know', () => {
    expect(codesOf(() => nameIn(undefined, EndpointService.CONSOLE))).toEqual([]);
  });
});

describe('endpoints with FIPS', () => {
  function namesWith(fips: network.FipsEndpoints): string[] {
    const stack = endpointStack('us-gov-west-1');
    endpointsIn(stack, {
      services: EndpointSet.of(EndpointService.SAGEMAKER_API, EndpointService.CLOUDWATCH_LOGS),
      fips,
    });
    return Object.keys(endpointsOf(stack)).map((name) => name.split('us-gov-west-1.')[1]);
  }

  test.each([
    [FipsEndpoints.NONE, ['sagemaker.api', 'logs']],
    [FipsEndpoints.BESIDE, ['sagemaker.api', 'sagemaker.api-fips', 'logs']],
    [FipsEndpoints.ONLY, ['sagemaker.api-fips', 'logs']],
  ])('%s', (fips, names) => {
    expect(namesWith(fips)).toEqual(names);
  });

  test('are refused where there are none', () => {
    const act = () => endpointsIn(endpointStack('eu-central-1'), { fips: FipsEndpoints.BESIDE });
    expect(codesOf(act)).toEqual([
      'EndpointServiceUnavailable',
      'EndpointServiceUnavailable',
      'EndpointServiceUnavailable',
    ]);
  });
});

describe('a service that is not in the table', () => {
  test('is named with what the partition has in front', () => {
    expect(nameIn('us-west-2', EndpointService.of({ name: 'bedrock-agent-runtime', purpose: 'agents' }))).toBe(
      'com.amazonaws.us-west-2.bedrock-agent-runtime',
    );
  });

  test('is named with a prefix of its own', () => {
    const service = EndpointService.of({
      name: 'canvas',
      purpose: 'new',
      prefix: 'aws.sagemaker',
      partitions: ['aws'],
    });
    expect(nameIn('us-west-2', service)).toBe('aws.sagemaker.us-west-2.canvas');
    expect(codesOf(() => nameIn('cn-north-1', service))).toEqual(['EndpointServiceUnavailable']);
  });

  test('can be a gateway', () => {
    expect(
      nameIn(
        'us-west-2',
        EndpointService.of({ name: 's3express', purpose: 'directory buckets', type: EndpointType.GATEWAY }),
      ),
    ).toBe('com.amazonaws.<region>.s3express');
  });

  test('gets no policy where it takes none', () => {
    const stack = endpointStack('us-west-2');
    endpointsIn(stack, {
      services: EndpointSet.of(EndpointService.of({ name: 'x', purpose: 'y', policySupported: false })),
    });
    expect(endpointsOf(stack)['com.amazonaws.us-west-2.x'].PolicyDocument).toBeUndefined();
  });

  test('is refused with all that is wrong with it', () => {
    const faults = faultsOf(() =>
      EndpointService.of({ name: 'com.amazonaws.${x}', purpose: ' ', prefix: 'A', partitions: ['azure'] }),
    );
    expect(faults).toHaveLength(4);
    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(new Set(['InvalidEndpointService']));
  });
});
