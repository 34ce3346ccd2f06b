import { FEATURE_TABLE } from '../../src/trust/feature-table';
import { GUARDRAIL_ROWS } from '../guardrails/table';

/** A name that examples, documentation and other code rest on: removing it is a breaking change. */
export interface PublicName {
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  /** Types that it is, directly or not. */
  readonly is?: readonly string[];
  readonly statics?: readonly string[];
  readonly members?: readonly string[];
}

export const PUBLIC_NAMES: readonly PublicName[] = [
  {
    name: 'conditions.ConditionKey',
    kind: 'class',
    statics: [
      'NETWORK_ISOLATION',
      'SOURCE_VPC',
      'SOURCE_VPCE',
      'SOURCE_IP',
      'PRINCIPAL_ARN',
      'requestTag',
      'resourceTag',
      'searchVisibility',
      'of',
    ],
    members: ['name', 'type', 'multiValued', 'actions'],
  },
  {
    name: 'conditions.Requirement',
    kind: 'class',
    // jsii reserves the name `equals`, which is why it is `isOneOf`.
    statics: ['isTrue', 'isOneOf', 'matches', 'atMost', 'atLeast', 'isPresent', 'isNoneOf'],
    members: ['denyStatements', 'allowCondition'],
  },
  { name: 'conditions.AuthMode', kind: 'enum', members: ['IAM', 'SSO'] },

  {
    name: 'guardrails.Guardrail',
    kind: 'class',
    statics: Object.keys(GUARDRAIL_ROWS),
    members: ['id', 'description', 'controls', 'documentationUrl', 'statements'],
  },
  {
    name: 'guardrails.Exemption',
    kind: 'class',
    statics: ['principals', 'principalTag', 'accounts', 'serviceLinkedRoles', 'callsByServices'],
  },
  {
    name: 'guardrails.ServiceControlPolicy',
    kind: 'class',
    is: ['constructs.Construct'],
    members: ['documents', 'policies', 'exportTo'],
  },
  {
    name: 'guardrails.ResourceControlPolicy',
    kind: 'class',
    is: ['constructs.Construct'],
    members: ['documents', 'policies', 'exportTo'],
  },
  {
    name: 'guardrails.PermissionsBoundaryPolicy',
    kind: 'class',
    is: ['constructs.Construct'],
    members: ['documents', 'managedPolicy', 'applyTo'],
  },
  {
    name: 'guardrails.GuardrailPolicy',
    kind: 'class',
    is: ['constructs.Construct'],
    members: ['documents', 'managedPolicies', 'attachToRole', 'attachToGroup', 'attachToUser'],
  },

  {
    name: 'trust.SageMakerPrincipal',
    kind: 'class',
    is: ['aws-cdk-lib.aws_iam.PrincipalBase'],
    statics: ['accountOnly', 'unrestricted'],
    members: ['features'],
  },
  {
    name: 'trust.ExecutionRole',
    kind: 'class',
    is: ['trust.IExecutionRole', 'aws-cdk-lib.aws_iam.IRole'],
    statics: ['fromRoleArn'],
    members: ['grants'],
  },
  { name: 'trust.IExecutionRole', kind: 'interface', is: ['aws-cdk-lib.aws_iam.IRole'], members: ['grants'] },
  {
    name: 'trust.Feature',
    kind: 'class',
    statics: [
      ...Object.keys(FEATURE_TABLE),
      'trainingJob',
      'processingJob',
      'transformJob',
      'compilationJob',
      'edgePackagingJob',
      'pipeline',
      'notebookInstance',
      'resource',
      'resourcesOf',
      'fromArn',
      'of',
    ],
    members: ['name', 'sourceArnPatterns', 'documented', 'sessionActions', 'documentationUrl'],
  },
  { name: 'trust.ServiceStatement', kind: 'class', statics: ['of'] },

  {
    name: 'permissions.Permission',
    kind: 'class',
    statics: [
      'ownPermissions',
      'console',
      'groundTruthConsole',
      'augmentedAiConsole',
      'fileSystemTraining',
      'vpcTraining',
      'labelingWith',
      'encryptedJobs',
      'isolatedTraining',
      'trainingOnInstanceTypes',
      'secureNotebooks',
      'apiFromVpc',
      'apiFromAddresses',
      'notebookUrlFromAddresses',
      'taggedNotebooks',
      'tagOnCreate',
      'createInDomain',
      'searchVisible',
      'ownStudioProfile',
      'privateSpaces',
      'allow',
    ],
    members: ['id', 'description', 'guardrail', 'statements', 'grantTo'],
  },
  {
    name: 'permissions.PermissionPolicy',
    kind: 'class',
    is: ['constructs.Construct'],
    members: [
      'managedPolicies',
      'managedPolicyArns',
      'customerManagedPolicyReferences',
      'attachToRole',
      'attachToGroup',
      'attachToUser',
    ],
  },

  {
    name: 'notebook.NotebookInstance',
    kind: 'class',
    is: ['notebook.INotebookInstance', 'aws-cdk-lib.Resource'],
    statics: ['fromNotebookInstanceName', 'fromNotebookInstanceArn'],
    members: ['grants', 'notebookInstanceArn', 'notebookInstanceName'],
  },
  { name: 'notebook.NotebookInstanceGrants', kind: 'class', members: ['presignedUrl', 'startStop'] },
  { name: 'notebook.InstanceType', kind: 'class', statics: ['of'] },
  { name: 'notebook.Platform', kind: 'class', statics: ['of'] },
  { name: 'notebook.RootAccess', kind: 'enum', members: ['ENABLED', 'DISABLED'] },
  { name: 'notebook.DirectInternetAccess', kind: 'enum', members: ['ENABLED', 'DISABLED'] },
  { name: 'notebook.MetadataServiceVersion', kind: 'enum', members: ['V1', 'V2'] },
  { name: 'notebook.LifecycleConfig', kind: 'class', is: ['aws-cdk-lib.Resource'] },
  { name: 'notebook.mixins.ImdsV2', kind: 'class', is: ['aws-cdk-lib.Mixin'] },
  { name: 'notebook.mixins.NoRootAccess', kind: 'class', is: ['aws-cdk-lib.Mixin'] },
  { name: 'notebook.mixins.NoDirectInternet', kind: 'class', is: ['aws-cdk-lib.Mixin'] },

  {
    name: 'studio.IDomain',
    kind: 'interface',
    is: ['aws-cdk-lib.interfaces.aws_sagemaker.IDomainRef', 'aws-cdk-lib.aws_ec2.IConnectable'],
    members: ['domainId', 'domainArn', 'grants', 'isolation', 'addUserProfile'],
  },
  {
    name: 'studio.Domain',
    kind: 'class',
    is: ['studio.IDomain', 'aws-cdk-lib.aws_iam.IGrantable'],
    statics: ['fromDomainAttributes'],
    members: ['domainName', 'url', 'homeFileSystemId', 'connections', 'role', 'vpc', 'authMode', 'encryptionKey'],
  },
  {
    name: 'studio.IUserProfile',
    kind: 'interface',
    is: ['aws-cdk-lib.aws_ec2.IConnectable', 'aws-cdk-lib.aws_iam.IGrantable'],
    members: ['userProfileArn', 'userProfileName', 'domain', 'role', 'grants'],
  },
  {
    name: 'studio.UserProfile',
    kind: 'class',
    is: ['studio.IUserProfile'],
    statics: ['fromUserProfileArn', 'fromUserProfileAttributes'],
  },
  {
    name: 'studio.Space',
    kind: 'class',
    is: ['studio.ISpace', 'aws-cdk-lib.Resource'],
    statics: ['fromSpaceAttributes'],
  },
  { name: 'studio.SpaceSharing', kind: 'enum', members: ['PRIVATE', 'SHARED'] },
  { name: 'studio.SpaceRemoteAccess', kind: 'enum', members: ['ENABLED', 'DISABLED'] },
  {
    name: 'studio.Image',
    kind: 'class',
    is: ['studio.IImage', 'aws-cdk-lib.Resource'],
    statics: ['fromImageName', 'fromImageArn'],
    members: ['addVersion', 'customImage', 'role'],
  },
  {
    name: 'studio.ImageVersion',
    kind: 'class',
    is: ['aws-cdk-lib.Resource'],
    members: ['customImage', 'versionNumber'],
  },
  {
    name: 'studio.JupyterLabImageConfig',
    kind: 'class',
    is: ['studio.IAppImageConfig'],
    statics: ['fromJupyterLabImageConfigName'],
  },
  {
    name: 'studio.CodeEditorImageConfig',
    kind: 'class',
    is: ['studio.IAppImageConfig'],
    statics: ['fromCodeEditorImageConfigName'],
  },
  {
    name: 'studio.StudioLifecycleConfig',
    kind: 'class',
    is: ['studio.IStudioLifecycleConfig', 'aws-cdk-lib.Resource'],
    statics: ['fromStudioLifecycleConfigName', 'fromStudioLifecycleConfigArn'],
  },
  { name: 'studio.StudioLifecycleScript', kind: 'class', statics: ['fromInline', 'fromFile'] },
  {
    name: 'studio.CustomFileSystem',
    kind: 'class',
    is: ['studio.ICustomFileSystem'],
    statics: ['efs', 'fsxLustre', 's3'],
    members: ['allowFrom'],
  },
  { name: 'studio.UserRoster', kind: 'class', is: ['constructs.Construct'], members: ['userProfile', 'userProfiles'] },
  ...[
    'NoDocker',
    'NoOutputSharing',
    'NoRemoteAccess',
    'NoStudioClassic',
    'ShutdownWhenIdle',
    'UserSourceIdentity',
    'VpcOnly',
  ].map((name): PublicName => ({ name: `studio.mixins.${name}`, kind: 'class', is: ['aws-cdk-lib.Mixin'] })),

  {
    name: 'access.PrivateStudioAccess',
    kind: 'class',
    members: [
      'apiUrl',
      'api',
      'urlFunction',
      'accessRole',
      'revokeAll',
      'revokeUserProfile',
      'metricRequests',
      'addAlarms',
    ],
  },
  {
    name: 'access.PrivateStudioAccessProps',
    kind: 'interface',
    members: ['domain', 'endpoints', 'authorization', 'users', 'urlFunction', 'api', 'logs'],
  },
  {
    name: 'access.Authorization',
    kind: 'class',
    statics: ['jwt', 'entraId', 'okta', 'auth0', 'googleWorkspace', 'cognito', 'iam'],
  },
  { name: 'access.UserDirectory', kind: 'class', statics: ['fromUsers', 'fromTable'] },
  {
    name: 'access.PrivateApi',
    kind: 'class',
    members: ['url', 'restApi', 'authorizer', 'accessLogGroup', 'metrics'],
  },
  {
    name: 'access.ApiMetrics',
    kind: 'class',
    members: ['failed', 'failedAuthorizations', 'refused', 'refusedShare', 'throttled', 'authorizations'],
  },
  {
    name: 'access.PresignedUrlFunction',
    kind: 'class',
    members: ['handler', 'role', 'accessRole', 'logGroup', 'connections', 'metricRequests'],
  },
  { name: 'access.StudioAccessRole', kind: 'class', members: ['role', 'roleArn', 'revokeAll', 'revokeUserProfile'] },
  {
    name: 'access.DirectoryTable',
    kind: 'class',
    members: ['table', 'tableName', 'tableArn', 'encryptionKey', 'reconciler', 'addUsers', 'grantRead'],
  },

  {
    name: 'compliance.SageMakerChecks',
    kind: 'class',
    is: ['aws-cdk-lib.IPolicyValidationPlugin'],
    members: ['name', 'validate'],
  },
  { name: 'compliance.EvidenceReport', kind: 'class', members: ['files'] },
  {
    name: 'compliance.Rule',
    kind: 'class',
    statics: ['all', 'NOTEBOOK_IMDS_V2', 'DOMAIN_VPC_ONLY'],
    members: ['id', 'severity', 'title', 'controls'],
  },
  { name: 'compliance.Pack', kind: 'class', statics: ['BASELINE', 'ALL', 'SECURITY_HUB', 'CONTROL_TOWER'] },
];
