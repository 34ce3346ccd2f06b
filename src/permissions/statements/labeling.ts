import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement, WhenAbsent, WorkteamType } from '../../conditions';
import { SecureSageMakerError } from '../../private/errors';
import type { AugmentedAiConsoleOptions } from '../props/augmented-ai-console-props';
import type { LabelingDataOptions } from '../props/labeling-data-props';
import type { LabelingWithOptions } from '../props/labeling-with-props';
import { allowed } from './allowed';
import { emptyFaults } from './checks';
import type { PermissionDefinition } from './definition';
import { executionRoleFaults, passRole } from './pass-role';
import { everyOf } from './resources';

const CREATE_FLOW_DEFINITION = 'sagemaker:CreateFlowDefinition';
const CREATE_LABELING_JOB = 'sagemaker:CreateLabelingJob';

export function groundTruthConsole(options: LabelingDataOptions): PermissionDefinition {
  const { buckets, functions, userPools } = options;
  SecureSageMakerError.throwIfAny(undefined, emptyFaults({ buckets, functions, userPools }));
  const manifests = ['DescribeConsoleJob', 'ListDatasetObjects', 'RunGenerateManifestByCrawlingJob'];
  return {
    id: 'ground-truth-console',
    description: 'Lets the Ground Truth console read and write labeling data and manage its workforce.',
    statements: [
      ...labelingData(options),
      allowed({ actions: manifests.map((name) => `groundtruthlabeling:${name}`), resources: ['*'] }),
    ],
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
    guardrail: 'workteams',
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
  const teams = workteamArns ? [Requirement.matches(ConditionKey.WORKTEAM_ARN, workteamArns)] : [];
  const reviewTeams = workteamArns
    ? [
        Requirement.matches(ConditionKey.WORKTEAM_ARN, workteamArns, {
          actions: [CREATE_FLOW_DEFINITION],
          whenAbsent: WhenAbsent.ALLOW,
        }),
      ]
    : [];
  return {
    id: 'labeling-with',
    description: `Allows labeling jobs and human review workflows with work teams of the kind ${workteamTypes.join(' or ')}.`,
    guardrail: 'workteams',
    statements: [
      allowed({
        actions: [CREATE_LABELING_JOB],
        resources: everyOf('labeling-job'),
        requirements: [
          Requirement.isOneOf(ConditionKey.WORKTEAM_TYPE, workteamTypes, { actions: [CREATE_LABELING_JOB] }),
          ...teams,
        ],
      }),
      allowed({
        actions: [CREATE_FLOW_DEFINITION],
        resources: everyOf('flow-definition'),
        requirements: [reviewedBy(workteamTypes), ...reviewTeams],
      }),
      ...passRole(options),
    ],
  };
}

/** A workflow without a human loop has no work team, and nobody sees anything of it. */
function reviewedBy(types: readonly WorkteamType[]): Requirement {
  return Requirement.isOneOf(ConditionKey.WORKTEAM_TYPE, [...types], {
    actions: [CREATE_FLOW_DEFINITION],
    whenAbsent: WhenAbsent.ALLOW,
  });
}

function humanReview(): iam.PolicyStatement[] {
  const sagemaker = (...names: string[]) => names.map((name) => `sagemaker:${name}`);
  const lists = [
    'ListFlowDefinitions',
    'ListHumanLoops',
    'ListHumanTaskUis',
    'ListSubscribedWorkteams',
    'ListWorkforces',
    'ListWorkteams',
  ];
  const workteams = sagemaker(
    'CreateWorkteam',
    'DeleteWorkteam',
    'DescribeSubscribedWorkteam',
    'DescribeWorkteam',
    'UpdateWorkteam',
  );
  return [
    allowed({
      actions: sagemaker('DeleteFlowDefinition', 'DescribeFlowDefinition', 'StartHumanLoop'),
      resources: everyOf('flow-definition'),
    }),
    allowed({
      actions: sagemaker('DeleteHumanLoop', 'DescribeHumanLoop', 'StopHumanLoop'),
      resources: everyOf('human-loop'),
    }),
    allowed({
      actions: sagemaker('CreateHumanTaskUi', 'DeleteHumanTaskUi', 'DescribeHumanTaskUi'),
      resources: everyOf('human-task-ui'),
    }),
    allowed({ actions: workteams, resources: everyOf('workteam') }),
    allowed({ actions: sagemaker('DescribeWorkforce'), resources: everyOf('workforce') }),
    allowed({ actions: [...sagemaker(...lists, 'RenderUiTemplate'), 'iam:ListRoles'], resources: ['*'] }),
  ];
}

/** Workers belong to groups of a user pool; the pools themselves are not made or changed here. */
const WORKFORCE = [
  ...[
    'AdminAddUserToGroup',
    'AdminCreateUser',
    'AdminDeleteUser',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminRemoveUserFromGroup',
  ],
  ...[
    'CreateGroup',
    'CreateUserPoolClient',
    'DescribeUserPool',
    'DescribeUserPoolClient',
    'ListGroups',
    'ListIdentityProviders',
  ],
  ...['ListUserPoolClients', 'ListUsers', 'ListUsersInGroup', 'UpdateUserPoolClient'],
].map((name) => `cognito-idp:${name}`);

function labelingData({ buckets, functions = [], userPools = [] }: LabelingDataOptions): iam.PolicyStatement[] {
  const objects = buckets.map(({ bucketRef }) => `${bucketRef.bucketArn}/*`);
  const choices = [
    'aws-marketplace:ViewSubscriptions',
    'cognito-idp:ListUserPools',
    'lambda:ListFunctions',
    's3:ListAllMyBuckets',
  ];
  return [
    allowed({ actions: ['s3:GetObject', 's3:PutObject'], resources: objects }),
    allowed({
      actions: ['s3:GetBucketLocation', 's3:ListBucket'],
      resources: buckets.map(({ bucketRef }) => bucketRef.bucketArn),
    }),
    ...(functions.length
      ? [
          allowed({
            actions: ['lambda:InvokeFunction'],
            resources: functions.map(({ functionRef }) => functionRef.functionArn),
          }),
        ]
      : []),
    ...(userPools.length
      ? [allowed({ actions: WORKFORCE, resources: userPools.map(({ userPoolRef }) => userPoolRef.userPoolArn) })]
      : []),
    allowed({ actions: choices, resources: ['*'] }),
  ];
}
