import type { Format } from '../../src/private/formats';
import * as formats from '../../src/private/formats';
import * as limits from '../../src/private/limits';

/** How we keep to the limits of properties in the schemas of CloudFormation. */
export interface LimitRow {
  /** Ends of paths, or of the type and a path behind a space. */
  readonly paths: readonly string[];
  readonly max?: number;
  readonly min?: number;
  /** What we take must match the pattern of the schema. */
  readonly format?: Format;
  /** Why a limit needs no check of ours. */
  readonly because?: string;
}

const OURS = 'the library writes it, and no prop feeds it';
const CDK = 'CDK writes it, or checks it';
const ANY_TEXT = 'the pattern takes every text that is not empty or blank, which is checked';
const NAME = { max: limits.STUDIO_NAME_MAX, min: 1, format: formats.SAGEMAKER_NAME };
const TYPES = 'AWS::SageMaker::';
const VOLUME = { min: limits.SPACE_VOLUME_MIN_GIB, max: limits.SPACE_VOLUME_MAX_GIB };
const IDLE = { min: limits.IDLE_TIMEOUT_MIN_MINUTES, max: limits.IDLE_TIMEOUT_MAX_MINUTES };

const STUDIO_ROWS: readonly LimitRow[] = [
  { paths: [`${TYPES}Domain DomainName`, 'UserProfileName', 'AppImageConfigName', 'Space SpaceName'], ...NAME },
  { paths: ['StudioLifecycleConfigName'], ...NAME },
  { paths: ['Domain DefaultUserSettings/CustomFileSystemConfigs'], max: limits.CUSTOM_FILE_SYSTEMS_MAX.domain },
  { paths: ['UserProfile UserSettings/CustomFileSystemConfigs'], max: limits.CUSTOM_FILE_SYSTEMS_MAX.profile },
  { paths: ['EFSFileSystemConfig/FileSystemPath'], max: limits.FILE_SYSTEM_PATH_MAX, because: ANY_TEXT },
  { paths: ['EFSFileSystemConfig/FileSystemId'], because: 'CDK has it from a file system, or its import checks it' },
  { paths: ['JupyterLabAppSettings/CodeRepositories'], max: limits.CODE_REPOSITORIES_MAX },
  {
    paths: ['JupyterLabAppSettings/CodeRepositories/*/RepositoryUrl'],
    max: limits.STUDIO_REPOSITORY_URL_MAX,
    format: formats.STUDIO_REPOSITORY_URL,
  },
  { paths: ['Domain DefaultUserSettings/JupyterLabAppSettings/CustomImages'], max: limits.CUSTOM_IMAGES_MAX.domain },
  { paths: ['UserProfile UserSettings/JupyterLabAppSettings/CustomImages'], max: limits.CUSTOM_IMAGES_MAX.profile },
  {
    paths: ['JupyterLabAppSettings/LifecycleConfigArns', 'CodeEditorAppSettings/LifecycleConfigArns'],
    max: limits.LIFECYCLE_CONFIGS_MAX,
  },
  { paths: ['DefaultLandingUri'], max: limits.LANDING_PAGE_MAX },
  {
    paths: ['DefaultUserSettings/SecurityGroups', 'UserSettings/SecurityGroups', 'DefaultSpaceSettings/SecurityGroups'],
    max: limits.STUDIO_SECURITY_GROUPS_MAX,
  },
  {
    paths: ['DefaultEbsVolumeSizeInGb', 'MaximumEbsVolumeSizeInGb', 'EbsStorageSettings/EbsVolumeSizeInGb'],
    ...VOLUME,
  },
  { paths: ['IdleSettings/IdleTimeoutInMinutes', 'MaxIdleTimeoutInMinutes', 'MinIdleTimeoutInMinutes'], ...IDLE },
  { paths: ['CustomPosixUserConfig/Gid'], ...limits.POSIX_GID_BOUNDS },
  { paths: ['CustomPosixUserConfig/Uid'], ...limits.POSIX_UID_BOUNDS },
  { paths: ['DockerSettings/VpcOnlyTrustedAccounts'], max: limits.DOCKER_TRUSTED_ACCOUNTS_MAX },
  { paths: ['VpcOnlyTrustedAccounts/*'], min: 12, max: 12, format: formats.ACCOUNT_ID },
  { paths: ['Domain SubnetIds'], min: 2, max: limits.DOMAIN_SUBNETS_MAX },
  {
    paths: ['SubnetIds/*', 'SubnetId', 'Domain VpcId', 'SecurityGroups/*', 'NotebookInstance SecurityGroupIds/*'],
    because: 'it is the id of a resource',
  },
  {
    paths: ['ImageVersion BaseImage', 'ImageVersion ImageName'],
    because: 'the library writes them, or a deployed state that is kept has them',
  },
  ...['Domain', 'StudioLifecycleConfig', 'UserProfile'].flatMap((type) => [
    { paths: [`${TYPES}${type} Tags`], max: limits.SAGEMAKER_TAG_MAX.tags },
    { paths: [`${TYPES}${type} Tags/*/Key`], min: 1, max: limits.SAGEMAKER_TAG_MAX.key, format: formats.TAG_TEXT },
    { paths: [`${TYPES}${type} Tags/*/Value`], min: 1, max: limits.SAGEMAKER_TAG_MAX.value, format: formats.TAG_TEXT },
  ]),
  { paths: ['OwnershipSettings/OwnerUserProfileName'], ...NAME },
  { paths: ['SpaceDisplayName'], max: limits.SPACE_DISPLAY_NAME_MAX, because: ANY_TEXT },
];

const IMAGE_ROWS: readonly LimitRow[] = [
  { paths: ['ContainerConfig/ContainerArguments'], max: limits.CONTAINER_ARGUMENTS_MAX },
  { paths: ['ContainerArguments/*'], max: limits.CONTAINER_ARGUMENT_MAX, because: ANY_TEXT },
  { paths: ['ContainerConfig/ContainerEntrypoint'], max: limits.CONTAINER_ENTRYPOINT_ITEMS_MAX },
  {
    paths: ['ContainerEntrypoint/*', 'ContainerEnvironmentVariables/*/Key', 'ContainerEnvironmentVariables/*/Value'],
    max: limits.CONTAINER_TEXT_MAX,
    because: ANY_TEXT,
  },
  { paths: ['ContainerEnvironmentVariables'], max: limits.CONTAINER_ENVIRONMENT_MAX },
  { paths: ['Image ImageDescription'], max: limits.IMAGE_DESCRIPTION_MAX, because: ANY_TEXT },
  { paths: ['ImageDisplayName'], max: limits.IMAGE_DISPLAY_NAME_MAX, because: ANY_TEXT },
  { paths: ['Image ImageName'], max: limits.STUDIO_NAME_MAX, min: 1, format: formats.IMAGE_NAME },
  { paths: ['Aliases/*'], min: 1, max: limits.IMAGE_ALIAS_MAX, format: formats.IMAGE_ALIAS },
  { paths: ['MLFramework', 'ProgrammingLang'], min: 1, max: limits.IMAGE_LABEL_MAX, format: formats.IMAGE_LABEL },
  { paths: ['ReleaseNotes'], max: limits.IMAGE_RELEASE_NOTES_MAX, because: ANY_TEXT },
  {
    paths: ['StudioLifecycleConfigContent', 'OnCreate/*/Content', 'OnStart/*/Content'],
    max: limits.LIFECYCLE_SCRIPT_MAX,
    because: ANY_TEXT,
  },
];

const NOTEBOOK_ROWS: readonly LimitRow[] = [
  {
    paths: ['DefaultCodeRepository'],
    min: 1,
    max: limits.CODE_REPOSITORY_URL_MAX,
    format: formats.NOTEBOOK_REPOSITORY_URL,
  },
  { paths: ['NotebookInstanceName', 'NotebookInstanceLifecycleConfigName'], ...NAME, max: limits.NOTEBOOK_NAME_MAX },
  { paths: ['PlatformIdentifier'], because: 'the set is open, so that platforms newer than the schema can be chosen' },
  { paths: ['NotebookInstance SecurityGroupIds'], max: limits.NOTEBOOK_SECURITY_GROUPS_MAX },
  { paths: ['VolumeSizeInGB'], min: limits.NOTEBOOK_VOLUME_MIN_GIB, max: limits.NOTEBOOK_VOLUME_MAX_GIB },
  {
    paths: [
      'MinimumInstanceMetadataServiceVersion',
      'NotebookInstanceLifecycleConfig OnCreate',
      'NotebookInstanceLifecycleConfig OnStart',
    ],
    because: OURS,
  },
];

const OTHER_ROWS: readonly LimitRow[] = [
  { paths: ['Organizations::Policy Name'], min: 1, max: limits.ORGANIZATION_POLICY_NAME_MAX, because: ANY_TEXT },
  { paths: ['Organizations::Policy Description'], max: limits.ORGANIZATION_POLICY_DESCRIPTION_MAX, because: ANY_TEXT },
  { paths: ['TargetIds/*'], format: formats.ORGANIZATION_TARGET },
  { paths: ['ManagedPolicy Path'], min: 1, max: 512, format: formats.IAM_PATH },
  { paths: ['ResolverEndpoint Name'], max: 64, format: formats.RESOLVER_NAME },
  { paths: ['ResolverEndpoint IpAddresses'], min: 2, max: 20 },
  { paths: ['IpAddresses/*/Ip', 'TargetIps/*/Ip'], because: 'it is a whole IP address, which is checked' },
  { paths: ['TargetIps/*/Port'], because: 'ports are checked, up to 65535' },
  { paths: ['ResolverRule TargetIps', 'ResolverEndpoint Protocols'], because: OURS },
  { paths: ['ResolverRule DomainName'], max: 253, because: ANY_TEXT },
  { paths: ['ResolverQueryLoggingConfigAssociation ResourceId'], because: 'it is the id of a VPC' },
  { paths: ['EC2::SecurityGroup GroupDescription'], because: 'names in it are reduced to what EC2 takes, and cut' },
  { paths: ['AWS::Lambda::Function VpcConfig/SecurityGroupIds', 'VpcConfig/SubnetIds'], because: OURS },
  { paths: ['Function Layers'], max: limits.FUNCTION_LAYERS_MAX },
  { paths: ['GuardHook Alias'], format: formats.HOOK_ALIAS },
  { paths: ['StackFilters/StackNames/Exclude'], min: 1, max: limits.HOOK_STACKS_MAX },
  { paths: ['StackFilters/StackNames/Exclude/*'], max: 128, format: formats.HOOK_STACK_NAME },
  {
    paths: ['TargetFilters/Actions', 'TargetFilters/InvocationPoints', 'TargetFilters/TargetNames'],
    because: OURS,
  },
  { paths: ['TargetFilters/TargetNames/*'], because: OURS },
];

/** Types none of whose limited properties is a prop of ours. */
const WRITTEN_TYPES = [
  'CloudWatch::Alarm',
  'CloudWatch::CompositeAlarm',
  'Config::ConfigRule',
  'Events::Rule',
  'KMS::Key',
  'Lambda::EventInvokeConfig',
  'Lambda::LayerVersion',
  'Lambda::Permission',
  'Logs::LogGroup',
  'Logs::MetricFilter',
  'Logs::QueryDefinition',
  'Scheduler::Schedule',
  'WAFv2::LoggingConfiguration',
  'WAFv2::WebACL',
];

export const LIMIT_TABLE: readonly LimitRow[] = [...STUDIO_ROWS, ...IMAGE_ROWS, ...NOTEBOOK_ROWS, ...OTHER_ROWS];

/** Rows for all of a type, where no other row has the path. */
export const TYPE_REASONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(WRITTEN_TYPES.map((type) => [`AWS::${type}`, OURS])),
  'AWS::DynamoDB::Table': CDK,
  'AWS::EC2::SecurityGroup': CDK,
  'AWS::EC2::SecurityGroupEgress': CDK,
  'AWS::EC2::SecurityGroupIngress': CDK,
  'AWS::IAM::ManagedPolicy': OURS,
  'AWS::IAM::Role': CDK,
  'AWS::Lambda::Function': OURS,
  'AWS::Route53::HostedZone': OURS,
  'AWS::Route53::RecordSet': OURS,
};
