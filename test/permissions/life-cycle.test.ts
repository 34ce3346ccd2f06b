import type { Stack } from 'aws-cdk-lib';
import { permissions } from '../../src';
import { ACTIONS, RESOURCE_TYPE_ACTIONS } from '../../src/conditions/catalogue';
import { namesAction } from '../../src/private/decisions/decision';
import type { Statement } from '../../src/private/decisions/document';
import { faultsOf } from '../faults';
import { statementsIn } from './combination/requests';
import { SAMPLES } from './table';
import { endpoints, newStack, roles } from './table/parameters';

/** Permissions whose actions the caller names one by one. */
const NAMED_ACTIONS = ['allow', 'apiFromAddresses', 'apiFromVpc', 'union'];
/** Permissions that only add to what another permission creates. */
const CREATING = Object.keys(SAMPLES).filter((name) => !NAMED_ACTIONS.includes(name.split(' ')[0]));

/** Verbs of operations that belong to the life cycle of what `Create` makes. */
const VERBS = ['Describe', 'Start', 'Stop', 'Update'];

function companionsOf(operation: string, deletes: boolean): string[] {
  const noun = operation.replace(/^Create/, '');
  const onResource = [...VERBS, ...(deletes ? ['Delete'] : [])].map((verb) => `${verb}${noun}`);
  const lists = ACTIONS.filter((name) => new RegExp(`^List${noun.replace(/V2$/, '')}s$`).test(name));
  const types = Object.entries(RESOURCE_TYPE_ACTIONS).filter(([, names]) => names.includes(operation));
  const tags = ['AddTags', 'ListTags'].filter((name) => types.some(([, names]) => names.includes(name)));
  return [...onResource, ...lists, ...tags].filter((name) => ACTIONS.includes(name)).map((name) => `sagemaker:${name}`);
}

function names(statements: readonly Statement[], action: string): boolean {
  return statements.some((statement) => namesAction(statement, action));
}

function createdBy(statements: readonly Statement[]): string[] {
  return ACTIONS.filter((name) => /^Create(?!.*Presigned)/.test(name) && names(statements, `sagemaker:${name}`));
}

function missing(stack: Stack, name: string): string[] {
  const statements = statementsIn(stack, SAMPLES[name](stack));
  const tagged = statements.some(({ conditions }) => conditions.some(({ key }) => key.startsWith('aws:resourcetag/')));
  return createdBy(statements).flatMap((operation) =>
    companionsOf(operation, tagged)
      .filter((action) => !names(statements, action))
      .map((action) => `${operation} without ${action}`),
  );
}

test.each(CREATING)('%s allows the whole life cycle of what it creates', (name) => {
  expect(missing(newStack(), name)).toEqual([]);
});

describe('a job', () => {
  const stack = newStack();
  const json = (permission: permissions.Permission) =>
    permission.statements().map((statement) => stack.resolve(statement.toStatementJson()));
  const statementFor = (permission: permissions.Permission, action: string) =>
    json(permission).find(({ Action }) => [Action].flat().includes(action));

  test('has logs and metrics', () => {
    const permission = permissions.Permission.isolatedTraining(roles(stack));
    expect(JSON.stringify(statementFor(permission, 'logs:GetLogEvents').Resource)).toContain(
      ':log-group:/aws/sagemaker/TrainingJobs:*',
    );
    expect(statementFor(permission, 'cloudwatch:GetMetricData').Resource).toBe('*');
  });

  test('of a team is created with the tag, and only the jobs of the team are stopped and deleted', () => {
    const tag = permissions.TagMatch.oneOf('Project', ['churn']);
    const permission = permissions.Permission.isolatedTraining({ ...roles(stack), tag });
    const requested = { 'aws:RequestTag/Project': ['churn'] };
    const existing = { 'aws:ResourceTag/Project': ['churn'] };
    expect(statementFor(permission, 'sagemaker:CreateTrainingJob').Condition.StringEquals).toEqual(requested);
    for (const action of ['StopTrainingJob', 'DeleteTrainingJob', 'DescribeTrainingJob', 'UpdateTrainingJob']) {
      expect(statementFor(permission, `sagemaker:${action}`).Condition.StringEquals).toEqual(existing);
    }
  });

  test('without a tag is deleted by nobody', () => {
    const permission = permissions.Permission.isolatedTraining(roles(stack));
    expect(statementFor(permission, 'sagemaker:DeleteTrainingJob')).toBeUndefined();
  });

  test('is updated without remote debugging, and only to approved instance types', () => {
    const permission = permissions.Permission.trainingOnInstanceTypes({ ...roles(stack), instanceTypes: ['ml.c5.*'] });
    expect(statementFor(permission, 'sagemaker:UpdateTrainingJob').Condition).toEqual({
      BoolIfExists: { 'sagemaker:EnableRemoteDebug': ['false'] },
      'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': ['ml.c5.*'] },
    });
  });
});

describe('a secure notebook instance', () => {
  const stack = newStack();
  const tag = permissions.TagMatch.oneOf('Project', ['churn']);
  const opens = (options: Partial<permissions.SecureNotebooksOptions>) =>
    names(
      statementsIn(stack, permissions.Permission.secureNotebooks({ ...roles(stack), ...options })),
      'sagemaker:CreatePresignedNotebookInstanceUrl',
    );

  test('is opened by those who have a tag of their own', () => {
    expect([opens({}), opens({ tag }), opens({ tag, endpoints: endpoints(stack) })]).toEqual([false, true, true]);
  });

  test('is not opened through endpoints without a tag', () => {
    expect(faultsOf(() => opens({ endpoints: endpoints(stack) }))).toEqual([
      'ConflictingProps: endpoints need tag, got none: only URLs of tagged notebook instances may be made',
    ]);
  });
});
