import { CfnParameter } from 'aws-cdk-lib';
import { trust } from '../../src';
import { errorOf } from '../faults';
import { ENV, testStack, trustOf, warningsOf } from './support';

const { Feature, SageMakerPrincipal, SourceRegion } = trust;
const features = [Feature.TRAINING];

describe('source regions', () => {
  function regionOf(sourceRegion: trust.SourceRegion | undefined, stack = testStack({ env: ENV })) {
    return trustOf(new SageMakerPrincipal({ features, sourceRegion }), stack).Statement[0].Condition.ArnLike[
      'aws:SourceArn'
    ]['Fn::Join'][1].at(-1);
  }

  test('are those of the stack by default', () => {
    expect(regionOf(undefined)).toBe(':sagemaker:us-west-2:111122223333:training-job/*');
    expect(regionOf(SourceRegion.STACK)).toBe(':sagemaker:us-west-2:111122223333:training-job/*');
  });

  test('may be another one', () => {
    expect(regionOf(SourceRegion.of('eu-central-1'))).toBe(':sagemaker:eu-central-1:111122223333:training-job/*');
  });

  test('may be any, which leaves a warning', () => {
    const stack = testStack({ env: ENV });
    expect(regionOf(SourceRegion.ANY, stack)).toBe(':sagemaker:*:111122223333:training-job/*');
    expect(warningsOf(stack)).toEqual(['/Stack/Role/Resource: cdk-secure-sagemaker:trust.anyRegion']);
  });

  test('may be a parameter', () => {
    const stack = testStack({ env: ENV });
    const region = SourceRegion.of(new CfnParameter(stack, 'Home').valueAsString);
    const policy = trustOf(new SageMakerPrincipal({ features, sourceRegion: region }), stack);
    expect(policy.Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Join'][1]).toContainEqual({ Ref: 'Home' });
  });

  test.each(['us-west-2', 'us-gov-west-1', 'us-isof-south-1', 'eusc-de-east-1', 'ap-southeast-2', 'cn-north-1'])(
    'take %s',
    (region) => {
      expect(regionOf(SourceRegion.of(region))).toBe(`:sagemaker:${region}:111122223333:training-job/*`);
    },
  );

  test.each(['', '*', 'us-*', 'us-west', 'US-WEST-2', 'us-west-2a', 'us-west-2:', 'us_west_2'])(
    'refuse %j',
    (region) => {
      const error = errorOf(() => SourceRegion.of(region));
      expect(error.code).toBe('InvalidRegion');
      expect(error.message).toContain(
        `the source region must be the name of a region such as eu-central-1, got ${JSON.stringify(region)}`,
      );
    },
  );
});
