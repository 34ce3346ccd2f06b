import { Rule } from '../../../src/compliance';
import { and, type Breaking, Edit, fail, replaced, unknown, without } from './kinds';

/** As the tags of a stack do. */
const TAGGED_TOGETHER = new Edit(
  'all have a tag together',
  (resources: Record<string, { Properties: { Tags?: unknown[] } }>) => {
    const changed = Object.entries(resources).map(([id, resource]) => {
      const { Properties } = resource;
      const Tags = [...(Properties.Tags ?? []), { Key: 'Stack', Value: 'one' }];
      return [id, Properties.Tags ? { ...resource, Properties: { ...Properties, Tags } } : resource];
    });
    return Object.fromEntries(changed);
  },
);

const AT_DEPLOYMENT = { 'Fn::GetAZs': '' };
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess';
const NETWORK = 'NetworkConfig.EnableNetworkIsolation';
const TRAFFIC = 'NetworkConfig.EnableInterContainerTrafficEncryption';
const JOB = 'MonitoringScheduleConfig.MonitoringJobDefinition';
const BODY = 'PipelineDefinition.PipelineDefinitionBody';

export const NOTEBOOK: readonly Breaking[] = [
  fail(
    Rule.NOTEBOOK_IMDS_V2,
    'Notebook',
    'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion',
    '1',
  ),
  fail(Rule.NOTEBOOK_IMDS_V2, 'Notebook', 'InstanceMetadataServiceConfiguration'),
  unknown(Rule.NOTEBOOK_IMDS_V2, 'Notebook', 'InstanceMetadataServiceConfiguration', AT_DEPLOYMENT),
  fail(Rule.NOTEBOOK_NO_ROOT_ACCESS, 'Notebook', 'RootAccess', 'Enabled'),
  fail(Rule.NOTEBOOK_NO_ROOT_ACCESS, 'Notebook', 'RootAccess'),
  fail(Rule.NOTEBOOK_NO_DIRECT_INTERNET, 'Notebook', 'DirectInternetAccess', 'Enabled'),
  unknown(Rule.NOTEBOOK_NO_DIRECT_INTERNET, 'Notebook', 'DirectInternetAccess', { Ref: 'NoParameter' }),
  fail(Rule.NOTEBOOK_IN_VPC, 'Notebook', 'SubnetId'),
  fail(Rule.NOTEBOOK_SECURITY_GROUPS, 'Notebook', 'SecurityGroupIds', []),
  fail(Rule.NOTEBOOK_VOLUME_ENCRYPTED, 'Notebook', 'KmsKeyId'),
  fail(Rule.NOTEBOOK_VOLUME_ENCRYPTED, 'Notebook', 'KmsKeyId', 'alias/aws/sagemaker'),
  fail(Rule.NOTEBOOK_PLATFORM, 'Notebook', 'PlatformIdentifier', 'notebook-al2-v3'),
  unknown(Rule.NOTEBOOK_PLATFORM, 'Notebook', 'PlatformIdentifier'),
  fail(Rule.NOTEBOOK_ROLE_ACTIONS, 'Logs', 'PolicyDocument.Statement.0.Action', '*'),
  unknown(Rule.NOTEBOOK_ROLE_ACTIONS, 'Notebook', 'RoleArn', 'arn:aws:iam::111122223333:role/elsewhere'),
  fail(Rule.NO_ELASTIC_INFERENCE, 'Notebook', 'AcceleratorTypes', ['ml.eia2.medium']),
  fail(Rule.NO_FULL_ACCESS_POLICY, 'Role', 'ManagedPolicyArns', and(FULL_ACCESS)),
  fail(Rule.TRUST_CONFUSED_DEPUTY, 'Role', 'AssumeRolePolicyDocument.Statement.0.Condition'),
  fail(Rule.TRUST_CONFUSED_DEPUTY, 'Role', 'AssumeRolePolicyDocument.Statement.0.Condition', {
    StringLike: { 'aws:SourceAccount': '*' },
  }),
  fail(
    Rule.TRUST_CONFUSED_DEPUTY,
    'Role',
    'AssumeRolePolicyDocument.Statement',
    and({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }),
  ),
  fail(Rule.TRUST_USABLE, 'Role', 'AssumeRolePolicyDocument.Statement.0.Condition.StringEquals.aws:SourceAccount', '*'),
  fail(
    Rule.TRUST_USABLE,
    'Role',
    'AssumeRolePolicyDocument.Statement.0.Condition.ArnLike.aws:SourceArn',
    'arn:aws:s3:::notebooks',
  ),
  fail(
    Rule.TRUST_USABLE,
    'Role',
    'AssumeRolePolicyDocument.Statement.0.Principal.Service',
    'sagemaker.amazonaws.com.cn',
  ),
  fail(
    Rule.CODE_REPOSITORY_NO_CREDENTIALS,
    'Repository',
    'GitConfig.RepositoryUrl',
    'https://team:Tr0ub4dor3xyz@git.example.com/team/notebooks.git',
  ),
  fail(
    Rule.LIFECYCLE_SCRIPT_METADATA_CALLS,
    'Scripts',
    'OnStart.0.Content.Fn::Base64.Fn::Join.1',
    and('curl http://169.254.169.254/latest/meta-data/'),
  ),
  fail(
    Rule.LIFECYCLE_SCRIPT_NO_SECRETS,
    'Scripts',
    'OnStart.0.Content.Fn::Base64.Fn::Join.1',
    and('export AWS_ACCESS_KEY_ID=AKIAQYLPMN5HHHFPZAM2'),
  ),
  unknown(
    Rule.LIFECYCLE_SCRIPT_METADATA_CALLS,
    'Scripts',
    'OnStart.0.Content.Fn::Base64.Fn::Join.1',
    and({ Ref: 'NoParameter' }),
  ),
  unknown(Rule.TEMPLATE_READABLE, '', 'Transform', 'Mine'),
];

export const STUDIO: readonly Breaking[] = [
  fail(Rule.DOMAIN_VPC_ONLY, 'Domain', 'AppNetworkAccessType', 'PublicInternetOnly'),
  fail(Rule.DOMAIN_VPC_ONLY, 'Domain', 'AppNetworkAccessType'),
  fail(Rule.DOMAIN_CUSTOMER_KEY, 'Domain', 'KmsKeyId'),
  fail(Rule.DOMAIN_SINGLE_SIGN_ON, 'Domain', 'AuthMode', 'IAM'),
  fail(Rule.DOMAIN_TAGGED, 'Domain', 'Tags'),
  fail(Rule.DOMAIN_NO_DOCKER, 'Domain', 'DomainSettings.DockerSettings.EnableDockerAccess', 'ENABLED'),
  unknown(Rule.DOMAIN_DOCKER_ACCOUNTS, 'Domain', 'DomainSettings.DockerSettings', {
    EnableDockerAccess: 'ENABLED',
    VpcOnlyTrustedAccounts: ['444455556666'],
  }),
  fail(Rule.DOMAIN_SOURCE_IDENTITY, 'Domain', 'DomainSettings.ExecutionRoleIdentityConfig', 'DISABLED'),
  fail(Rule.DOMAIN_SECURITY_GROUPS, 'AliceToAlice', 'GroupId', { 'Fn::GetAtt': ['Shared', 'GroupId'] }),
  fail(Rule.USER_PROFILE_SECURITY_GROUPS, 'Bob', 'UserSettings.SecurityGroups', [
    { 'Fn::GetAtt': ['AliceGroup', 'GroupId'] },
  ]),
  fail(Rule.USER_PROFILE_SECURITY_GROUPS, 'BobGroup', 'SecurityGroupIngress', {
    IpProtocol: '-1',
    CidrIp: '10.0.0.0/8',
  }),
  fail(Rule.STUDIO_POSIX_USERS, 'Bob', 'UserSettings.CustomPosixUserConfig.Uid', 10001),
  fail(Rule.STUDIO_OUTPUT_SHARING, 'Bob', 'UserSettings.SharingSettings.NotebookOutputOption', 'Allowed'),
  fail(Rule.STUDIO_IDLE_SHUTDOWN, 'Domain', 'DefaultUserSettings.JupyterLabAppSettings.AppLifecycleManagement'),
  fail(
    Rule.STUDIO_IDLE_SHUTDOWN,
    'Space',
    'SpaceSettings.JupyterLabAppSettings.AppLifecycleManagement.IdleSettings.IdleTimeoutInMinutes',
    10080,
  ),
  fail(Rule.STUDIO_NO_CLASSIC, 'App', 'AppType', 'JupyterServer'),
  fail(Rule.STUDIO_NO_CLASSIC, 'Domain', 'DefaultUserSettings.DefaultLandingUri', 'app:JupyterServer:'),
  fail(Rule.STUDIO_NO_CLASSIC, 'ImageConfig', 'KernelGatewayImageConfig', { KernelSpecs: [{ Name: 'python3' }] }),
  fail(Rule.STUDIO_CREATE_ONLY_TAGS, '', 'Resources', TAGGED_TOGETHER),
  fail(Rule.SPACE_NO_REMOTE_ACCESS, 'Space', 'SpaceSettings.RemoteAccess', 'ENABLED'),
  fail(Rule.APP_IMAGE_CONFIG_TAGGED, 'ImageConfig', 'Tags'),
  fail(Rule.IMAGE_TAGGED, 'Image', 'Tags', []),
  fail(Rule.IMAGE_DESCRIBED, 'Image', 'ImageDescription'),
  fail(Rule.IMAGE_VERSION_PINNED, 'ImageVersion', 'BaseImage', 'registry.example.com/team:latest'),
  fail(Rule.TRUST_USABLE, 'Role', 'AssumeRolePolicyDocument.Statement.0.Action', without('sts:SetSourceIdentity')),
];

export const SERVING: readonly Breaking[] = [
  fail(Rule.MODEL_NETWORK_ISOLATION, 'Model', 'EnableNetworkIsolation', false),
  fail(Rule.MODEL_NETWORK_ISOLATION, 'InferencePipeline', 'EnableNetworkIsolation'),
  fail(Rule.MODEL_IN_VPC, 'Model', 'VpcConfig'),
  fail(Rule.MODEL_PRIMARY_PRIVATE_REGISTRY, 'Model', 'PrimaryContainer.ImageConfig.RepositoryAccessMode', 'Platform'),
  fail(Rule.MODEL_CONTAINERS_PRIVATE_REGISTRY, 'InferencePipeline', 'Containers.1.ImageConfig'),
  fail(Rule.ENDPOINT_VOLUME_ENCRYPTED, 'Config', 'KmsKeyId'),
  fail(Rule.ENDPOINT_INSTANCE_COUNT, 'Config', 'ProductionVariants.0.InitialInstanceCount', 1),
  fail(Rule.ENDPOINT_CAPTURE_ENCRYPTED, 'Config', 'DataCaptureConfig.KmsKeyId'),
  fail(Rule.NO_ELASTIC_INFERENCE, 'Config', 'ProductionVariants.0.AcceleratorType', 'ml.eia2.medium'),
  fail(Rule.INFERENCE_EXPERIMENT_VOLUME_ENCRYPTED, 'Experiment', 'KmsKey'),
  fail(Rule.INFERENCE_EXPERIMENT_DATA_ENCRYPTED, 'Experiment', 'DataStorageConfig.KmsKey'),
  fail(Rule.INFERENCE_EXPERIMENT_TAGGED, 'Experiment', 'Tags'),
  fail(Rule.FEATURE_GROUP_ONLINE_ENCRYPTED, 'Features', 'OnlineStoreConfig.SecurityConfig'),
  fail(Rule.FEATURE_GROUP_OFFLINE_ENCRYPTED, 'Features', 'OfflineStoreConfig.S3StorageConfig.KmsKeyId'),
  fail(Rule.FEATURE_GROUP_DESCRIBED, 'Features', 'Description', ''),
  fail(Rule.FEATURE_GROUP_TAGGED, 'Features', 'Tags'),
  fail(
    Rule.POLICY_KNOWN_ACTIONS,
    'Packages',
    'ModelPackageGroupPolicy.Statement.0.Action.0',
    'sagemaker:DescribeModelPackagesGroup',
  ),
  fail(Rule.TRUST_CONFUSED_DEPUTY, 'Role', 'AssumeRolePolicyDocument.Statement.Condition'),
];

export const MONITORING: readonly Breaking[] = [
  fail(Rule.DATA_QUALITY_NETWORK_ISOLATION, 'Quality', NETWORK, false),
  fail(Rule.DATA_QUALITY_TRAFFIC_ENCRYPTED, 'Quality', TRAFFIC),
  fail(Rule.DATA_QUALITY_OUTPUT_ENCRYPTED, 'Quality', 'DataQualityJobOutputConfig.KmsKeyId'),
  fail(Rule.DATA_QUALITY_VOLUME_ENCRYPTED, 'Quality', 'JobResources.ClusterConfig.VolumeKmsKeyId'),
  fail(Rule.MODEL_QUALITY_NETWORK_ISOLATION, 'ModelQuality', NETWORK),
  fail(Rule.MODEL_QUALITY_TRAFFIC_ENCRYPTED, 'ModelQuality', TRAFFIC, 'false'),
  fail(Rule.MODEL_BIAS_NETWORK_ISOLATION, 'Bias', 'NetworkConfig'),
  fail(Rule.MODEL_BIAS_TRAFFIC_ENCRYPTED, 'Bias', TRAFFIC, false),
  fail(Rule.MODEL_EXPLAINABILITY_NETWORK_ISOLATION, 'Explainability', NETWORK, false),
  fail(Rule.MODEL_EXPLAINABILITY_TRAFFIC_ENCRYPTED, 'Explainability', TRAFFIC, false),
  fail(Rule.MONITORING_SCHEDULE_NETWORK_ISOLATION, 'Inline', `${JOB}.${NETWORK}`, false),
  fail(Rule.MONITORING_SCHEDULE_TRAFFIC_ENCRYPTED, 'Inline', `${JOB}.${TRAFFIC}`),
  fail(Rule.MONITORING_SCHEDULE_NETWORK_ISOLATION, 'Quality', NETWORK, false),
  unknown(
    Rule.MONITORING_SCHEDULE_TRAFFIC_ENCRYPTED,
    'Named',
    'MonitoringScheduleConfig.MonitoringJobDefinitionName',
    'elsewhere',
  ),
];

export const JOBS: readonly Breaking[] = [
  fail(Rule.PROCESSING_JOB_NETWORK_ISOLATION, 'Processing', NETWORK, false),
  fail(Rule.PROCESSING_JOB_TRAFFIC_ENCRYPTED, 'Processing', TRAFFIC),
  fail(Rule.PROCESSING_JOB_ENCRYPTED, 'Processing', 'ProcessingResources.ClusterConfig.VolumeKmsKeyId'),
  fail(Rule.PROCESSING_JOB_ENCRYPTED, 'Processing', 'ProcessingOutputConfig.KmsKeyId'),
  fail(
    Rule.PIPELINE_JOB_NETWORK_ISOLATION,
    'Pipeline',
    BODY,
    replaced('"EnableNetworkIsolation":true', '"EnableNetworkIsolation":false'),
  ),
  fail(
    Rule.PIPELINE_JOB_TRAFFIC_ENCRYPTED,
    'Pipeline',
    BODY,
    replaced('"EnableInterContainerTrafficEncryption":true,"Res', '"Res'),
  ),
  fail(Rule.PIPELINE_JOB_ENCRYPTED, 'Pipeline', BODY, replaced('"KmsKeyId":"alias/results","Outputs"', '"Outputs"')),
  unknown(Rule.PIPELINE_JOB_ENCRYPTED, 'Pipeline', 'PipelineDefinition', {
    PipelineDefinitionS3Location: { Bucket: 'pipelines', Key: 'churn.json' },
  }),
  fail(Rule.CLUSTER_IN_VPC, 'Cluster', 'VpcConfig'),
  fail(
    Rule.CLUSTER_VOLUMES_ENCRYPTED,
    'Cluster',
    'InstanceGroups.0.InstanceStorageConfigs.0.EbsVolumeConfig.VolumeKmsKeyId',
  ),
  fail(Rule.PARTNER_APP_CUSTOMER_KEY, 'PartnerApp', 'KmsKeyId'),
];

export const NETWORKS: readonly Breaking[] = [
  fail(Rule.VPC_ENDPOINT_POLICY, 'Api', 'PolicyDocument'),
  fail(Rule.VPC_ENDPOINT_POLICY, 'Api', 'PolicyDocument.Statement.0.Condition'),
  fail(Rule.VPC_ENDPOINT_ADDRESSES, 'Clients', 'SecurityGroupIngress.0.CidrIp', '0.0.0.0/0'),
  fail(Rule.RESOLVER_ENDPOINT_ADDRESSES, 'DnsByUdp', 'CidrIp', '0.0.0.0/0'),
  fail(Rule.RESOLVER_RULE_ZONE, 'Forwarding', 'DomainName', 'amazonaws.com'),
  fail(Rule.PRIVATE_API_POLICY, 'Portal', 'Policy'),
  fail(Rule.PRIVATE_API_POLICY, 'Portal', 'Policy.Statement.0.Condition.StringNotEquals', {
    'aws:SourceIp': '10.0.0.0/8',
  }),
  fail(Rule.PRIVATE_API_UNION, 'Portal', 'Policy.Statement.1.Principal', '*'),
  fail(Rule.PRIVATE_API_NO_DATA_TRACE, 'Stage', 'MethodSettings.0.DataTraceEnabled', true),
];
