import { Aws } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { SecureSageMakerError } from '../../private/errors';
import { ConsoleAccess, type ConsoleOptions, type OwnPermissionsOptions } from '../options/console';
import { allowed, allowedIfAny } from './allowed';
import { ownArn, ownIamArn, type PermissionDefinition, sageMaker } from './definition';
import { executionRoleFaults, passRole } from './pass-role';

export function ownPermissions({ groups = [], policies = [] }: OwnPermissionsOptions): PermissionDefinition {
  const user = ['user/${aws:username}', 'user/*/${aws:username}'].map(ownIamArn);
  const publicPolicies = `arn:${Aws.PARTITION}:iam::aws:policy/*`;
  return {
    id: 'own-permissions',
    description: 'Lets IAM users see their own user, its groups and the policies that apply to it.',
    statements: [
      allowed({
        actions: [
          'iam:GetUser',
          'iam:GetUserPolicy',
          'iam:ListAttachedUserPolicies',
          'iam:ListGroupsForUser',
          'iam:ListUserPolicies',
        ],
        resources: user,
      }),
      allowed({
        actions: ['iam:GetPolicy', 'iam:GetPolicyVersion', 'iam:ListPolicyVersions'],
        resources: [publicPolicies, ...policies.map(({ managedPolicyArn }) => managedPolicyArn)],
      }),
      ...allowedIfAny({
        actions: ['iam:GetGroupPolicy', 'iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies'],
        resources: groups.map(({ groupArn }) => groupArn),
      }),
    ],
  };
}

/** All of them read or list, which a test holds against the public data. */
const LOOKING = sageMaker(
  'BatchDescribe*',
  'Describe*',
  'GetDeviceFleetReport',
  'GetLineageGroupPolicy',
  'GetModelPackageGroupPolicy',
  'GetSagemakerServicecatalogPortfolioStatus',
  'GetScalingConfigurationRecommendation',
  'GetSearchSuggestions',
  'List*',
  'QueryLineage',
  'RenderUiTemplate',
  'Search',
);

/** What the forms of the console offer to choose from; none of these actions takes a resource. */
const CHOICES = [
  'aws-marketplace:ViewSubscriptions',
  'codecommit:ListRepositories',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'iam:ListRoles',
  'kms:ListAliases',
  'secretsmanager:ListSecrets',
];

export function consoleUse(options: ConsoleOptions): PermissionDefinition {
  const { access = ConsoleAccess.READ_ONLY } = options;
  const full = access === ConsoleAccess.FULL;
  SecureSageMakerError.throwIfAny(undefined, executionRoleFaults(options, full));
  return {
    id: 'console',
    description: full ? 'Lets the SageMaker console do everything.' : 'Lets the SageMaker console show everything.',
    statements: [
      allowed({ actions: full ? ['sagemaker:*'] : LOOKING, resources: ['*'] }),
      allowed({ actions: CHOICES, resources: ['*'] }),
      allowed({
        actions: ['ecr:DescribeImages', 'ecr:DescribeRepositories'],
        resources: [ownArn('ecr', 'repository/*')],
      }),
      allowed({
        actions: ['codecommit:BatchGetRepositories', 'codecommit:GetRepository', 'codecommit:ListBranches'],
        resources: [ownArn('codecommit', '*')],
      }),
      allowed({ actions: ['kms:DescribeKey'], resources: [ownArn('kms', 'key/*')] }),
      allowed({
        actions: ['secretsmanager:DescribeSecret'],
        resources: [ownArn('secretsmanager', 'secret:AmazonSageMaker-*')],
      }),
      ...(full ? newRepositories() : []),
      ...passRole(options),
    ],
  };
}

/** What the console creates for code repositories: a repository of CodeCommit, or a secret for one elsewhere. */
function newRepositories(): iam.PolicyStatement[] {
  return [
    allowed({ actions: ['codecommit:CreateRepository'], resources: [ownArn('codecommit', '*')] }),
    allowed({
      actions: ['secretsmanager:CreateSecret'],
      resources: [ownArn('secretsmanager', 'secret:AmazonSageMaker-*')],
    }),
  ];
}
