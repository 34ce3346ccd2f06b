import { CfnParameter, Stack } from 'aws-cdk-lib';
import { conditions } from '../../src';
import { codesOf, errorOf } from '../faults';
import { jsonOf } from './support';

const { ConditionKey, ConditionKeyType, Requirement, WhenAbsent } = conditions;

const CREATE = ['sagemaker:CreateNotebookInstance'];

describe('the Deny statements of a requirement', () => {
  test('are for all actions that carry the key unless some are named', () => {
    const [{ Action }] = jsonOf(Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled']).denyStatements());
    expect(Action).toEqual(['sagemaker:CreateNotebookInstance', 'sagemaker:UpdateNotebookInstance']);
  });

  test('need no Null of their own for one value, since a negated operator holds for an absent key', () => {
    expect(
      jsonOf(Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled'], { actions: CREATE }).denyStatements('NoRoot')),
    ).toEqual([
      {
        Sid: 'NoRoot',
        Effect: 'Deny',
        Action: 'sagemaker:CreateNotebookInstance',
        Resource: '*',
        Condition: { StringNotEquals: { 'sagemaker:RootAccess': ['Disabled'] } },
      },
    ]);
  });

  test('have a Null of their own for lists', () => {
    const statements = jsonOf(
      Requirement.isOneOf(ConditionKey.VPC_SUBNETS, ['subnet-b', 'subnet-a', 'subnet-b'], {
        actions: CREATE,
      }).denyStatements('Subnets'),
    );
    expect(statements.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ['Subnets', { 'ForAnyValue:StringNotEquals': { 'sagemaker:VpcSubnets': ['subnet-a', 'subnet-b'] } }],
      ['SubnetsAbsent', { Null: { 'sagemaker:VpcSubnets': ['true'] } }],
    ]);
  });

  test('leave alone a request without the key where that is asked for', () => {
    const options = { actions: ['sagemaker:UpdateNotebookInstance'], whenAbsent: WhenAbsent.ALLOW };
    const [{ Condition }] = jsonOf(
      Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled'], options).denyStatements(),
    );
    expect(Condition).toEqual({
      Null: { 'sagemaker:RootAccess': ['false'] },
      StringNotEquals: { 'sagemaker:RootAccess': ['Disabled'] },
    });
  });

  test('give a policy variable a default, and leave special variables, defaults and tokens as they are', () => {
    const { valueAsString } = new CfnParameter(new Stack(), 'Value');
    const values = ['${aws:PrincipalTag/Project}', "${aws:PrincipalTag/Team, 'x'}", '${*}', valueAsString];
    const [{ Condition }] = jsonOf(Requirement.matches(ConditionKey.requestTag('Project'), values).denyStatements());
    expect(Condition).toEqual({
      StringNotLike: {
        'aws:RequestTag/Project': expect.arrayContaining([
          "${aws:PrincipalTag/Project, 'none'}",
          "${aws:PrincipalTag/Team, 'x'}",
          '${*}',
          valueAsString,
        ]),
      },
    });
  });
});

describe('the Allow condition of a requirement', () => {
  test('wants every item of a list and the list itself', () => {
    expect(Requirement.isOneOf(ConditionKey.VPC_SUBNETS, ['subnet-a']).allowCondition()).toEqual({
      'ForAllValues:StringEquals': { 'sagemaker:VpcSubnets': ['subnet-a'] },
      Null: { 'sagemaker:VpcSubnets': ['false'] },
    });
  });

  test('leaves policy variables without a default, since a variable that cannot be resolved allows nothing', () => {
    const { StringEquals } = Requirement.isOneOf(ConditionKey.resourceTag('Project'), [
      '${aws:PrincipalTag/Project}',
    ]).allowCondition();
    expect(StringEquals).toEqual({ 'aws:ResourceTag/Project': ['${aws:PrincipalTag/Project}'] });
  });
});

describe('a requirement refuses', () => {
  test('an action that does not carry the key, with those that do', () => {
    expect(
      errorOf(() => Requirement.isTrue(ConditionKey.ENABLE_REMOTE_DEBUG, { actions: ['CreateModel'] })).message,
    ).toBe(
      '[UnsupportedAction] an action must be one that carries sagemaker:EnableRemoteDebug (sagemaker:CreateTrainingJob, sagemaker:UpdateTrainingJob), got sagemaker:CreateModel',
    );
  });

  test.each([
    ['a global key without actions', () => Requirement.isTrue(ConditionKey.VIA_AWS_SERVICE), ['UnsupportedAction']],
    ['a policy variable', () => Requirement.isOneOf(ConditionKey.DOMAIN_ID, ['d-1']), ['UnsupportedAction']],
    [
      'an empty list of actions',
      () => Requirement.isTrue(ConditionKey.NETWORK_ISOLATION, { actions: [] }),
      ['UnsupportedAction'],
    ],
    [
      'a malformed action for a global key',
      () => Requirement.isTrue(ConditionKey.VIA_AWS_SERVICE, { actions: ['sagemaker: x'] }),
      ['UnsupportedAction'],
    ],
    ['a text that shall be true', () => Requirement.isTrue(ConditionKey.ROOT_ACCESS), ['UnsupportedComparison']],
    [
      'a text that shall be at most a number',
      () => Requirement.atMost(ConditionKey.ROOT_ACCESS, 1),
      ['UnsupportedComparison'],
    ],
    [
      'a Boolean that shall be one of several',
      () => Requirement.isOneOf(ConditionKey.NETWORK_ISOLATION, ['true']),
      ['UnsupportedComparison'],
    ],
    [
      'a pattern for numbers',
      () => Requirement.matches(ConditionKey.MAX_RUNTIME_IN_SECONDS, ['1*']),
      ['UnsupportedComparison'],
    ],
    [
      'a comparison of a key that only Null works with',
      () => Requirement.isTrue(ConditionKey.FEATURE_GROUP_OFFLINE_STORE_CONFIG),
      ['UnsupportedComparison'],
    ],
    [
      'a value that SageMaker never sends',
      () => Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['disabled', 'No']),
      ['InvalidConditionValue', 'InvalidConditionValue'],
    ],
    ['no value', () => Requirement.isOneOf(ConditionKey.INSTANCE_TYPES, []), ['InvalidConditionValue']],
    [
      'a wildcard where none is expanded',
      () => Requirement.isOneOf(ConditionKey.INSTANCE_TYPES, ['ml.t3.*']),
      ['InvalidConditionValue'],
    ],
    [
      'the alias of a key',
      () => Requirement.isOneOf(ConditionKey.VOLUME_KMS_KEY_ARN, ['alias/ours']),
      ['InvalidConditionValue'],
    ],
    ['a name for an ARN', () => Requirement.isOneOf(ConditionKey.WORKTEAM_ARN, ['team']), ['InvalidConditionValue']],
    [
      'a pattern without all parts of an ARN',
      () => Requirement.matches(ConditionKey.IMAGE_ARNS, ['*image/x']),
      ['InvalidConditionValue'],
    ],
    ['a fraction', () => Requirement.atMost(ConditionKey.MAX_RUNTIME_IN_SECONDS, 1.5), ['InvalidConditionValue']],
    [
      'an address that there cannot be',
      () => Requirement.isOneOf(ConditionKey.SOURCE_IP, ['256.0.0.0/8'], { actions: CREATE }),
      ['InvalidConditionValue'],
    ],
    [
      'an address without a range',
      () => Requirement.isOneOf(ConditionKey.SOURCE_IP, ['203.0.113.7'], { actions: CREATE }),
      ['InvalidConditionValue'],
    ],
    [
      'several things at once',
      () => Requirement.atMost(ConditionKey.AUTH_MODE, -1, { actions: ['CreateModel'] }),
      ['UnsupportedAction', 'UnsupportedComparison'],
    ],
  ])('%s', (_, make, codes) => {
    expect(codesOf(make)).toEqual(codes);
  });
});

describe('a requirement accepts', () => {
  test('tokens as values and actions', () => {
    const { valueAsString } = new CfnParameter(new Stack(), 'Value');
    const make = () =>
      Requirement.isOneOf(ConditionKey.VOLUME_KMS_KEY_ARN, [valueAsString], { actions: [valueAsString] });
    expect(codesOf(make)).toEqual([]);
  });

  test('actions with and without the name of the service', () => {
    expect(
      Requirement.isTrue(ConditionKey.NETWORK_ISOLATION, { actions: ['CreateModel', 'sagemaker:CreateModel'] }).actions,
    ).toEqual(['sagemaker:CreateModel']);
  });

  test('keys that are newer than the table', () => {
    const key = ConditionKey.of({
      name: 'sagemaker:BrandNew',
      type: ConditionKeyType.STRING,
      multiValued: true,
      actions: ['sagemaker:CreateModel'],
    });
    expect(Requirement.isNoneOf(key, ['bad']).denyStatements()).toHaveLength(2);
  });
});
