import { conditions } from '../../src';
import { examplesFor, requestsFor } from './oracle';
import { type Context, decideAllowed, decideDenied, everyKey } from './support';

const { WhenAbsent, Requirement } = conditions;

const PRESENCE_ONLY = 'sagemaker:FeatureGroupOfflineStoreConfig';
/** The simulator takes a number of keys for one action only; the first and last one stand for the others. */
const KEYS = everyKey().filter(([, key]) => key.actions.length > 0 || key.everyAction);
const COMPARED = KEYS.filter(([, { name }]) => name !== PRESENCE_ONLY);

function actionsUnder(key: conditions.ConditionKey): string[] {
  return key.everyAction
    ? ['sagemaker:CreateModel']
    : [...new Set([key.actions[0], key.actions[key.actions.length - 1]])];
}

function contextOf(key: conditions.ConditionKey, values: readonly string[] | undefined): Context {
  return values ? { [key.name]: key.multiValued ? [...values] : values[0] } : {};
}

describe.each(COMPARED)('a requirement on %s', (_, key) => {
  test.each(examplesFor(key).map((example) => [example.kind, example] as const))(
    'decides %s as plain code does, denied or allowed by it',
    async (_kind, example) => {
      const wrong: string[] = [];
      for (const whenAbsent of [WhenAbsent.DENY, WhenAbsent.ALLOW]) {
        for (const action of actionsUnder(key)) {
          const requirement = example.make(key, { actions: [action], whenAbsent });
          for (const values of requestsFor(key, example)) {
            const met = values ? values.every(example.meets) : whenAbsent === WhenAbsent.ALLOW;
            const context = contextOf(key, values);
            const denied = await decideDenied(requirement.denyStatements(), action, context);
            const allowed = await decideAllowed(requirement.allowCondition(), action, context);
            if (
              denied !== (met ? 'Allowed' : 'ExplicitlyDenied') ||
              allowed !== (met ? 'Allowed' : 'ImplicitlyDenied')
            ) {
              wrong.push(`${action} ${whenAbsent} ${JSON.stringify(values)}: ${denied}, ${allowed}`);
            }
          }
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});

describe.each(KEYS)('the presence of %s', (_, key) => {
  const [action] = actionsUnder(key);
  const sent = key.name === PRESENCE_ONLY ? ['true'] : [...examplesFor(key)[0].good];

  test.each([
    ['present', Requirement.isPresent(key, [action]), true],
    ['absent', Requirement.isAbsent(key, [action]), false],
  ])('decides %s', async (_kind, requirement, wanted) => {
    for (const values of [sent, undefined]) {
      const met = (values !== undefined) === wanted;
      expect(await decideDenied(requirement.denyStatements(), action, contextOf(key, values))).toBe(
        met ? 'Allowed' : 'ExplicitlyDenied',
      );
      expect(await decideAllowed(requirement.allowCondition(), action, contextOf(key, values))).toBe(
        met ? 'Allowed' : 'ImplicitlyDenied',
      );
    }
  });
});

describe('a requirement with a policy variable', () => {
  const key = conditions.ConditionKey.resourceTag('Project');
  const own = Requirement.isOneOf(key, ['${aws:PrincipalTag/Project}'], {
    actions: ['sagemaker:DescribeNotebookInstance'],
  });
  const action = 'sagemaker:DescribeNotebookInstance';

  test.each([
    ['the same', { 'aws:ResourceTag/Project': 'A', 'aws:PrincipalTag/Project': 'A' }, 'Allowed'],
    ['another', { 'aws:ResourceTag/Project': 'B', 'aws:PrincipalTag/Project': 'A' }, 'ExplicitlyDenied'],
    ['none on the resource', { 'aws:PrincipalTag/Project': 'A' }, 'ExplicitlyDenied'],
    ['none on the caller', { 'aws:ResourceTag/Project': 'A' }, 'ExplicitlyDenied'],
    ['none at all', {}, 'ExplicitlyDenied'],
  ])('denies every value but the own one: %s', async (_name, context, decision) => {
    expect(await decideDenied(own.denyStatements(), action, context)).toBe(decision);
  });

  test('leaves other actions alone', async () => {
    expect(await decideDenied(own.denyStatements(), 'sagemaker:DescribeTrainingJob', {})).toBe('Allowed');
  });
});
