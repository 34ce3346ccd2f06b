import { network } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { EndpointService, EndpointSet } from './setup';

const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, KMS, ATHENA, S3, S3_INTERFACE } = EndpointService;

function idsOf({ services }: network.EndpointSet): string[] {
  return services.map(({ id }) => id);
}

describe('the sets', () => {
  test.each([
    [EndpointSet.STUDIO, ['SAGEMAKER_API', 'S3', 'STS', 'CLOUDWATCH_LOGS', 'SAGEMAKER_STUDIO', 'SAGEMAKER_RUNTIME']],
    [EndpointSet.NOTEBOOK, ['SAGEMAKER_API', 'S3', 'STS', 'CLOUDWATCH_LOGS', 'SAGEMAKER_NOTEBOOK']],
    [EndpointSet.PRESIGNED_URL, ['EXECUTE_API', 'DYNAMODB', 'STS', 'SAGEMAKER_API', 'SAGEMAKER_STUDIO']],
    [EndpointSet.TRAINING, ['SAGEMAKER_API', 'S3', 'STS', 'CLOUDWATCH_LOGS']],
    [EndpointSet.INFERENCE, ['SAGEMAKER_RUNTIME', 'S3']],
    [EndpointSet.REMOTE_ACCESS, ['SAGEMAKER_API', 'SSM', 'SSM_MESSAGES']],
    [EndpointSet.PACKAGES, ['CODEARTIFACT_API', 'CODEARTIFACT_REPOSITORIES', 'S3']],
  ])('require what cannot be missing', (set, required) => {
    expect(set.services.filter((service) => set.isRequired(service)).map(({ id }) => id)).toEqual(required);
  });

  test('hold no service twice', () => {
    const sets = Object.values(network.EndpointSet).filter((one) => one instanceof network.EndpointSet);
    expect(sets.length).toBeGreaterThan(10);
    expect(sets.filter((set) => new Set(idsOf(set)).size !== set.services.length)).toEqual([]);
  });

  test('differ between the two endpoints of S3', () => {
    expect(idsOf(EndpointSet.of(S3).plus(S3_INTERFACE))).toEqual(['S3', 'S3_INTERFACE']);
  });
});

describe('a set', () => {
  test('gets more by union, and requires what either requires', () => {
    const both = EndpointSet.CANVAS.union(EndpointSet.DATA_SOURCES);
    expect([EndpointSet.CANVAS, EndpointSet.DATA_SOURCES, both].map((set) => set.isRequired(ATHENA))).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('does not change when another is made of it', () => {
    const before = idsOf(EndpointSet.STUDIO);
    expect(idsOf(EndpointSet.STUDIO.plus(KMS).plus(KMS))).toEqual([...before, 'KMS']);
    expect(idsOf(EndpointSet.STUDIO)).toEqual(before);
  });

  test('does not lose its requirements by adding the same service again', () => {
    expect(EndpointSet.STUDIO.plus(STS).isRequired(STS)).toBe(true);
  });

  test('loses what it can do without', () => {
    expect(idsOf(EndpointSet.of(STS, KMS).without(STS))).toEqual(['KMS']);
  });

  test('keeps what it requires', () => {
    expect(faultsOf(() => EndpointSet.STUDIO.without(SAGEMAKER_API))).toEqual([
      'RequiredEndpoint: SAGEMAKER_API (the SageMaker API, which Studio, notebooks and the SDK call for everything but inference) is required: ' +
        'leave it out with withoutRequired and a reason, such as a central endpoint',
    ]);
  });

  test('loses what it requires for a reason', () => {
    expect(
      idsOf(EndpointSet.STUDIO.withoutRequired(SAGEMAKER_STUDIO, 'opened through a central endpoint')),
    ).not.toContain('SAGEMAKER_STUDIO');
    expect(codesOf(() => EndpointSet.STUDIO.withoutRequired(SAGEMAKER_STUDIO, ' '))).toEqual(['MissingReason']);
  });

  test('cannot lose what it does not have', () => {
    expect(codesOf(() => EndpointSet.STUDIO.without(KMS))).toEqual(['EndpointNotIncluded']);
    expect(codesOf(() => EndpointSet.STUDIO.withoutRequired(KMS, 'why'))).toEqual(['EndpointNotIncluded']);
  });
});
