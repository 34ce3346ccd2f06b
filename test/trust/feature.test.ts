import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { trust } from '../../src';
import { FROZEN_RESOURCE_TYPES } from '../../src/private/frozen-resource-types';
import { codesOf, errorOf } from '../faults';
import { testStack, trustOf } from './support';

const { Feature, FeatureResource, SessionAction } = trust;
const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg/';
const factories = [
  ['trainingJob', FeatureResource.TRAINING_JOB],
  ['processingJob', FeatureResource.PROCESSING_JOB],
  ['transformJob', FeatureResource.TRANSFORM_JOB],
  ['compilationJob', FeatureResource.COMPILATION_JOB],
  ['edgePackagingJob', FeatureResource.EDGE_PACKAGING_JOB],
  ['pipeline', FeatureResource.PIPELINE],
  ['notebookInstance', FeatureResource.NOTEBOOK_INSTANCE],
] as const;

describe('the features of SageMaker', () => {
  const constants = Object.entries(Feature).filter((entry): entry is [string, trust.Feature] => {
    return entry[1] instanceof Feature;
  });

  test.each(constants)('%s is named after its row, and rests on a page of the developer guide', (id, feature) => {
    expect(feature.name).toBe(id);
    expect(feature.documentationUrl.startsWith(GUIDE)).toBe(true);
  });

  test('cannot be changed by a caller that changes the lists of another feature', () => {
    Feature.resourcesOf(FeatureResource.WORKTEAM).sourceArnPatterns.push('*');
    expect(Feature.resourcesOf(FeatureResource.WORKTEAM).sourceArnPatterns).toEqual(['workteam/*']);
  });
});

describe('a feature by name', () => {
  test.each(factories)('%s admits the name as it is and in lower case', (factory, type) => {
    const suffix = factory === 'pipeline' ? '/*' : '';
    expect(Feature[factory]('Churn-1').sourceArnPatterns).toEqual([
      `${type}/Churn-1${suffix}`,
      `${type}/churn-1${suffix}`,
    ]);
  });

  test.each(factories)('%s admits a name in lower case once', (factory) => {
    expect(Feature[factory]('churn').sourceArnPatterns).toHaveLength(1);
  });

  test.each(factories)('%s refuses wildcards, slashes, ARNs and blanks', (factory) => {
    for (const name of [
      'churn*',
      '*',
      'ch?rn',
      'churn/execution',
      'arn:aws:sagemaker:us-west-2:111122223333:pipeline/churn',
      '',
      ' ',
      '-churn',
      'churn-',
      'churn_1',
      'churn\n',
    ]) {
      expect(codesOf(() => Feature[factory](name))).toEqual(['InvalidFeatureName']);
    }
  });

  test('says what was wrong, what was given and what is expected', () => {
    expect(errorOf(() => Feature.trainingJob('churn*')).message).toBe(
      '[InvalidFeatureName] the name of a training-job must be letters, digits and inner hyphens, without wildcard, slash or ARN, got "churn*"',
    );
  });

  test('reports a bad pattern and a bad length at once', () => {
    const error = errorOf(() => Feature.trainingJob('*'.repeat(64)));
    expect(error.faults.map(({ code }) => code)).toEqual(['InvalidFeatureName', 'InvalidFeatureName']);
    expect(error.faults[1].message).toBe('the name of a training-job must have at most 63 characters, got 64');
  });

  test.each([
    [FeatureResource.TRAINING_JOB, 63],
    [FeatureResource.AUTOML_JOB, 32],
    [FeatureResource.HYPERPARAMETER_TUNING_JOB, 32],
    [FeatureResource.FEATURE_GROUP, 64],
    [FeatureResource.PIPELINE, 256],
    [FeatureResource.MLFLOW_TRACKING_SERVER, 256],
  ])('takes the name of a %s up to %d characters', (type, max) => {
    expect(Feature.resource(type, 'a'.repeat(max)).sourceArnPatterns[0]).toContain('a'.repeat(max));
    expect(codesOf(() => Feature.resource(type, 'a'.repeat(max + 1)))).toEqual(['InvalidFeatureName']);
  });

  test('takes underscores in names of feature groups', () => {
    expect(Feature.resource(FeatureResource.FEATURE_GROUP, 'my_group').sourceArnPatterns).toEqual([
      'feature-group/my_group',
    ]);
    expect(errorOf(() => Feature.resource(FeatureResource.FEATURE_GROUP, '_group')).message).toContain(
      'inner hyphens and underscores',
    );
  });

  test('takes a parameter of the template as it is', () => {
    const stack = testStack();
    const name = new CfnParameter(stack, 'Job').valueAsString;
    const policy = trustOf(new trust.SageMakerPrincipal({ features: [Feature.trainingJob(name)] }), stack);
    expect(policy.Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Join'][1].slice(-2)).toEqual([
      ':training-job/',
      { Ref: 'Job' },
    ]);
  });

  test('takes a lazy value, and keeps the end of a pipeline behind it', () => {
    const name = Lazy.string({ produce: () => 'later' });
    const policy = trustOf(new trust.SageMakerPrincipal({ features: [Feature.pipeline(name)] }));
    expect(policy.Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Join'][1].at(-1)).toBe(':pipeline/later/*');
  });

  test('is not called by the text of a token', () => {
    expect(Feature.trainingJob(Lazy.string({ produce: () => 'later' })).name).toBe('training-job/<token>');
  });
});

describe('all resources of a type', () => {
  test.each(Object.values(FeatureResource))('are one pattern: %s', (type) => {
    const feature = Feature.resourcesOf(type);
    expect([feature.name, feature.sourceArnPatterns, feature.sessionActions]).toEqual([`${type}/*`, [`${type}/*`], []]);
  });

  test('are documented for the types of which AWS documents narrowing', () => {
    const documented = Object.values(FeatureResource).filter((type) => Feature.resourcesOf(type).documented);
    expect(documented).toEqual([
      'compilation-job',
      'edge-packaging-job',
      'pipeline',
      'processing-job',
      'training-job',
      'transform-job',
      'workteam',
    ]);
  });

  test('are never of a type that AWS forbids', () => {
    const forbidden = Object.keys(FROZEN_RESOURCE_TYPES);
    expect(Object.values(FeatureResource).filter((type) => forbidden.includes(type))).toEqual([]);
  });
});

describe('a feature from an ARN', () => {
  test('admits that resource in both casings', () => {
    const feature = Feature.fromArn('arn:aws:sagemaker:us-west-2:111122223333:pipeline/Churn');
    expect(feature.sourceArnPatterns).toEqual(['pipeline/Churn/*', 'pipeline/churn/*']);
    expect(feature.name).toBe('arn:aws:sagemaker:us-west-2:111122223333:pipeline/Churn');
    expect(feature.documented).toBe(true);
  });

  test.each([
    'arn:aws:sagemaker:us-west-2:111122223333:training-job/*',
    'arn:aws:sagemaker:*:111122223333:training-job/a',
    'arn:aws:sagemaker:us-west-2:*:training-job/a',
    'arn:aws:sagemaker:us-west-2:1111:training-job/a',
    'arn:aws:sagemaker:us-west-2:111122223333:training-job',
    'arn:aws:sagemaker:us-west-2:111122223333:unknown-thing/a',
    'arn:aws:sagemaker:us-west-2:111122223333:*',
    'arn:aws:s3:::bucket',
    'xarn:aws:sagemaker:us-west-2:111122223333:training-job/a',
    'training-job/a',
    '',
  ])('refuses what is not the ARN of one resource: %s', (arn) => {
    const error = errorOf(() => Feature.fromArn(arn));
    expect(error.code).toBe('InvalidResourceArn');
    expect(error.message).toContain(`got ${JSON.stringify(arn)}`);
  });

  test('refuses an ARN that is not known yet, since it cannot be taken apart', () => {
    expect(codesOf(() => Feature.fromArn(Lazy.string({ produce: () => 'arn' })))).toEqual(['InvalidResourceArn']);
  });

  test.each([
    'arn:aws:sagemaker:us-west-2:111122223333:pipeline/churn/execution/1',
    'arn:aws:sagemaker:us-west-2:111122223333:training-job/a_b',
  ])('refuses an ARN with a malformed name: %s', (arn) => {
    expect(codesOf(() => Feature.fromArn(arn))).toEqual(['InvalidFeatureName']);
  });

  test.each(Object.entries(FROZEN_RESOURCE_TYPES))('refuses a %s, which belongs to %s', (type, feature) => {
    const error = errorOf(() => Feature.fromArn(`arn:aws:sagemaker:us-west-2:111122223333:${type}/a`));
    expect(error.code).toBe('NarrowingForbidden');
    expect(error.message).toContain(`AWS forbids narrowing ${feature} to ${type} ARNs`);
  });
});

describe('a feature of one’s own', () => {
  test('has the given patterns and actions', () => {
    const feature = Feature.of({
      name: 'new',
      sourceArnPatterns: ['job/AgentRFT/*'],
      sessionActions: [SessionAction.TAG_SESSION],
      documentationUrl: 'https://example.com',
    });
    expect([feature.name, feature.sourceArnPatterns, feature.sessionActions]).toEqual([
      'new',
      ['job/AgentRFT/*'],
      ['sts:TagSession'],
    ]);
    expect([feature.documented, feature.documentationUrl]).toEqual([true, 'https://example.com']);
  });

  test('counts as undocumented without a page, and has no session action by default', () => {
    const feature = Feature.of({ name: 'new', sourceArnPatterns: ['*'] });
    expect([feature.documented, feature.sessionActions]).toEqual([false, []]);
  });

  test.each(['*', 'job', 'job/*', 'job/churn', 'job/a/b/*', 'job/My_Name'])('takes the pattern %s', (pattern) => {
    expect(Feature.of({ name: 'new', sourceArnPatterns: [pattern] }).sourceArnPatterns).toEqual([pattern]);
  });

  test('takes a pattern that is not known yet', () => {
    const pattern = Lazy.string({ produce: () => 'job/*' });
    expect(Feature.of({ name: 'new', sourceArnPatterns: [pattern] }).sourceArnPatterns).toEqual([pattern]);
  });

  test.each([
    '',
    '**',
    '*/x',
    'job*',
    'job/x*',
    'job/?',
    'job/',
    'job/a:b',
    'arn:aws:sagemaker:us-west-2:111122223333:job/a',
    '*:job/*',
    'Job/*',
  ])('refuses the pattern %j', (pattern) => {
    expect(codesOf(() => Feature.of({ name: 'new', sourceArnPatterns: [pattern] }))).toEqual(['InvalidFeature']);
  });

  test.each(Object.keys(FROZEN_RESOURCE_TYPES))('refuses to narrow to %s', (type) => {
    for (const pattern of [type, `${type}/*`, `${type}/a`, `${type}/a/b`]) {
      expect(codesOf(() => Feature.of({ name: 'new', sourceArnPatterns: [pattern] }))).toEqual(['NarrowingForbidden']);
    }
  });

  test('reports every fault at once', () => {
    expect(codesOf(() => Feature.of({ name: ' ', sourceArnPatterns: [] }))).toEqual([
      'InvalidFeature',
      'InvalidFeature',
    ]);
    expect(codesOf(() => Feature.of({ name: '', sourceArnPatterns: ['model/a', 'job*'] }))).toEqual([
      'InvalidFeature',
      'NarrowingForbidden',
      'InvalidFeature',
    ]);
  });
});
