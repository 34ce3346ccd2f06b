import { Rule } from '../../../src/compliance';
import { and, type Breaking, fail, replaced, unknown, without, withoutStatement } from './kinds';

/** Statements of the service control policy by what they are for. */
const SCP = Object.fromEntries(
  [
    ...[
      'notebookRoot',
      'notebookRootLater',
      'notebookInternet',
      'isolation',
      'isolationAbsent',
      'instanceTypes',
      'instanceTypesAbsent',
    ],
    ...['subnets', 'subnetsAbsent', 'notebookKey', 'ownSpaces'],
  ].map((name, index) => [name, `Content.Statement.${index}`]),
);

const [TRAIN, PASS_ROLE, OWN_STUDIO, READING, TAG_ON_CREATE] = Array.from(
  { length: 5 },
  (_, index) => `PolicyDocument.Statement.${index}`,
);
const PASSED_ROLE = { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' };
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess';

function guardrail(rule: Rule, path: string, to?: unknown): Breaking {
  return fail(rule, 'Guardrails', path, to);
}

function allowStatement(rule: Rule, path: string, to?: unknown): Breaking {
  return fail(rule, 'Developing', path, to);
}

const DENY_STATEMENTS: readonly Breaking[] = [
  guardrail(Rule.POLICY_DENY_MISSING_KEY, `${SCP.notebookRoot}.Condition`, {
    StringEquals: { 'sagemaker:RootAccess': 'Enabled' },
  }),
  guardrail(Rule.POLICY_DENY_MISSING_KEY, `${SCP.notebookInternet}.Condition`, {
    StringNotEqualsIfExists: { 'sagemaker:DirectInternetAccess': 'Disabled' },
    Null: { 'sagemaker:DirectInternetAccess': 'false' },
  }),
  guardrail(Rule.POLICY_DENY_MISSING_KEY, `${SCP.isolationAbsent}.Effect`, 'Allow'),
  guardrail(Rule.POLICY_DENY_MISSING_KEY, `${SCP.subnets}.Condition`, {
    'ForAllValues:StringNotEquals': { 'sagemaker:VpcSubnets': ['subnet-0123456789abcdef0'] },
  }),
  guardrail(Rule.POLICY_DENY_MISSING_KEY, `${SCP.notebookKey}.Condition`, {
    ArnNotLike: { 'sagemaker:VolumeKmsKeyArn': 'arn:aws:kms:*:111122223333:key/*' },
  }),
  guardrail(Rule.POLICY_DENY_SAFE_VALUE, `${SCP.notebookRoot}.Condition`, {
    StringEquals: { 'sagemaker:RootAccess': 'Disabled' },
  }),
  guardrail(Rule.POLICY_DENY_SAFE_VALUE, `${SCP.isolation}.Condition`, {
    Bool: { 'sagemaker:NetworkIsolation': 'true' },
  }),
  guardrail(Rule.POLICY_DENY_SAFE_VALUE, `${SCP.subnetsAbsent}.Condition`, {
    Null: { 'sagemaker:VpcSubnets': 'false' },
  }),
  guardrail(Rule.POLICY_DENY_COMBINED_SETTINGS, `${SCP.notebookInternet}.Condition.StringNotEquals`, {
    'sagemaker:DirectInternetAccess': 'Disabled',
    'sagemaker:RootAccess': 'Disabled',
  }),
  guardrail(Rule.POLICY_RELATED_ACTIONS, `${SCP.notebookRootLater}.Action`, 'sagemaker:DeleteNotebookInstance'),
  guardrail(Rule.POLICY_RELATED_ACTIONS, `${SCP.isolation}.Action`, without('sagemaker:CreateHyperParameterTuningJob')),
  guardrail(Rule.POLICY_DENY_UNSUPPORTED_KEY, `${SCP.notebookRoot}.Action`, 'sagemaker:*'),
  guardrail(Rule.POLICY_DENY_UNSUPPORTED_KEY, `${SCP.notebookRootLater}.Condition`, {
    StringNotEquals: { 'sagemaker:RootAccess': 'Disabled' },
  }),
  guardrail(Rule.POLICY_SUPPORTED_KEYS, `${SCP.isolation}.Action`, 'sagemaker:CreateNotebookInstance'),
  guardrail(Rule.POLICY_KNOWN_ACTIONS, `${SCP.notebookRoot}.Action`, 'sagemaker:CreateNotebookInstances'),
  guardrail(Rule.POLICY_KNOWN_KEYS, `${SCP.notebookRoot}.Condition.StringNotEquals`, {
    'sagemaker:RootAcces': 'Disabled',
  }),
  guardrail(Rule.POLICY_OPERATORS, `${SCP.instanceTypes}.Condition`, {
    'ForAnyValue:NumericNotEquals': { 'sagemaker:InstanceTypes': '5' },
  }),
  guardrail(Rule.POLICY_OPERATORS, `${SCP.notebookRoot}.Condition`, {
    StringUnlike: { 'sagemaker:RootAccess': 'Disabled' },
  }),
  guardrail(Rule.POLICY_SET_OPERATORS, `${SCP.instanceTypes}.Condition`, {
    StringNotLike: { 'sagemaker:InstanceTypes': ['ml.m5.*'] },
  }),
  guardrail(Rule.POLICY_SET_OPERATORS, `${SCP.notebookRoot}.Condition`, {
    'ForAnyValue:StringNotEquals': { 'sagemaker:RootAccess': 'Disabled' },
  }),
  guardrail(Rule.POLICY_LITERAL_WILDCARDS, `${SCP.instanceTypes}.Condition`, {
    'ForAnyValue:StringNotEquals': { 'sagemaker:InstanceTypes': ['ml.m5.*'] },
  }),
  guardrail(Rule.POLICY_VALUES, `${SCP.notebookRoot}.Condition.StringNotEquals.sagemaker:RootAccess`, 'disabled'),
  guardrail(Rule.POLICY_VALUES, `${SCP.isolation}.Condition.Bool.sagemaker:NetworkIsolation`, 'no'),
  guardrail(
    Rule.POLICY_VARIABLE_DEFAULT,
    `${SCP.ownSpaces}.Condition.ArnNotLike.sagemaker:OwnerUserProfileArn`,
    replaced(", 'none'}/", '}/'),
  ),
  guardrail(Rule.POLICY_VARIABLE_VERSION, 'Content.Version', '2008-10-17'),
  guardrail(Rule.POLICY_VARIABLE_VERSION, 'Content.Version'),
  guardrail(Rule.POLICY_STATEMENT_IDS, `${SCP.subnets}.Sid`, 'Isolation'),
  guardrail(Rule.POLICY_STATEMENT_IDS, `${SCP.subnets}.Sid`, 'in-subnets'),
  guardrail(
    Rule.POLICY_SIZE,
    `${SCP.subnets}.Condition.ForAnyValue:StringNotEquals.sagemaker:VpcSubnets`,
    manySubnets(),
  ),
  unknown(Rule.POLICY_READABLE, 'Guardrails', 'Content', { 'Fn::Transform': { Name: 'AWS::Include' } }),
  fail(Rule.POLICY_RESOURCE_CONTROL, 'Perimeter', 'Content.Statement.0.Action', ['s3:*', 'sagemaker:*']),
];

/** More than a service control policy holds. */
function manySubnets(): string[] {
  return Array.from({ length: 600 }, (_, index) => `subnet-${String(index).padStart(17, '0')}`);
}

const ALLOW_STATEMENTS: readonly Breaking[] = [
  allowStatement(Rule.POLICY_PASS_ROLE, `${PASS_ROLE}.Resource`, '*'),
  allowStatement(Rule.POLICY_PASS_ROLE, 'PolicyDocument.Statement', and(PASSED_ROLE)),
  allowStatement(Rule.POLICY_ESCALATION, `${READING}.Action`, and('sagemaker:CreatePresignedNotebookInstanceUrl')),
  allowStatement(
    Rule.POLICY_ESCALATION,
    'PolicyDocument.Statement',
    and({ Effect: 'Allow', Action: ['sagemaker:StartSession'], Resource: '*' }),
  ),
  allowStatement(Rule.POLICY_DEFEATED_ALLOW, `${READING}.Action`, and('sagemaker:CreateTrainingJob')),
  allowStatement(Rule.POLICY_FOR_ALL_VALUES, `${TRAIN}.Condition.Null`),
  allowStatement(Rule.POLICY_FOR_ALL_VALUES, `${TRAIN}.Condition`, {
    'ForAnyValue:StringLike': { 'sagemaker:InstanceTypes': ['ml.m5.*'] },
  }),
  allowStatement(Rule.POLICY_SUPPORTED_KEYS, `${TRAIN}.Action`, 'sagemaker:DeleteModel'),
  allowStatement(Rule.POLICY_DEPRECATED_KEYS, `${TRAIN}.Condition`, {
    StringEquals: { 'sagemaker:VolumeKmsKey': 'a' },
  }),
  allowStatement(
    Rule.POLICY_VALUES,
    `${TAG_ON_CREATE}.Condition.StringEquals.sagemaker:TaggingAction`,
    'sagemaker:CreateTrainingJob',
  ),
  allowStatement(Rule.POLICY_KNOWN_ACTIONS, `${READING}.Action.0`, 'sagemaker:DescribeModels'),
  unknown(Rule.POLICY_KNOWN_ACTIONS, 'Developing', `${READING}.Action.0`, 'sagemaker:Descripe*'),
  allowStatement(Rule.PRESIGNED_URL_ORIGIN, `${OWN_STUDIO}.Condition`),
  allowStatement(Rule.PRESIGNED_URL_ORIGIN, `${OWN_STUDIO}.Condition`, { StringLike: { 'aws:SourceVpce': '*' } }),
  allowStatement(Rule.PRESIGNED_URL_ORIGIN, `${READING}.Action`, and('sagemaker:Create*Url')),
  fail(Rule.NO_FULL_ACCESS_POLICY, 'Developers', 'ManagedPolicyArns', [FULL_ACCESS]),
  fail(Rule.NO_FULL_ACCESS_POLICY, 'Auditor', 'ManagedPolicyArns', and(FULL_ACCESS)),
  fail(Rule.NO_FULL_ACCESS_POLICY, 'Auditors', 'ManagedPolicies', [FULL_ACCESS]),
  fail(Rule.PRESIGNED_URL_ORIGIN, 'Auditors', 'InlinePolicy.Statement.0.Action', 'sagemaker:*'),
  fail(Rule.TRUST_CONFUSED_DEPUTY, 'Execution', 'AssumeRolePolicyDocument.Statement.0.Condition'),
  fail(Rule.TRUST_USABLE, 'Execution', 'AssumeRolePolicyDocument.Statement.0.Condition.ArnLike.aws:SourceArn', {
    'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:training-job',
  }),
  unknown(Rule.TRUST_CONFUSED_DEPUTY, 'Execution', 'AssumeRolePolicyDocument', { Ref: 'NoParameter' }),
];

export const POLICIES = [...DENY_STATEMENTS, ...ALLOW_STATEMENTS];

/** Of our own guardrails, each statement of which is there for a reason. */
export const GUARDRAILS: readonly Breaking[] = [
  own(Rule.POLICY_DENY_MISSING_KEY, 'imdsV2NotebooksPolicy', 'Statement', withoutStatement('ImdsV2NotebooksAbsent')),
  own(
    Rule.POLICY_DENY_MISSING_KEY,
    'noNotebookRootAccessPolicy',
    'Statement',
    withoutStatement('NoNotebookRootAccessAbsent'),
  ),
  own(Rule.POLICY_DENY_MISSING_KEY, 'networkIsolationPolicy', 'Statement', withoutStatement('NetworkIsolationAbsent')),
  own(Rule.POLICY_DENY_MISSING_KEY, 'instanceTypesPolicy', 'Statement', withoutStatement('InstanceTypesAbsent')),
  own(
    Rule.POLICY_DENY_MISSING_KEY,
    'approvedNetworkPolicy',
    'Statement',
    withoutStatement('ApprovedNetworkSubnetsAbsent'),
  ),
  own(Rule.POLICY_DENY_UNSUPPORTED_KEY, 'imdsV2NotebooksPolicy', 'Statement.0.Condition.Null'),
  own(
    Rule.POLICY_DENY_SAFE_VALUE,
    'noRemoteDebugPolicy',
    'Statement.0.Condition.Bool.sagemaker:EnableRemoteDebug',
    'false',
  ),
  own(Rule.POLICY_VARIABLE_DEFAULT, 'ownSpacesPolicy', 'Statement.0.NotResource', '${aws:PrincipalTag/Team}'),
];

function own(rule: Rule, at: string, path: string, to?: unknown): Breaking {
  return fail(rule, at, `PolicyDocument.${path}`, to);
}
