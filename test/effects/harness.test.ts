import { runInNewContext } from 'node:vm';
import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type CaseFiles, parseGroups, parseMatrix } from './cases';
import { ENVIRONMENTS, fill, placeholdersOf } from './environment';
import { deployed, effectsOf, synthesize } from './harness';
import { resolveIntrinsics } from './intrinsics';
import { managedPolicies, type Policy, trustPolicy } from './policies';
import { decide } from './simulate';

const [AWS, CHINA] = ENVIRONMENTS;
const REQUEST = { principal: 'p', action: 'a', resource: 'r', context: {} };
const CASE = { name: 'one', request: REQUEST, expect: 'Allowed' };

function unfold(groups: unknown[], matrix?: unknown) {
  const files: CaseFiles = {
    groups: parseGroups('cases.json', groups),
    matrices: matrix ? [parseMatrix('rows.json', matrix)] : [],
  };
  return () => effectsOf(files);
}

describe('placeholders', () => {
  test('are replaced in every text, also where they stand for each other', () => {
    const filled = fill(
      { arn: ['arn:${Partition}:x:${resource}'] },
      { ...placeholdersOf(CHINA), resource: 'job/${Account}' },
    );
    expect(filled).toEqual({ arn: ['arn:aws-cn:x:job/111122223333'] });
  });

  test('that are unknown fail', () => {
    expect(() => fill('${Acount}', placeholdersOf(AWS))).toThrow('unknown placeholder ${Acount} in "${Acount}"');
  });

  test('that stand for themselves fail', () => {
    expect(() => fill('${a}', { a: '${a}' })).toThrow('unknown placeholder ${a}');
  });
});

describe('case files', () => {
  test.each([
    ['an empty list of groups', [], 'has no group'],
    ['a group without subjects', [{ cases: [CASE] }], 'either subjects or forEach'],
    ['a group with an empty list of subjects', [{ subjects: [], cases: [CASE] }], 'without subject'],
    [
      'a group with both subjects and a matrix',
      [{ subjects: ['s'], forEach: 'rows.json', cases: [CASE] }],
      'either subjects or forEach',
    ],
    ['an empty list of cases', [{ subjects: ['s'], cases: [] }], 'without case'],
    [
      'a misspelt member of a case',
      [{ subjects: ['s'], cases: [{ ...CASE, expected: 'Allowed' }] }],
      'has unknown expected',
    ],
    ['a misspelt member of a group', [{ subject: 's', cases: [CASE] }], 'has unknown subject'],
    ['a case without expectation', [{ subjects: ['s'], cases: [{ name: 'one', request: REQUEST }] }], 'lacks expect'],
    ['an unknown decision', [{ subjects: ['s'], cases: [{ ...CASE, expect: 'Denied' }] }], 'expects Denied in "one"'],
    [
      'an incomplete request',
      [{ subjects: ['s'], cases: [{ ...CASE, request: { principal: 'p' } }] }],
      'lacks action, resource, context',
    ],
    ['two cases of one name', [{ subjects: ['s'], cases: [CASE, CASE] }], 'several cases have the same name: s: one'],
    [
      'a list variable outside of a matrix',
      [{ subjects: ['s'], cases: [{ ...CASE, each: 'x' }] }],
      'uses each or when outside of a matrix',
    ],
    [
      'a first case that differs',
      [{ subjects: ['s'], request: REQUEST, cases: [{ name: 'one', difference: { k: 'v' }, expect: 'Allowed' }] }],
      'differs from nothing',
    ],
    [
      'a difference without effect',
      [
        {
          subjects: ['s'],
          request: REQUEST,
          cases: [CASE, { name: 'two', difference: { k: null }, expect: 'Allowed' }],
        },
      ],
      'without effect: k',
    ],
    ['an unknown matrix', [{ forEach: 'other.json', cases: [CASE] }], 'unknown matrix other.json'],
  ])('fail for %s', (_, groups, message) => {
    expect(() => unfold(groups)()).toThrow(message);
  });

  test.each([
    ['an empty matrix', { rows: [] }, 'has no row'],
    ['a row without subject', { rows: [{ x: 1 }] }, 'one row per subject'],
    ['two rows of one subject', { rows: [{ subject: 's' }, { subject: 's' }] }, 'one row per subject'],
    ['a misspelt member', { row: [] }, 'lacks rows'],
  ])('fail for %s', (_, matrix, message) => {
    expect(() => parseMatrix('rows.json', matrix)).toThrow(message);
  });

  test('fail for a case that applies to no row', () => {
    const groups = [{ forEach: 'rows.json', cases: [{ ...CASE, when: { wide: true } }] }];
    expect(unfold(groups, { rows: [{ subject: 's', wide: false }] })).toThrow('applies to no row: one');
  });

  test('fail for a variable that a row lacks', () => {
    const groups = [{ forEach: 'rows.json', cases: [{ ...CASE, each: 'admits' }] }];
    expect(unfold(groups, { rows: [{ subject: 's' }] })).toThrow('refers to admits, which s lacks');
  });

  test('say how the context of a case differs from that of the group', () => {
    const request = { ...REQUEST, context: { a: '1', b: '2', c: '3' } };
    const groups = [
      {
        subjects: ['s'],
        request,
        cases: [
          { name: 'all', expect: 'Allowed' },
          { name: 'less', difference: { a: null, b: '4' }, expect: 'Allowed' },
        ],
      },
    ];
    expect(unfold(groups)().map((effect) => effect.request.context)).toEqual([request.context, { b: '4', c: '3' }]);
  });

  test('share what the requests of a group have in common', () => {
    const groups = [
      { subjects: ['s'], request: { ...REQUEST, action: 'x' }, cases: [{ ...CASE, request: { action: 'y' } }] },
    ];
    expect(unfold(groups)()).toEqual([
      { subject: 's', name: 'one', request: { ...REQUEST, action: 'y' }, variables: {}, expect: 'Allowed' },
    ]);
  });

  test('unfold a matrix: each item of a list, first items elsewhere, defaults where a row is silent', () => {
    const groups = [{ forEach: 'rows.json', cases: [{ ...CASE, each: 'admits' }] }];
    const effects = unfold(groups, {
      defaults: { wide: false },
      rows: [{ subject: 's', admits: ['a', 'b'], others: ['c', 'd'] }],
    })();
    expect(effects.map(({ name, variables }) => [name, variables])).toEqual([
      ['one: a', { subject: 's', admits: 'a', others: 'c', wide: 'false' }],
      ['one: b', { subject: 's', admits: 'b', others: 'c', wide: 'false' }],
    ]);
  });
});

describe('intrinsic functions', () => {
  const template = {
    Resources: {
      TopicAB12: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'work' } },
      Role: { Type: 'AWS::IAM::Role' },
      Queue: { Type: 'AWS::SQS::Queue' },
    },
  };

  test.each([
    ['pseudo parameters', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com.cn'],
    ['joined texts', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }]] }, 'arn:aws-cn'],
    [
      'substituted texts',
      { 'Fn::Sub': '${AWS::Region}/${!aws:username}/${Role.Arn}' },
      'cn-north-1/${aws:username}/arn:aws-cn:iam::111122223333:role/Role',
    ],
    ['references that are ARNs', { Ref: 'TopicAB12' }, 'arn:aws-cn:sns:cn-north-1:111122223333:work'],
    ['attributes of named resources', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws-cn:iam::111122223333:role/Role'],
    ['plain values', { a: [1, null, { b: 'c' }] }, { a: [1, null, { b: 'c' }] }],
  ])('give %s', (_, value, expected) => {
    expect(resolveIntrinsics(value, template, CHINA)).toEqual(expected);
  });

  test.each([
    ['functions without stand-in', { 'Fn::ImportValue': 'x' }, 'Fn::ImportValue has no stand-in'],
    ['substitutions with variables', { 'Fn::Sub': ['${x}', { x: 'y' }] }, 'Fn::Sub with variables'],
    ['resource types without stand-in', { Ref: 'Queue' }, 'no stand-in for Queue of type AWS::SQS::Queue'],
    ['attributes without stand-in', { 'Fn::GetAtt': ['Role', 'RoleId'] }, 'no stand-in for Role.RoleId'],
    ['unknown resources', { Ref: 'Nobody' }, 'no stand-in for Nobody of type undefined'],
  ])('fail for %s', (_, value, message) => {
    expect(() => resolveIntrinsics(value, template, CHINA)).toThrow(message);
  });
});

describe('synthesis', () => {
  test('fails for a subject without the policy that it picks', () => {
    const role = {
      policies: managedPolicies,
      build: (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }),
    };
    expect(() => synthesize({ role })).toThrow('Subject0 synthesizes no policy to simulate: none was picked');
  });

  test('puts the environment into what is synthesized', () => {
    const role = {
      policies: trustPolicy,
      build: (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }),
    };
    const [{ document }] = deployed(synthesize({ role }).get('role')!, CHINA);
    expect(document).toMatchObject({ Statement: [{ Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } }] });
  });
});

describe('the shared collator', () => {
  type Comparison = (a: string, b: string, locales?: string, options?: Intl.CollatorOptions) => number;
  const shared: Comparison = (a, b, locales, options) => a.localeCompare(b, locales, options);
  const builtIn: Comparison = runInNewContext('(a, b, locales, options) => a.localeCompare(b, locales, options)');
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const texts = [
    ...ascii,
    '',
    '\t',
    'é',
    'e\u0301',
    'É',
    'ß',
    'SS',
    'ı',
    'İ',
    'StringEquals',
    'STRINGEQUALS',
    'IfExists',
    'ifexist',
  ];
  const pairs = texts.flatMap((a) => texts.map((b): [string, string] => [a, b]));

  test('compares all characters as the built-in function does', () => {
    const differing = pairs.filter(
      ([a, b]) =>
        shared(a, b, undefined, { sensitivity: 'accent' }) !== builtIn(a, b, undefined, { sensitivity: 'accent' }),
    );
    expect(differing).toEqual([]);
  });

  test.each<[string, string | undefined, Intl.CollatorOptions | undefined]>([
    ['no options', undefined, undefined],
    ['a locale', 'en', { sensitivity: 'accent' }],
    ['another sensitivity', undefined, { sensitivity: 'base' }],
    ['further options', undefined, { sensitivity: 'accent', numeric: true }],
  ])('leaves comparisons with %s to it', (_, locales, options) => {
    const examples: [string, string][] = [
      ...pairs.filter(([a]) => 'aÉß'.includes(a)),
      ['a10', 'a9'],
      ['a', 'A'],
      ['e', 'é'],
    ];
    expect(examples.filter(([a, b]) => shared(a, b, locales, options) !== builtIn(a, b, locales, options))).toEqual([]);
  });
});

describe('decisions', () => {
  const user = 'arn:aws:iam::111122223333:user/alice';
  const bucket = 'arn:aws:s3:::data/x';
  const get = { principal: user, action: 's3:GetObject', resource: bucket, context: {} };
  const statement = (Effect: string, more: object = {}) => ({
    Version: '2012-10-17',
    Statement: [{ Effect, Action: 's3:*', Resource: '*', ...more }],
  });
  const policy = (kind: Policy['kind'], document: object, name: string = kind): Policy => ({ kind, name, document });
  const allowed = policy('identity', statement('Allow'));

  test.each<[string, Policy[], string]>([
    ['an identity policy that allows', [allowed], 'Allowed'],
    ['no policy that allows', [policy('identity', statement('Allow', { Action: 's3:PutObject' }))], 'ImplicitlyDenied'],
    [
      'a boundary that does not allow',
      [allowed, policy('boundary', statement('Allow', { Action: 's3:PutObject' }))],
      'ImplicitlyDenied',
    ],
    ['a service control policy that denies', [allowed, policy('scp', statement('Deny'))], 'ExplicitlyDenied'],
    [
      'a service control policy about something else',
      [allowed, policy('scp', statement('Deny', { Action: 's3:PutObject' }))],
      'Allowed',
    ],
    [
      'a resource control policy that denies',
      [allowed, policy('rcp', statement('Deny', { Principal: '*' }))],
      'ExplicitlyDenied',
    ],
    [
      'a resource policy that denies',
      [allowed, policy('resource', statement('Deny', { Principal: '*' }))],
      'ExplicitlyDenied',
    ],
  ])('follow %s', async (_, policies, expected) => {
    expect(await decide(policies, get, '111122223333')).toBe(expected);
  });

  test('fail where the simulator would ignore a key of the request', async () => {
    const request = { ...get, context: { 'sagemaker:NoSuchKey': 'x' } };
    await expect(decide([allowed], request, '111122223333')).rejects.toThrow(
      'the simulator ignores sagemaker:NoSuchKey',
    );
  });

  test('fail where the simulator refuses the request', async () => {
    await expect(decide([allowed], { ...get, action: 's3:NoSuchAction' }, '111122223333')).rejects.toThrow(
      'the simulator refuses',
    );
  });

  test('fail where the simulator refuses a policy', async () => {
    await expect(
      decide([policy('identity', { Version: '2012-10-17', Statement: [{ Effect: 'Maybe' }] })], get, '111122223333'),
    ).rejects.toThrow('policy.errors');
  });

  test('fail for several resource policies', async () => {
    const policies = ['a', 'b'].map((name) => policy('resource', statement('Allow', { Principal: '*' }), name));
    await expect(decide(policies, get, '111122223333')).rejects.toThrow(
      'a request meets one resource policy, got a, b',
    );
  });
});
