import { type LintedPolicy, lintPolicy } from './policy-lint';

const RULES = {
  operators: { StringEquals: ['aws:SourceAccount', 'aws:PrincipalTag/team'], ArnLike: ['aws:SourceArn'] },
};

const SOUND = {
  Sid: 'Trust',
  Effect: 'Allow',
  Principal: { Service: 'sagemaker.amazonaws.com' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
};

function lint(statements: object[], policy: Partial<LintedPolicy> & { version?: string } = {}): Promise<string[]> {
  const { version = '2012-10-17', ...others } = policy;
  return lintPolicy({ kind: 'trust', document: { Version: version, Statement: statements }, ...others }, RULES);
}

describe('the policy lint', () => {
  test('finds nothing in a sound document', async () => {
    expect(await lint([SOUND])).toEqual([]);
  });

  test('finds nothing in a document with one statement outside of a list', async () => {
    expect(await lintPolicy({ kind: 'trust', document: { Version: '2012-10-17', Statement: SOUND } }, RULES)).toEqual(
      [],
    );
  });

  test.each([
    ['an operator that is not allowed', 'StringLike', 'aws:SourceAccount'],
    ['an optional operator', 'StringEqualsIfExists', 'aws:SourceAccount'],
    ['an operator that is vacuous without the key', 'ForAllValues:StringEquals', 'aws:SourceAccount'],
    ['text comparison of an ARN', 'StringEquals', 'aws:SourceArn'],
    ['the ARN operator on another key', 'ArnLike', 'aws:SourceAccount'],
  ])('finds %s', async (_, operator, key) => {
    expect(await lint([{ ...SOUND, Condition: { [operator]: { [key]: 'x' } } }])).toEqual([
      `the operator ${operator} must not be used on ${key}`,
    ]);
  });

  test.each(['aws:sourceAccount', 'aws:SourceAcount', 'AWS:SourceAccount', 'sts:NoSuchKey', 'aws:PrincipalTag/'])(
    'finds the misspelt key %s',
    async (key) => {
      const rules = { operators: { StringEquals: [key] } };
      const document = {
        Version: '2012-10-17',
        Statement: [{ ...SOUND, Condition: { StringEquals: { [key]: 'x' } } }],
      };
      expect(await lintPolicy({ kind: 'trust', document }, rules)).toEqual([
        `the condition key ${key} is not in the public data`,
      ]);
    },
  );

  test('accepts keys that end in a name of one’s own', async () => {
    expect(await lint([{ ...SOUND, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } }])).toEqual([]);
  });

  test.each(['sts:AssumeRoles', 'sts:assumeRole', 'nosuchservice:Do', 'sts', 'sts:NoSuch*'])(
    'finds the unknown action %s',
    async (action) => {
      expect(await lint([{ ...SOUND, Action: ['sts:AssumeRole', action] }])).toEqual([
        `the action ${action} is not in the public data`,
      ]);
    },
  );

  test.each([['*'], ['sts:Assume*'], ['sts:*']])('accepts the wildcard action %s', async (action) => {
    expect(await lint([{ ...SOUND, Action: action }])).toEqual([]);
  });

  test.each([
    [
      'a key that the action does not carry',
      ['sagemaker:CreateModel'],
      'sagemaker:RootAccess',
      ['the action sagemaker:CreateModel does not carry sagemaker:RootAccess'],
    ],
    [
      'a key that one of several actions does not carry',
      ['sagemaker:AddTags', 'sagemaker:ListTags'],
      'aws:RequestTag/a',
      ['the action sagemaker:ListTags does not carry aws:RequestTag/a'],
    ],
    ['no fault in a key of the action', ['sagemaker:CreateModel'], 'sagemaker:NetworkIsolation', []],
    ['no fault in a key of the resource', ['sagemaker:DescribeModel'], 'aws:ResourceTag/a', []],
    ['no fault in a key that every action carries', ['sagemaker:CreateModel'], 'aws:SourceIp', []],
    ['no fault in wildcards', ['sagemaker:Create*'], 'sagemaker:RootAccess', []],
  ])('finds %s', async (_, Action, key, findings) => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: '*', Condition: { StringEquals: { [key]: 'x' } } }],
    };
    expect(await lintPolicy({ kind: 'identity', document }, { operators: { StringEquals: [key] } })).toEqual(findings);
  });

  test('finds unknown actions in NotAction', async () => {
    const { Action: _, ...others } = SOUND;
    expect(await lint([{ ...others, NotAction: ['sts:AssumeRoles'] }])).toEqual([
      'the action sts:AssumeRoles is not in the public data',
    ]);
  });

  describe('knows which actions carry a key', () => {
    const SUBNETS = 'sagemaker:VpcSubnets';

    function denial(action: string | string[], Condition: object): Promise<string[]> {
      const keys = Object.values(Condition).flatMap(Object.keys);
      const operators = Object.fromEntries(Object.keys(Condition).map((operator) => [operator, keys]));
      const document = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: action, Resource: '*', Condition }],
      };
      return lintPolicy({ kind: 'scp', document }, { operators });
    }

    test.each([
      ['sagemaker:UpdateNotebookInstance', SUBNETS],
      ['sagemaker:CreatePresignedDomainUrl', 'aws:RequestTag/Team'],
      ['sagemaker:DeleteModel', 'aws:TagKeys'],
      ['sagemaker:ListModels', 'aws:ResourceTag/Team'],
      ['sagemaker:List*', SUBNETS],
      ['sts:AssumeRole', SUBNETS],
    ])('and finds that %s does not carry %s', async (action, key) => {
      expect(await denial(['sagemaker:CreateModel', action], { Null: { [key]: 'false' } })).toContain(
        `the action ${action} does not carry ${key}`,
      );
    });

    test.each([
      ['a negated operator', { StringNotEquals: { [SUBNETS]: 'x' } }],
      ['an optional operator', { StringEqualsIfExists: { [SUBNETS]: 'x' } }],
      ['all of a list', { 'ForAllValues:StringNotEquals': { [SUBNETS]: 'x' } }],
      ['absence', { Null: { [SUBNETS]: 'true' } }],
      [
        'the presence of another key',
        { StringNotEquals: { [SUBNETS]: 'x' }, Null: { 'sagemaker:RootAccess': 'false' } },
      ],
    ])('and finds a pattern of actions under %s', async (_, condition) => {
      expect(await denial('sagemaker:*', condition)).toEqual([
        `sagemaker:* stands for actions without ${SUBNETS}, for which the statement holds too`,
      ]);
    });

    test('and finds a pattern of actions of which none carries all keys that are asked for', async () => {
      const condition = { StringEquals: { 'sagemaker:FileSystemId': 'x', 'sagemaker:RootAccess': 'x' } };
      expect(await denial('sagemaker:*', condition)).toEqual([
        'sagemaker:* stands for no action that carries all of sagemaker:FileSystemId, sagemaker:RootAccess',
      ]);
    });

    test.each([
      ['any of a list', { 'ForAnyValue:StringNotEquals': { [SUBNETS]: 'x' } }],
      ['a value', { StringEquals: { [SUBNETS]: 'x' } }],
      ['presence', { StringNotEquals: { [SUBNETS]: 'x' }, Null: { [SUBNETS]: 'false' } }],
      ['a global key', { StringNotEquals: { 'aws:SourceVpc': 'x' } }],
      ['a tag of the resource', { StringEquals: { 'aws:ResourceTag/Team': 'x' } }],
      [
        'the presence of a key that only actions with the other one carry',
        { StringEquals: { 'sagemaker:FileSystemId': 'x' }, StringNotEquals: { 'sagemaker:FileSystemType': 'x' } },
      ],
    ])('and accepts a pattern of actions under %s', async (_, condition) => {
      expect(await denial('sagemaker:*', condition)).toEqual([]);
    });

    test('and accepts keys that come with the resource', async () => {
      expect(await denial('sagemaker:DescribeModel', { StringNotEquals: { 'aws:ResourceTag/Team': 'x' } })).toEqual([]);
    });

    test('and leaves statements about every service alone', async () => {
      expect(await denial('*', { StringEquals: { [SUBNETS]: 'x' } })).toEqual([]);
    });
  });

  test('finds an old version', async () => {
    expect(await lint([SOUND], { version: '2008-10-17' })).toEqual(['the version must be 2012-10-17, got 2008-10-17']);
  });

  test('finds statement ids that are malformed or used twice', async () => {
    const findings = await lint([SOUND, SOUND, { ...SOUND, Sid: 'not-allowed' }]);
    expect(findings).toEqual([
      'the statement id not-allowed is not alphanumeric',
      'the statement id Trust is used twice',
    ]);
  });

  test('finds a document that is over its quota', async () => {
    const accounts = Array.from({ length: 200 }, () => '111122223333');
    const findings = await lint([{ ...SOUND, Condition: { StringEquals: { 'aws:SourceAccount': accounts } } }]);
    expect(findings).toEqual([expect.stringMatching(/^a trust policy must have at most 2048 characters, got 3\d{3}$/)]);
  });

  test('finds a service principal that is allowed in without condition', async () => {
    const { Condition: _, ...open } = SOUND;
    expect(await lint([open])).toEqual(['sagemaker.amazonaws.com is allowed in without any condition']);
    expect(await lint([{ ...open, Condition: {} }])).toEqual([
      'sagemaker.amazonaws.com is allowed in without any condition',
    ]);
  });

  test('lets a subject say that it is unconditioned, and denials be', async () => {
    const { Condition: _, ...open } = SOUND;
    expect(await lint([open], { unconditioned: true })).toEqual([]);
    expect(await lint([{ ...open, Effect: 'Deny' }])).toEqual([]);
  });
});
