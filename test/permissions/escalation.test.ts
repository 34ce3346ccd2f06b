import * as iam from 'aws-cdk-lib/aws-iam';
import { escalations } from './escalation';
import { SAMPLES } from './table';
import { newStack } from './table/parameters';

/** Whoever asks for it by name gets every operation of SageMaker, and so the roles of all that it opens. */
const BY_NAME: Record<string, string[]> = {
  'console with full access': [
    'every action: sagemaker:*',
    'sagemaker:CreateNotebookInstanceLifecycleConfig',
    'sagemaker:CreateStudioLifecycleConfig',
    'sagemaker:UpdateNotebookInstanceLifecycleConfig',
    'sagemaker:CreatePresignedDomainUrl',
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    'sagemaker:StartSession',
  ],
};

test.each(Object.keys(SAMPLES))('%s leads to no more permissions than it says', (name) => {
  const found = SAMPLES[name](newStack()).statements().flatMap(escalations);
  expect(found).toEqual(BY_NAME[name] ?? []);
});

const SAGEMAKER = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } };
const ROLE = 'arn:aws:iam::111122223333:role/execution';

describe('the search for ways to more permissions', () => {
  test.each<[string, iam.PolicyStatementProps, string[]]>([
    [
      'the documented console policy',
      { actions: ['iam:ListRoles', 'iam:CreateRole', 'iam:CreatePolicy', 'iam:AttachRolePolicy'], resources: ['*'] },
      ['iam:AttachRolePolicy', 'iam:CreatePolicy', 'iam:CreateRole'],
    ],
    [
      'every action',
      { actions: ['*'], resources: ['x'] },
      expect.arrayContaining(['every action: *', 'iam:PutUserPolicy']),
    ],
    [
      'every action of IAM',
      { actions: ['iam:*'], resources: ['x'] },
      expect.arrayContaining(['every action: iam:*', 'iam:CreateAccessKey']),
    ],
    [
      'a wildcard that hides one',
      { actions: ['iam:Put*Policy'], resources: [ROLE] },
      ['iam:PutGroupPolicy', 'iam:PutRolePolicy', 'iam:PutUserPolicy'],
    ],
    ['another case', { actions: ['iam:createaccesskey'], resources: [ROLE] }, ['iam:CreateAccessKey']],
    ['everything but something', { notActions: ['iam:*'], resources: ['*'] }, ['everything but something']],
    [
      'passing every role',
      { actions: ['iam:PassRole'], resources: ['*'], conditions: SAGEMAKER },
      ['iam:PassRole of *'],
    ],
    [
      'passing every role of the account',
      { actions: ['iam:PassRole'], resources: ['arn:aws:iam::111122223333:role/*'], conditions: SAGEMAKER },
      ['iam:PassRole of arn:aws:iam::111122223333:role/*'],
    ],
    ['passing to every service', { actions: ['iam:PassRole'], resources: [ROLE] }, ['iam:PassRole to other services']],
    [
      'assuming every role',
      { actions: ['sts:AssumeRole'], resources: ['*'] },
      ['sts:AssumeRole', 'sts:AssumeRole of every role'],
    ],
    [
      'changing a function',
      { actions: ['lambda:UpdateFunctionCode'], resources: ['x'] },
      ['lambda:UpdateFunctionCode'],
    ],
    [
      'changing lifecycle scripts',
      { actions: ['sagemaker:UpdateNotebookInstanceLifecycleConfig'], resources: ['x'] },
      ['sagemaker:UpdateNotebookInstanceLifecycleConfig'],
    ],
    [
      'opening every notebook instance',
      { actions: ['sagemaker:CreatePresigned*'], resources: ['*'] },
      ['sagemaker:CreatePresignedDomainUrl', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
    ],
  ])('finds %s', (_, props, found) => {
    expect(escalations(new iam.PolicyStatement(props))).toEqual(found);
  });

  test('lets be what is limited, and denials', () => {
    expect(
      escalations(new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [ROLE], conditions: SAGEMAKER })),
    ).toEqual([]);
    expect(
      escalations(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['iam:*'], resources: ['*'] })),
    ).toEqual([]);
  });
});
