import type * as iam from 'aws-cdk-lib/aws-iam';

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Whoever may do one of these to something of their choice has what an administrator has. */
const TAKEOVERS = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateRole',
  'iam:CreateServiceSpecificCredential',
  'iam:DeactivateMFADevice',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutGroupPolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:TagRole',
  'iam:TagUser',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'lambda:AddPermission',
  'lambda:CreateEventSourceMapping',
  'lambda:CreateFunction',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'cloudformation:CreateStack',
  'codebuild:StartBuild',
  'ec2:RunInstances',
  'glue:UpdateDevEndpoint',
  'ssm:SendCommand',
  'sts:SetSourceIdentity',
  'sts:TagSession',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  's3:PutBucketPolicy',
  'secretsmanager:GetSecretValue',
  'cognito-idp:AdminSetUserPassword',
];

/** Actions that run as some role: harmless only where the resource or a condition says which one. */
const USES_OF_ROLES = [
  'sagemaker:CreatePresignedDomainUrl',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sagemaker:StartSession',
  'sts:AssumeRole',
];

/** Scripts that run as root with the role of whoever has the configuration. */
const SCRIPTS = [
  'sagemaker:CreateNotebookInstanceLifecycleConfig',
  'sagemaker:CreateStudioLifecycleConfig',
  'sagemaker:UpdateNotebookInstanceLifecycleConfig',
];

/** The ways of a statement to more permissions than it seems to give. */
export function escalations(statement: iam.PolicyStatement): string[] {
  const json = statement.toStatementJson() as Statement;
  if (json.Effect !== 'Allow') {
    return [];
  }
  const actions = [json.Action ?? []].flat();
  const resources = [json.Resource ?? []].flat().map(String);
  const may = (wanted: string) => actions.some((action) => matches(action, wanted));
  const open = resources.some((resource) => resource === '*' || resource.endsWith(':*') || resource.endsWith('/*'));
  const found = [
    ...actions
      .filter((action) => action === '*' || /^[^:]+:\*$/.test(action))
      .map((action) => `every action: ${action}`),
    ...[...TAKEOVERS, ...SCRIPTS].filter(may),
  ];
  if (json.NotAction || json.NotResource) {
    found.push('everything but something');
  }
  if (may('iam:PassRole')) {
    found.push(...passedRoles(resources, json.Condition));
  }
  if (open && !json.Condition) {
    found.push(...USES_OF_ROLES.filter(may));
  }
  if (open && may('sts:AssumeRole')) {
    found.push('sts:AssumeRole of every role');
  }
  return found;
}

function passedRoles(resources: readonly string[], condition: Statement['Condition']): string[] {
  const to = [condition?.StringEquals?.['iam:PassedToService'] ?? []].flat();
  const found = resources
    .filter((resource) => /(^\*|:\*|role\/?\*)/.test(resource))
    .map((resource) => `iam:PassRole of ${resource}`);
  if (to.length !== 1 || to[0] !== 'sagemaker.amazonaws.com') {
    found.push('iam:PassRole to other services');
  }
  return found;
}

function matches(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
}
