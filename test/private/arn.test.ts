import { CfnParameter, Lazy } from 'aws-cdk-lib';
import { knownPartition, knownToDiffer, parseSageMakerArn, sageMakerArn } from '../../src/private/arn';
import { testStack } from '../trust/support';

const token = Lazy.string({ produce: () => 'later' });

describe('SageMaker ARNs', () => {
  test('are made in the environment of the stack', () => {
    const stack = testStack();
    expect(stack.resolve(sageMakerArn(stack, { resource: 'job/a' }))).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':sagemaker:',
          { Ref: 'AWS::Region' },
          ':',
          { Ref: 'AWS::AccountId' },
          ':job/a',
        ],
      ],
    });
  });

  test('take another region and account', () => {
    const stack = testStack({ env: { account: '111122223333', region: 'us-west-2' } });
    expect(stack.resolve(sageMakerArn(stack, { resource: '*', region: '*', account: '444455556666' }))).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:*:444455556666:*']],
    });
  });

  test.each(['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws-eusc'])(
    'are taken apart in partition %s',
    (partition) => {
      expect(parseSageMakerArn(`arn:${partition}:sagemaker:us-west-2:111122223333:image-version/base/1`)).toEqual({
        partition,
        region: 'us-west-2',
        account: '111122223333',
        resourceType: 'image-version',
        resourceName: 'base/1',
      });
    },
  );

  test.each([
    'arn:aws:sagemaker:us-west-2:111122223333:job/*',
    'arn:aws:sagemaker:us-west-2::job/a',
    'arn:other:sagemaker:us-west-2:111122223333:job/a',
    token,
    '',
  ])('are not made out of %j', (text) => {
    expect(parseSageMakerArn(text)).toBeUndefined();
  });
});

describe('knowledge at synth', () => {
  test.each([
    ['two values that are equal', 'a', 'a', false],
    ['two values that differ', 'a', 'b', true],
    ['an unknown value on the left', token, 'b', false],
    ['an unknown value on the right', 'a', token, false],
  ])('tells of %s', (_, one, other, expected) => {
    expect(knownToDiffer(one, other)).toBe(expected);
  });

  test.each([
    ['us-west-2', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-isof-south-1', 'aws-iso-f'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('has the partition of %s', (region, partition) => {
    expect(knownPartition(testStack({ env: { region } }))).toBe(partition);
  });

  test('has no partition without region', () => {
    const stack = testStack();
    expect(knownPartition(new CfnParameter(stack, 'Parameter'))).toBeUndefined();
  });
});
