import { Aws, CfnParameter, Fn, Lazy, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { trust } from '../../../src';
import { policySize } from '../../../src/private/policies/policy-size';
import { testStack } from '../../trust/support';

const REGIONS = RegionInfo.regions.map(({ name }) => name);
const DOCUMENTED = [
  'us-east-1',
  'ap-southeast-2',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-iso-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
];

/** What CloudFormation puts in, so that a document can be measured as IAM gets it. */
function deployed(value: unknown, region: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => deployed(item, region));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { Ref, 'Fn::Join': join, 'Fn::Sub': sub } = value as Record<string, never>;
  if (Ref !== undefined) {
    return pseudo(Ref, region);
  }
  if (join !== undefined) {
    return (join[1] as unknown[]).map((item) => deployed(item, region)).join(join[0]);
  }
  if (sub !== undefined) {
    return (sub as string).replace(/\$\{([^!}]+)\}/g, (_, name) => pseudo(name, region)).replaceAll('${!', '${');
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item, region)]));
}

function pseudo(name: string, region: string): string {
  const info = RegionInfo.get(region);
  const values: Record<string, string | undefined> = {
    'AWS::AccountId': '111122223333',
    'AWS::Partition': info.partition,
    'AWS::Region': region,
    'AWS::URLSuffix': info.domainSuffix,
  };
  const value = values[name];
  if (value === undefined) {
    throw new Error(`no value of ${name} in ${region}`);
  }
  return value;
}

const DOCUMENTS: [string, (stack: Stack) => unknown][] = [
  ['an empty document', () => ({ Version: '2012-10-17', Statement: [] })],
  [
    'a document of literals',
    () => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sns:*'], Resource: '*' }] }),
  ],
  ['numbers, truth and nothing', () => ({ a: 1, b: true, c: null, d: [], e: {}, f: undefined })],
  ['texts that need escapes', () => ({ a: 'quote " backslash \\ newline \n', 'key "': 'ü' })],
  ['pseudo parameters', () => ({ a: Aws.PARTITION, b: Aws.REGION, c: Aws.ACCOUNT_ID, d: Aws.URL_SUFFIX })],
  ['pseudo parameters in texts that need escapes', () => ({ a: `"${Aws.REGION}"\\${Aws.URL_SUFFIX}` })],
  ['delimiters', () => ({ a: Fn.join('","', [Aws.REGION, Aws.PARTITION, 'x']) })],
  [
    'nested joins',
    () => ({ a: Fn.join('/', [Fn.join(':', [Aws.REGION, 'x']), `${Aws.PARTITION}-${Aws.ACCOUNT_ID}`]) }),
  ],
  ['substituted texts', () => ({ a: Fn.sub('arn:${AWS::Partition}:${AWS::Region}:${!aws:username}/x') })],
  [
    'an ARN of the stack',
    (stack) => ({ a: stack.formatArn({ service: 'sagemaker', resource: 'job', resourceName: '*' }) }),
  ],
  ['a lazy list', () => ({ a: Lazy.list({ produce: () => ['x', Aws.REGION] }) })],
  [
    'a policy document',
    () =>
      new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:${Aws.PARTITION}:s3:::x`] }),
        ],
      }),
  ],
  [
    'a trust policy',
    (stack) => {
      const assumedBy = new trust.SageMakerPrincipal({ features: [trust.Feature.TRAINING, trust.Feature.IMAGES] });
      return new iam.Role(stack, 'Role', { assumedBy }).assumeRolePolicy;
    },
  ],
  [
    'the statements of a volume key',
    (stack) =>
      trust.ServiceStatement.volumeKeyUse(stack, new iam.AnyPrincipal()).map((statement) =>
        statement.toStatementJson(),
      ),
  ],
];

describe('the size of a document', () => {
  test.each(DOCUMENTS)('without environment is bounded for every region: %s', (_, make) => {
    const stack = testStack();
    const document = make(stack);
    const { atLeast, atMost } = policySize(stack, document);
    const lengths = REGIONS.map((region) => JSON.stringify(deployed(stack.resolve(document), region)).length);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(atLeast);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(atMost);
  });

  test.each(DOCUMENTS.flatMap(([name, make]) => DOCUMENTED.map((region) => ({ name, region, make }))))(
    'is exact where the environment is known: $name in $region',
    ({ region, make }) => {
      const stack = testStack({ env: { account: '111122223333', region } });
      const document = make(stack);
      const { length } = JSON.stringify(deployed(stack.resolve(document), region));
      expect(policySize(stack, document)).toEqual({ atLeast: length, atMost: length });
    },
  );

  test.each([
    ['AWS::Region', Aws.REGION],
    ['AWS::Partition', Aws.PARTITION],
  ])('is tight: the bounds of %s are its shortest and its longest value', (name, value) => {
    const lengths = REGIONS.map((region) => JSON.stringify({ a: pseudo(name, region) }).length);
    expect(policySize(testStack(), { a: value })).toEqual({
      atLeast: Math.min(...lengths),
      atMost: Math.max(...lengths),
    });
  });

  test('knows the shortest domain, and leaves room behind the longest', () => {
    const lengths = REGIONS.map((region) => JSON.stringify({ a: pseudo('AWS::URLSuffix', region) }).length);
    const { atLeast, atMost } = policySize(testStack(), { a: Aws.URL_SUFFIX });
    expect(atLeast).toBe(Math.min(...lengths));
    expect(atMost).toBeGreaterThanOrEqual(Math.max(...lengths));
  });

  test('takes the account for twelve digits', () => {
    expect(policySize(testStack(), { a: Aws.ACCOUNT_ID })).toEqual({ atLeast: 20, atMost: 20 });
  });

  test.each([
    ['a parameter', (stack: Stack) => new CfnParameter(stack, 'Parameter').valueAsString],
    ['an attribute', (stack: Stack) => new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {} }).attrArn],
    ['an import', () => Fn.importValue('name')],
    [
      'a part of another value',
      (stack: Stack) => Fn.select(1, Fn.split('/', new CfnParameter(stack, 'Parameter').valueAsString)),
    ],
  ])('reckons with any length of %s', (_, make) => {
    const stack = testStack();
    const value = make(stack);
    expect(policySize(stack, { a: value })).toEqual({
      atLeast: '{"a":"x"}'.length,
      atMost: `{"a":"${'x'.repeat(128)}"}`.length,
    });
    expect(policySize(stack, [`${value}/*`])).toEqual({
      atLeast: '["x/*"]'.length,
      atMost: `["${'x'.repeat(128)}/*"]`.length,
    });
  });

  test('does not take an object with one member for a function', () => {
    expect(policySize(testStack(), { Null: { 'aws:SourceArn': 'true' } })).toEqual({ atLeast: 33, atMost: 33 });
  });
});
