import { allowing, on, type Place, type Row, row, type Specification } from '../../specification';
import { arnIfSent, arnLike, is, isIfSent, type Term } from '../../terms';
import { KEY } from '../keys';
import { ofTypes, passingRole, readingLogs, taggingOnCreate, watching } from './common';

const READS = [
  ...['BatchDescribe*', 'Describe*', 'List*', 'GetDeviceFleetReport', 'GetLineageGroupPolicy', 'QueryLineage'],
  ...['GetModelPackageGroupPolicy', 'GetSagemakerServicecatalogPortfolioStatus', 'RenderUiTemplate', 'Search'],
  ...['GetScalingConfigurationRecommendation', 'GetSearchSuggestions'],
];

/** What the console shows for choosing, and what it may do in SageMaker. */
function console(at: Place, sageMaker: readonly string[], isFull = false): Row[] {
  const [newRepository, newSecret] = isFull
    ? [['codecommit:CreateRepository'], ['secretsmanager:CreateSecret']]
    : [[], []];
  return [
    row([
      ...['aws-marketplace:ViewSubscriptions', 'codecommit:ListRepositories', 'iam:ListRoles', 'kms:ListAliases'],
      ...['ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs', 'secretsmanager:ListSecrets'],
      ...sageMaker,
    ]),
    on(
      [at.arn('codecommit', '*')],
      row(['codecommit:BatchGetRepositories', 'codecommit:GetRepository', 'codecommit:ListBranches', ...newRepository]),
    ),
    on([at.arn('ecr', 'repository/*')], row(['ecr:DescribeImages', 'ecr:DescribeRepositories'])),
    on([at.arn('kms', 'key/*')], row(['kms:DescribeKey'])),
    on([at.arn('secretsmanager', 'secret:AmazonSageMaker-*')], row(['secretsmanager:DescribeSecret', ...newSecret])),
  ];
}

function ownPermissions(at: Place): Row[] {
  const { partition } = at.environment;
  const user = ['user/${aws:username}', 'user/*/${aws:username}'].map((name) => at.iam(name));
  return [
    on(
      [`arn:${partition}:iam::aws:policy/*`],
      row(['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListPolicyVersions']),
    ),
    on(
      user,
      row([
        ...['iam:GetUser', 'iam:GetUserPolicy', 'iam:ListUserPolicies'],
        ...['iam:ListAttachedUserPolicies', 'iam:ListGroupsForUser'],
      ]),
    ),
  ];
}

/** The data of labeling: its buckets, functions, and workers. */
function labelingData(at: Place): Row[] {
  const bucket = `arn:${at.environment.partition}:s3:::labels`;
  const workers = [
    ...['AdminAddUserToGroup', 'AdminCreateUser', 'AdminDeleteUser', 'AdminDisableUser', 'AdminEnableUser'],
    ...['AdminRemoveUserFromGroup', 'CreateGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup'],
    ...['CreateUserPoolClient', 'DescribeUserPool', 'DescribeUserPoolClient', 'ListIdentityProviders'],
    ...['ListUserPoolClients', 'UpdateUserPoolClient'],
  ];
  return [
    on([bucket], row(['s3:GetBucketLocation', 's3:ListBucket'])),
    on([`${bucket}/*`], row(['s3:GetObject', 's3:PutObject'])),
    on([at.arn('lambda', 'function:before-labeling')], row(['lambda:InvokeFunction'])),
    on([at.arn('cognito-idp', 'userpool/pool_Workers')], row(workers.map((name) => `cognito-idp:${name}`))),
  ];
}

function workTeams(at: Place): Row[] {
  const teams = ofTypes(at, 'workteam');
  return [
    on(
      teams,
      row([
        ...['CreateWorkteam', 'DeleteWorkteam', 'DescribeSubscribedWorkteam', 'DescribeWorkteam', 'UpdateWorkteam'],
        'ListLabelingJobsForWorkteam',
      ]),
    ),
    ...taggingOnCreate(teams, ['CreateWorkteam']),
    on(ofTypes(at, 'workforce'), row(['DescribeWorkforce'])),
  ];
}

const LISTED = [
  ...['aws-marketplace:ViewSubscriptions', 'cognito-idp:ListUserPools', 'lambda:ListFunctions', 's3:ListAllMyBuckets'],
  ...['ListSubscribedWorkteams', 'ListWorkforces', 'ListWorkteams'],
];

function augmentedAi(at: Place): Row[] {
  const [flows, pages] = [ofTypes(at, 'flow-definition'), ofTypes(at, 'human-task-ui')];
  const listed = ['iam:ListRoles', 'ListFlowDefinitions', 'ListHumanLoops', 'ListHumanTaskUis', 'RenderUiTemplate'];
  return [
    row([...LISTED, ...listed]),
    passingRole(at),
    ...labelingData(at),
    ...workTeams(at),
    on(flows, row(['CreateFlowDefinition'], isIfSent(KEY.workteamType, 'private-crowd', 'vendor-crowd'))),
    on(flows, row(['DeleteFlowDefinition', 'DescribeFlowDefinition', 'StartHumanLoop'])),
    on(pages, row(['CreateHumanTaskUi', 'DeleteHumanTaskUi', 'DescribeHumanTaskUi'])),
    on(ofTypes(at, 'human-loop'), row(['DeleteHumanLoop', 'DescribeHumanLoop', 'StopHumanLoop'])),
    ...taggingOnCreate([...flows, ...pages], ['CreateFlowDefinition', 'CreateHumanTaskUi']),
  ];
}

/** Labeling jobs always name a team; a review workflow without one is for a public workforce, which is not created. */
function labeling(at: Place, job: readonly Term[], flow: readonly Term[]): Row[] {
  const [flows, jobs] = [ofTypes(at, 'flow-definition'), ofTypes(at, 'labeling-job')];
  return [
    passingRole(at),
    watching('ListFlowDefinitions', 'ListLabelingJobs'),
    readingLogs(at, 'LabelingJobs'),
    on(jobs, row(['CreateLabelingJob'], ...job)),
    on(flows, row(['CreateFlowDefinition'], ...flow)),
    on([...flows, ...jobs], row(['DescribeFlowDefinition', 'DescribeLabelingJob', 'StopLabelingJob'])),
    ...taggingOnCreate([...flows, ...jobs], ['CreateFlowDefinition', 'CreateLabelingJob']),
  ];
}

export function consoles(at: Place): Record<string, Specification> {
  const groundTruth = ['DescribeConsoleJob', 'ListDatasetObjects', 'RunGenerateManifestByCrawlingJob'];
  const team = at.own('workteam/private-crowd/team-*');
  return {
    ownPermissions: allowing(...ownPermissions(at)),
    'ownPermissions with groups and policies': allowing(
      ...ownPermissions(at),
      on(
        [at.iam('group/science')],
        row(['iam:GetGroupPolicy', 'iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies']),
      ),
      on([at.iam('policy/science')], row(['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListPolicyVersions'])),
    ),
    console: allowing(...console(at, READS), passingRole(at)),
    'console without roles': allowing(...console(at, READS)),
    'console with full access': allowing(...console(at, ['sagemaker:*'], true), passingRole(at)),
    groundTruthConsole: allowing(
      row([...LISTED, ...groundTruth.map((name) => `groundtruthlabeling:${name}`)]),
      ...labelingData(at),
      ...workTeams(at),
    ),
    augmentedAiConsole: allowing(...augmentedAi(at)),
    labelingWith: allowing(
      ...labeling(at, [is(KEY.workteamType, 'private-crowd')], [isIfSent(KEY.workteamType, 'private-crowd')]),
    ),
    'labelingWith named teams': allowing(
      ...labeling(
        at,
        [is(KEY.workteamType, 'private-crowd'), arnLike(KEY.workteam, team)],
        [isIfSent(KEY.workteamType, 'private-crowd'), arnIfSent(KEY.workteam, team)],
      ),
    ),
  };
}
