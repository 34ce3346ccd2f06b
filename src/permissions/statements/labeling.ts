import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement, type RequirementOptions, WhenAbsent, WorkteamType } from '../../conditions';
import { SecureSageMakerError } from '../../private/errors';
import type { AugmentedAiConsoleOptions, LabelingDataOptions, LabelingWithOptions } from '../options/labeling';
import { allowed, allowedIfAny } from './allowed';
import { emptyFaults, everyOf, type PermissionDefinition, sageMaker } from './definition';
import { lifeCycle, requestedTag, tagging } from './life-cycle';
import { executionRoleFaults, passRole } from './pass-role';

const CREATE_FLOW_DEFINITION = 'sagemaker:CreateFlowDefinition';
const CREATE_LABELING_JOB = 'sagemaker:CreateLabelingJob';

/** A workflow without a human loop has no work team, and nobody sees anything of it. */
const OF_REVIEWS: RequirementOptions = { actions: [CREATE_FLOW_DEFINITION], whenAbsent: WhenAbsent.ALLOW };

export function groundTruthConsole(options: LabelingDataOptions): PermissionDefinition {
  const { buckets, functions, userPools } = options;
  SecureSageMakerError.throwIfAny(undefined, emptyFaults({ buckets, functions, userPools }));
  const manifests = [
    'groundtruthlabeling:DescribeConsoleJob',
    'groundtruthlabeling:ListDatasetObjects',
    'groundtruthlabeling:RunGenerateManifestByCrawlingJob',
  ];
  return {
    id: 'ground-truth-console',
    description: 'Lets the Ground Truth console read and write labeling data and manage its workforce.',
    statements: [...labelingData(options), ...workteams(), allowed({ actions: manifests, resources: ['*'] })],
  };
}

export function augmentedAiConsole(options: AugmentedAiConsoleOptions): PermissionDefinition {
  const { buckets, functions, userPools, workteamTypes = [WorkteamType.PRIVATE, WorkteamType.VENDOR] } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ buckets, functions, userPools, workteamTypes }),
  ]);
  return {
    id: 'augmented-ai-console',
    description: 'Lets the Augmented AI console manage human review workflows, their task templates and work teams.',
    guardrails: ['workteams'],
    statements: [
      allowed({
        actions: [CREATE_FLOW_DEFINITION],
        resources: everyOf('flow-definition'),
        requirements: [reviewedBy(workteamTypes)],
      }),
      ...humanReview(),
      ...labelingData(options),
      ...passRole(options),
    ],
  };
}

export function labelingWith(options: LabelingWithOptions): PermissionDefinition {
  const { workteamTypes = [WorkteamType.PRIVATE], workteamArns } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ workteamTypes, workteamArns }),
  ]);
  const labelers = [Requirement.isOneOf(ConditionKey.WORKTEAM_TYPE, workteamTypes, { actions: [CREATE_LABELING_JOB] })];
  const reviewers = [reviewedBy(workteamTypes)];
  if (workteamArns) {
    labelers.push(Requirement.matches(ConditionKey.WORKTEAM_ARN, workteamArns));
    reviewers.push(Requirement.matches(ConditionKey.WORKTEAM_ARN, workteamArns, OF_REVIEWS));
  }
  return {
    id: 'labeling-with',
    description: `Allows labeling jobs and human review workflows with work teams of the kind ${workteamTypes.join(' or ')}.`,
    guardrails: ['workteams'],
    statements: [
      allowed({
        actions: [CREATE_LABELING_JOB],
        resources: everyOf('labeling-job'),
        requirements: [...labelers, ...requestedTag(options)],
      }),
      allowed({
        actions: [CREATE_FLOW_DEFINITION],
        resources: everyOf('flow-definition'),
        requirements: [...reviewers, ...requestedTag(options)],
      }),
      ...lifeCycle({ ...options, operations: ['CreateFlowDefinition', 'CreateLabelingJob'] }),
    ],
  };
}

function reviewedBy(types: readonly WorkteamType[]): Requirement {
  return Requirement.isOneOf(ConditionKey.WORKTEAM_TYPE, [...types], OF_REVIEWS);
}

/** What the console lists; none of these actions takes a resource. */
const REVIEW_LISTS = [
  ...sageMaker('ListFlowDefinitions', 'ListHumanLoops', 'ListHumanTaskUis', 'RenderUiTemplate'),
  'iam:ListRoles',
];

const WORKTEAMS = sageMaker(
  'CreateWorkteam',
  'DeleteWorkteam',
  'DescribeSubscribedWorkteam',
  'DescribeWorkteam',
  'ListLabelingJobsForWorkteam',
  'UpdateWorkteam',
);

function humanReview(): iam.PolicyStatement[] {
  return [
    allowed({
      actions: sageMaker('DeleteFlowDefinition', 'DescribeFlowDefinition', 'StartHumanLoop'),
      resources: everyOf('flow-definition'),
    }),
    allowed({
      actions: sageMaker('DeleteHumanLoop', 'DescribeHumanLoop', 'StopHumanLoop'),
      resources: everyOf('human-loop'),
    }),
    allowed({
      actions: sageMaker('CreateHumanTaskUi', 'DeleteHumanTaskUi', 'DescribeHumanTaskUi'),
      resources: everyOf('human-task-ui'),
    }),
    ...tagging(['CreateFlowDefinition', 'CreateHumanTaskUi']),
    ...workteams(),
    allowed({ actions: REVIEW_LISTS, resources: ['*'] }),
  ];
}

/** Teams of a workforce that exists, with their members. */
function workteams(): iam.PolicyStatement[] {
  return [
    allowed({ actions: WORKTEAMS, resources: everyOf('workteam') }),
    allowed({ actions: sageMaker('DescribeWorkforce'), resources: everyOf('workforce') }),
    ...tagging(['CreateWorkteam']),
    allowed({
      actions: sageMaker('ListSubscribedWorkteams', 'ListWorkforces', 'ListWorkteams'),
      resources: ['*'],
    }),
  ];
}

/** Workers belong to groups of a user pool; the pools themselves are not made or changed here. */
const WORKFORCE = [
  'cognito-idp:AdminAddUserToGroup',
  'cognito-idp:AdminCreateUser',
  'cognito-idp:AdminDeleteUser',
  'cognito-idp:AdminDisableUser',
  'cognito-idp:AdminEnableUser',
  'cognito-idp:AdminRemoveUserFromGroup',
  'cognito-idp:CreateGroup',
  'cognito-idp:CreateUserPoolClient',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:DescribeUserPoolClient',
  'cognito-idp:ListGroups',
  'cognito-idp:ListIdentityProviders',
  'cognito-idp:ListUserPoolClients',
  'cognito-idp:ListUsers',
  'cognito-idp:ListUsersInGroup',
  'cognito-idp:UpdateUserPoolClient',
];

/** What the console offers to choose from; none of these actions takes a resource. */
const CHOICES = [
  'aws-marketplace:ViewSubscriptions',
  'cognito-idp:ListUserPools',
  'lambda:ListFunctions',
  's3:ListAllMyBuckets',
];

function labelingData({ buckets, functions = [], userPools = [] }: LabelingDataOptions): iam.PolicyStatement[] {
  const objects = buckets.map(({ bucketRef }) => `${bucketRef.bucketArn}/*`);
  return [
    allowed({ actions: ['s3:GetObject', 's3:PutObject'], resources: objects }),
    allowed({
      actions: ['s3:GetBucketLocation', 's3:ListBucket'],
      resources: buckets.map(({ bucketRef }) => bucketRef.bucketArn),
    }),
    ...allowedIfAny({
      actions: ['lambda:InvokeFunction'],
      resources: functions.map(({ functionRef }) => functionRef.functionArn),
    }),
    ...allowedIfAny({
      actions: WORKFORCE,
      resources: userPools.map(({ userPoolRef }) => userPoolRef.userPoolArn),
    }),
    allowed({ actions: CHOICES, resources: ['*'] }),
  ];
}
