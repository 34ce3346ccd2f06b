import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { conditions, permissions } from '../../../src';
import { decide } from '../../../src/private/decisions/decision';
import { faultsOf } from '../../faults';
import { pick, randomNumbers } from '../../random';
import { PERMISSION_ROWS } from '../table';
import { newStack, roles, subnets } from '../table/parameters';
import { commonActions, requestFor, statementsIn } from './requests';

const { ConditionKey, Requirement } = conditions;
const { ConsoleAccess, Permission, PermissionPolicy, TagMatch } = permissions;

const NAMES = Object.keys(PERMISSION_ROWS).filter((name) => name !== 'union' && name !== 'intersection');
const PAIRS = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other): [string, string] => [one, other]));
const REQUESTS_PER_PAIR = 60;

const stack = newStack();
const SAMPLES = new Map(NAMES.map((name) => [name, PERMISSION_ROWS[name].make(new Stack(stack, name))]));
const STATEMENTS = new Map([...SAMPLES].map(([name, sample]) => [name, statementsIn(stack, sample)]));

interface Json {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, string[]>>;
}

function jsonOf(permission: permissions.Permission): Json[] {
  return permission.statements().map((statement) => stack.resolve(statement.toStatementJson()));
}

function statementFor(permission: permissions.Permission, action: string): Json | undefined {
  return jsonOf(permission).find(({ Action }) => [Action].flat().includes(action));
}

function allowing(id: string, values: Partial<permissions.AllowOptions>): permissions.Permission {
  const defaults = { actions: ['sagemaker:CreateModel'], resources: ['*'], requirements: [] };
  return Permission.allow({ id, ...defaults, ...values });
}

/** The intersection, or undefined where no request meets both. */
function intersectionOf(one: string, other: string): permissions.Permission | undefined {
  try {
    return Permission.intersection([SAMPLES.get(one)!, SAMPLES.get(other)!]);
  } catch {
    return undefined;
  }
}

describe('the intersection of permissions', () => {
  test('allows a request of SageMaker if and only if both allow it, for every pair of permissions', () => {
    const random = randomNumbers(0);
    const wrong: unknown[] = [];
    let allowed = 0;
    for (const [one, other] of PAIRS) {
      const [first, second] = [STATEMENTS.get(one)!, STATEMENTS.get(other)!];
      const both = intersectionOf(one, other);
      const combined = both ? statementsIn(stack, both) : [];
      const actions = both ? commonActions(first, second) : [];
      for (let count = 0; actions.length > 0 && count < REQUESTS_PER_PAIR; count++) {
        const request = requestFor(pick(actions, random), [...first, ...second], random);
        const expected = [first, second].every((statements) => decide(statements, request) === 'allowed');
        allowed += Number(expected);
        if ((decide(combined, request) === 'allowed') !== expected) {
          wrong.push({ one, other, request });
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThan(100);
  });

  test('creates secure notebook instances of a team', () => {
    const permission = Permission.intersection([
      Permission.secureNotebooks({ ...roles(stack), subnets: subnets(stack) }),
      Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.oneOf('Project', ['churn']) }),
    ]);
    expect(permission.id).toBe('secure-notebooks-and-tagged-notebooks');
    expect(permission.guardrail).toBe('imdsV2Notebooks');
    expect(statementFor(permission, 'sagemaker:CreateNotebookInstance')?.Condition).toEqual({
      'ForAllValues:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-a', 'subnet-b'] },
      Null: {
        'sagemaker:NotebookInstanceLifecycleConfigArns': ['true'],
        'sagemaker:VpcSecurityGroupIds': ['false'],
        'sagemaker:VpcSubnets': ['false'],
      },
      StringEquals: {
        'aws:RequestTag/Project': ['churn'],
        'sagemaker:DirectInternetAccess': ['Disabled'],
        'sagemaker:MinimumInstanceMetadataServiceVersion': ['2'],
        'sagemaker:RootAccess': ['Disabled'],
      },
    });
  });

  test('is the permission itself where it is alone', () => {
    expect(jsonOf(Permission.intersection([SAMPLES.get('console')!]))).toEqual(jsonOf(SAMPLES.get('console')!));
  });

  test.each<[string, conditions.Requirement, conditions.Requirement, Json['Condition']]>([
    [
      'values that both name',
      Requirement.isOneOf(ConditionKey.AUTH_MODE, ['IAM', 'SSO']),
      Requirement.isOneOf(ConditionKey.AUTH_MODE, ['SSO']),
      { StringEquals: { 'sagemaker:AuthMode': ['SSO'] } },
    ],
    [
      'patterns that both match',
      Requirement.matches(ConditionKey.INSTANCE_TYPES, ['ml.c5.*', 'ml.g*.xlarge']),
      Requirement.matches(ConditionKey.INSTANCE_TYPES, ['ml.c5.large', 'ml.g5.*']),
      {
        'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': ['ml.c5.large', 'ml.g5.xlarge', 'ml.g5.*.xlarge'] },
        Null: { 'sagemaker:InstanceTypes': ['false'] },
      },
    ],
    [
      'the lower of two limits',
      Requirement.atMost(ConditionKey.MAX_RUNTIME_IN_SECONDS, 100),
      Requirement.atMost(ConditionKey.MAX_RUNTIME_IN_SECONDS, 99),
      { NumericLessThanEquals: { 'sagemaker:MaxRuntimeInSeconds': ['99'] } },
    ],
    [
      'everything that either one excludes',
      Requirement.isNoneOf(ConditionKey.AUTH_MODE, ['IAM']),
      Requirement.isNoneOf(ConditionKey.AUTH_MODE, ['SSO']),
      { Null: { 'sagemaker:AuthMode': ['false'] }, StringNotEquals: { 'sagemaker:AuthMode': ['IAM', 'SSO'] } },
    ],
    [
      'the range that is part of the other one',
      Requirement.isOneOf(ConditionKey.SOURCE_IP, ['203.0.113.0/24', '2001:db8::/32'], { actions: ['CreateModel'] }),
      Requirement.isOneOf(ConditionKey.SOURCE_IP, ['203.0.113.128/25'], { actions: ['CreateModel'] }),
      { IpAddress: { 'aws:SourceIp': ['203.0.113.128/25'] } },
    ],
    [
      'a fixed value and one of the caller',
      Requirement.isOneOf(ConditionKey.requestTag('Team'), ['a']),
      Requirement.isOneOf(ConditionKey.requestTag('Team'), ['${aws:PrincipalTag/Team}']),
      {
        StringEquals: { 'aws:RequestTag/Team': ['${aws:PrincipalTag/Team}'] },
        StringLike: { 'aws:RequestTag/Team': ['a'] },
      },
    ],
    [
      'the missing key where they name different values and allow that it is missing',
      Requirement.isOneOf(ConditionKey.AUTH_MODE, ['IAM'], { whenAbsent: conditions.WhenAbsent.ALLOW }),
      Requirement.isOneOf(ConditionKey.AUTH_MODE, ['SSO'], { whenAbsent: conditions.WhenAbsent.ALLOW }),
      { Null: { 'sagemaker:AuthMode': ['true'] } },
    ],
  ])('asks for %s', (_, one, other, condition) => {
    const [first, second] = [one, other].map((requirement, index) =>
      allowing(`p${index ? 'b' : 'a'}`, { actions: [requirement.actions[0]], requirements: [requirement] }),
    );
    expect(jsonOf(Permission.intersection([first, second])).map(({ Condition }) => Condition)).toEqual([condition]);
  });

  test('takes the resources that both name', () => {
    const [some, others] = [
      ['arn:aws:sagemaker:*:111122223333:model/a*', 'arn:aws:sagemaker:*:111122223333:model/c'],
      ['arn:aws:sagemaker:us-east-1:111122223333:model/*b', 'arn:aws:sagemaker:us-east-1:111122223333:model/c'],
    ];
    const both = Permission.intersection([allowing('a', { resources: some }), allowing('b', { resources: others })]);
    expect(jsonOf(both)[0].Resource).toEqual([
      'arn:aws:sagemaker:us-east-1:111122223333:model/a*b',
      'arn:aws:sagemaker:us-east-1:111122223333:model/c',
    ]);
  });

  test('takes the actions of a pattern that the other one names', () => {
    const full = Permission.console({ ...roles(stack), access: ConsoleAccess.FULL });
    const both = Permission.intersection([full, allowing('b', { actions: ['sagemaker:CreateModel', 's3:GetObject'] })]);
    const sageMaker = jsonOf(both).filter(({ Action }) => String(Action).includes('sagemaker:'));
    expect(sageMaker.map(({ Action }) => Action)).toEqual(['sagemaker:CreateModel']);
    expect(statementFor(both, 's3:GetObject')).toEqual({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
  });

  test('passes the roles that both pass', () => {
    const passing = (...names: string[]) =>
      Permission.isolatedTraining({ executionRoleArns: names.map((name) => `arn:aws:iam::111122223333:role/${name}`) });
    const both = Permission.intersection([passing('a', 'b'), passing('b', 'c')]);
    expect(statementFor(both, 'iam:PassRole')?.Resource).toBe('arn:aws:iam::111122223333:role/b');
  });

  test('is refused where nothing is given or in common', () => {
    const models = allowing('models', {});
    expect(faultsOf(() => Permission.intersection([]))).toEqual([
      'InvalidPermission: the permissions of an intersection must have at least one item, got none',
    ]);
    expect(
      faultsOf(() => Permission.intersection([models, allowing('jobs', { actions: ['sagemaker:StopJob'] })])),
    ).toEqual([
      'InvalidPermission: models and jobs have no action of SageMaker in common: an intersection must allow one, got none',
    ]);
  });

  test('is refused where their values differ, naming the action', () => {
    const mode = (value: string) =>
      allowing(value.toLowerCase(), {
        actions: ['sagemaker:CreateDomain'],
        requirements: [Requirement.isOneOf(ConditionKey.AUTH_MODE, [value])],
      });
    expect(faultsOf(() => Permission.intersection([mode('IAM'), mode('SSO')]))).toEqual([
      'InvalidPermission: iam and sso must have a request for sagemaker:CreateDomain that both allow, got none: their resources or values differ',
    ]);
  });

  test('is not refused for placeholders of pending lookups', () => {
    const pending = (resource: string) => allowing(resource.slice(-1), { resources: [resource] });
    const both = Permission.intersection([
      pending('arn:aws:sagemaker:*:*:dummy-value-for-a'),
      pending('arn:aws:x:*:*:b'),
    ]);
    expect(both.id).toBe('a-and-b');
  });

  test('keeps what only a deployment knows', () => {
    const parameter = new CfnParameter(stack, 'Value').valueAsString;
    const tagged = (values: string[]) =>
      allowing('t', { requirements: [Requirement.isOneOf(ConditionKey.requestTag('Team'), values)] });
    expect(jsonOf(Permission.intersection([tagged([parameter]), tagged(['a'])]))[0].Condition).toEqual({
      StringEquals: { 'aws:RequestTag/Team': [{ Ref: 'Value' }] },
      StringLike: { 'aws:RequestTag/Team': ['a'] },
    });
  });
});

describe('the union of permissions', () => {
  test('has the statements of all of them', () => {
    const [one, other] = [SAMPLES.get('isolatedTraining')!, SAMPLES.get('vpcTraining')!];
    const union = Permission.union([one, other]);
    expect(jsonOf(union)).toEqual([...jsonOf(one), ...jsonOf(other)]);
    expect([union.id, union._guardrails]).toEqual([
      'isolated-training-or-vpc-training',
      ['networkIsolation', 'approvedNetwork'],
    ]);
  });
});

describe('a permission policy', () => {
  const found = (...all: permissions.Permission[]) => {
    const scope = newStack();
    new PermissionPolicy(scope, 'Policy', { permissions: all });
    return Annotations.fromStack(scope)
      .findWarning('/Stack/Policy', Match.stringLikeRegexp('permissions.bypassedPermission'))
      .map(({ entry }) => String(entry.data));
  };
  const tagged = Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.oneOf('Project', ['churn']) });
  const secure = Permission.secureNotebooks(roles(stack));

  test('warns where one permission allows what another one limits, and names both', () => {
    expect(found(secure, tagged)).toEqual([
      expect.stringContaining('tagged-notebooks allows sagemaker:CreateNotebookInstance'),
      expect.stringContaining('secure-notebooks allows sagemaker:AddTags, sagemaker:CreateNotebookInstance'),
    ]);
    expect(found(secure, tagged)[0]).toContain('sagemaker:RootAccess');
    expect(found(secure, tagged)[0]).toContain('which secure-notebooks compares');
  });

  test.each<[string, permissions.Permission[]]>([
    ['both are required', [Permission.intersection([secure, tagged])]],
    ['either one is enough on purpose', [Permission.union([secure, tagged])]],
    ['they are about other actions', [SAMPLES.get('vpcTraining')!, tagged]],
    [
      'they ask for other values of the same keys',
      ['a', 'b'].map((value) => Permission.searchVisible({ tagKey: 'T', values: [value] })),
    ],
    ['no request comes both ways', [SAMPLES.get('apiFromVpc')!, SAMPLES.get('apiFromAddresses')!]],
  ])('does not warn where %s', (_, all) => {
    expect(found(...all)).toEqual([]);
  });
});
