import { Aws, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { jsonText, literalJson } from '../../src/private/literal-json';
import { knownPseudo } from '../../src/private/pseudo-parameters';

const CHINA = new Stack(undefined, 'China', { env: { account: '111122223333', region: 'cn-north-1' } });
const ANYWHERE = new Stack(undefined, 'Anywhere');

describe('literal JSON', () => {
  test('has the values that the environment of the stack says', () => {
    const json = {
      arn: [`arn:${Aws.PARTITION}:s3:::b`, `${Aws.REGION}.${Aws.URL_SUFFIX}`],
      account: Aws.ACCOUNT_ID,
      number: 1,
      nothing: null,
    };
    expect(literalJson(CHINA, json)).toEqual({
      value: {
        arn: ['arn:aws-cn:s3:::b', 'cn-north-1.amazonaws.com.cn'],
        account: '111122223333',
        number: 1,
        nothing: null,
      },
      unresolved: [],
    });
  });

  test('names what it does not know, each once', () => {
    const { valueAsString } = new CfnParameter(CHINA, 'Parameter');
    const json = [valueAsString, `${valueAsString}-${Aws.STACK_ID}`, Fn.select(0, Fn.split(',', valueAsString))];
    expect(literalJson(CHINA, json).unresolved).toEqual(['AWS::StackId', 'Fn::Select', 'Parameter']);
  });

  test('is text without white space, or a token for what a deployment knows', () => {
    expect(jsonText(CHINA, { a: [1, Aws.PARTITION] })).toBe('{"a":[1,"aws-cn"]}');
    expect(ANYWHERE.resolve(jsonText(ANYWHERE, { a: Aws.PARTITION }))).toEqual({
      'Fn::Join': ['', ['{"a":"', { Ref: 'AWS::Partition' }, '"}']],
    });
  });
});

test.each(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix', 'AWS::StackName'])(
  'nothing is known of %s without an environment',
  (name) => {
    expect(knownPseudo(ANYWHERE, name)).toBeUndefined();
  },
);
