import { Rule } from '../../../src/compliance/rules/rule';
import { type Json, ruleCases, templateOf, verdictsOn } from '../support';
import { ALWAYS_KNOWN, allow, CHOICE, deny, identityCases, OPEN, PARAMETERS } from './policy-support';

const OTHERS = [allow('s3:GetObject')];

identityCases(
  Rule.POLICY_STATEMENT_IDS,
  [
    {
      name: 'letters and digits',
      statements: [allow('sagemaker:ListModels', undefined, { Sid: 'Models1' }), allow('sagemaker:Search')],
      is: 'pass',
    },
    { name: 'no id', statements: [{ Effect: 'Allow', Action: 'sagemaker:Search', Resource: '*' }], is: 'pass' },
    {
      name: 'the same id in either branch',
      statements: [{ 'Fn::If': ['Chosen', allow('sagemaker:Search'), allow('sagemaker:ListModels')] }],
      besides: CHOICE,
      is: 'pass',
    },
    {
      name: 'blanks',
      statements: [allow('sagemaker:Search', undefined, { Sid: 'Enable Studio' })],
      is: 'fail',
      saying: ['the id of a statement must have letters and digits alone, got "Enable Studio"'],
    },
    {
      name: 'the same id twice',
      statements: [allow('sagemaker:Search'), allow('s3:GetObject')],
      is: 'fail',
      saying: ['the id of a statement must be its own, got "Grant" twice'],
    },
    { name: 'no SageMaker', statements: [...OTHERS, ...OTHERS], is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

/** As many resources as make about as many characters. */
function long(characters: number): Json {
  return allow('sagemaker:DescribeModel', undefined, {
    Resource: Array.from(
      { length: characters / 50 },
      (_, n) => `arn:aws:sagemaker:*:*:model/${String(n).padStart(19, '0')}`,
    ),
  });
}

identityCases(Rule.POLICY_SIZE, [
  { name: 'a short policy', statements: [long(500)], is: 'pass' },
  { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  {
    name: 'a long policy',
    statements: [long(6500)],
    is: 'fail',
    saying: [expect.stringMatching(/^the policy must have at most 6144 characters, got 6\d{3}$/) as unknown as string],
  },
  {
    name: 'a policy that may be long',
    statements: [long(5900), allow('sagemaker:Search', undefined, { Resource: OPEN })],
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const TRUST = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' };

function document(...statements: Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

function trusting(accounts: number): Json {
  const named = Array.from({ length: accounts }, (_, n) => String(n).padStart(12, '1'));
  return {
    AssumeRolePolicyDocument: document({ ...TRUST, Condition: { StringEquals: { 'aws:SourceAccount': named } } }),
  };
}

function inline(...sizes: number[]): Json {
  return {
    AssumeRolePolicyDocument: document(),
    Policies: sizes.map((size, n) => ({ PolicyName: `p${n}`, PolicyDocument: document(long(size)) })),
  };
}

ruleCases(Rule.POLICY_SIZE, 'AWS::IAM::Role', [
  { name: 'a trust of usual length', properties: trusting(50), is: 'pass' },
  { name: 'a trust of no length', properties: trusting(700), is: 'fail' },
  { name: 'a trust for which a quota must be raised', properties: trusting(200), is: 'cannot tell' },
  { name: 'inline policies', properties: inline(4000, 4000), is: 'pass' },
  {
    name: 'inline policies that are too long together',
    properties: inline(4000, 4000, 4000),
    is: 'fail',
    saying: [
      expect.stringMatching(
        /^the inline policies together must have at most 10240 characters, got 1\d{4}$/,
      ) as unknown as string,
    ],
  },
]);

describe('the quota', () => {
  const size = (type: string, properties: Json) =>
    verdictsOn(templateOf({ Resources: { Policy: { Type: type, Properties: properties } } }), {
      rules: [Rule.POLICY_SIZE],
    });
  const spaced = JSON.stringify(document(long(5000)), undefined, 4);

  test('of inline policies is that of the smallest whom they are written into', () => {
    expect(size('AWS::IAM::Policy', { PolicyDocument: document(long(3000)), Roles: ['a'] })).toEqual([
      'Policy policy-size pass',
    ]);
    expect(size('AWS::IAM::Policy', { PolicyDocument: document(long(3000)), Roles: ['a'], Users: ['b'] })).toEqual([
      expect.stringContaining('at most 2048'),
    ]);
    expect(size('AWS::IAM::UserPolicy', { PolicyDocument: document(long(3000)), UserName: 'b' })).toEqual([
      expect.stringContaining('at most 2048'),
    ]);
    expect(size('AWS::IAM::Policy', { PolicyDocument: document(long(6000)), Groups: ['a'] })).toEqual([
      expect.stringContaining('at most 5120'),
    ]);
  });

  test('of organizations counts white space, where IAM counts none', () => {
    expect(size('AWS::IAM::ManagedPolicy', { PolicyDocument: spaced })).toEqual(['Policy policy-size pass']);
    expect(size('AWS::Organizations::Policy', { Type: 'RESOURCE_CONTROL_POLICY', Content: spaced })).toEqual([
      expect.stringContaining('at most 5120'),
    ]);
    expect(
      size('AWS::Organizations::Policy', { Type: 'SERVICE_CONTROL_POLICY', Content: document(long(11000)) }),
    ).toEqual([expect.stringContaining('at most 10240')]);
  });

  test('of endpoints is larger, and resources have others', () => {
    expect(size('AWS::EC2::VPCEndpoint', { PolicyDocument: document(long(11000)) })).toEqual([
      'Policy policy-size pass',
    ]);
    expect(size('AWS::EC2::VPCEndpoint', { PolicyDocument: document(long(22000)) })).toEqual([
      expect.stringContaining('at most 20480'),
    ]);
    expect(size('AWS::SNS::TopicPolicy', { PolicyDocument: document(long(22000)) })).toEqual([]);
  });
});

function ofOrganization(type: string, statement: Json): Json {
  return { Type: type, Content: document(statement) };
}

ruleCases(
  Rule.POLICY_RESOURCE_CONTROL,
  'AWS::Organizations::Policy',
  [
    {
      name: 'a service control policy',
      properties: ofOrganization('SERVICE_CONTROL_POLICY', deny('sagemaker:*')),
      is: 'not judged',
    },
    {
      name: 'a resource control policy of other services',
      properties: ofOrganization('RESOURCE_CONTROL_POLICY', deny('s3:*')),
      is: 'not judged',
    },
    {
      name: 'a key of SageMaker on another service',
      properties: ofOrganization('RESOURCE_CONTROL_POLICY', deny('sts:*', { Null: { 'sagemaker:DomainId': 'true' } })),
      is: 'pass',
    },
    {
      name: 'a resource control policy of SageMaker',
      properties: ofOrganization('RESOURCE_CONTROL_POLICY', deny(['sts:*', 'sagemaker:PutResourcePolicy'])),
      is: 'fail',
      saying: ['statement Guard names sagemaker:PutResourcePolicy, which resource control policies do not reach'],
    },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_READABLE,
  [
    { name: 'a policy that says everything', statements: [allow('sagemaker:Search')], is: 'pass' },
    {
      name: 'a resource by a parameter',
      statements: [allow('sagemaker:Search', undefined, { Resource: OPEN })],
      besides: PARAMETERS,
      is: 'pass',
    },
    {
      name: 'an unknown condition of another service',
      statements: [allow('s3:GetObject', OPEN)],
      besides: PARAMETERS,
      is: 'not judged',
    },
    { name: 'other services alone', statements: OTHERS, is: 'not judged' },
    {
      name: 'an unknown condition',
      statements: [allow('sagemaker:Search', { 'Fn::Transform': { Name: 'Conditions' } })],
      is: 'cannot tell',
    },
    {
      name: 'an action of an unknown service',
      statements: [allow({ 'Fn::ImportValue': 'action' })],
      is: 'cannot tell',
    },
    { name: 'an unknown statement', statements: [{ 'Fn::Transform': { Name: 'Statement' } }], is: 'cannot tell' },
    { name: 'unknown statements', statements: { 'Fn::Transform': { Name: 'Statements' } } as never, is: 'cannot tell' },
  ],
  ['pass', 'cannot tell', 'not judged'],
);
