/**
 * AWS quotas and bounds, each with its source. All lengths are in characters unless the name says otherwise.
 */

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (role trust policy length) */
export const TRUST_POLICY_DEFAULT_QUOTA = 2048;

/** The most that IAM grants on request. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const TRUST_POLICY_MAX_QUOTA = 8192;

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (managed policy length) */
export const MANAGED_POLICY_QUOTA = 6144;

/** All inline policies of a role, user or group together. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline policies) */
export const INLINE_POLICIES_QUOTA = { role: 10_240, user: 2048, group: 5120 };

/** Sources disagree on 10 or 20 as the default; the smaller one always works. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MANAGED_POLICIES_PER_ROLE = 10;

/** What IAM grants everybody, as of 2026-11-30; that of groups cannot be raised. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (managed policies attached to an IAM role, user, group) */
export const MANAGED_POLICIES_PER_HOLDER = { role: MANAGED_POLICIES_PER_ROLE, user: 10, group: 10 };

/** The most that IAM grants on request. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (managed policies attached to an IAM role) */
export const MANAGED_POLICIES_MAX = 25;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html */
export const NOTEBOOK_NAME_MAX = 63;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (VolumeSizeInGB) */
export const NOTEBOOK_VOLUME_MIN_GIB = 5;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (VolumeSizeInGB) */
export const NOTEBOOK_VOLUME_MAX_GIB = 16384;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (AdditionalCodeRepositories) */
export const NOTEBOOK_ADDITIONAL_REPOSITORIES_MAX = 3;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html (SecurityGroupIds) */
export const NOTEBOOK_SECURITY_GROUPS_MAX = 5;

/** Length of the Base64 text. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_NotebookInstanceLifecycleHook.html */
export const LIFECYCLE_SCRIPT_MAX = 16384;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCodeRepository.html */
export const CODE_REPOSITORY_NAME_MAX = 63;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCodeRepository.html (GitConfig.RepositoryUrl) */
export const CODE_REPOSITORY_URL_MAX = 1024;

/** Since May 2026. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const SERVICE_CONTROL_POLICY_QUOTA = 10_240;

/** Ten, of which `FullAWSAccess` is one. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const SERVICE_CONTROL_POLICIES_PER_TARGET = 9;

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const RESOURCE_CONTROL_POLICY_QUOTA = 5120;

/** Five, of which `RCPFullAWSAccess` is one. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const RESOURCE_CONTROL_POLICIES_PER_TARGET = 4;

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
export const ORGANIZATION_POLICY_NAME_MAX = 128;

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html */
export const ORGANIZATION_POLICY_DESCRIPTION_MAX = 512;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html (DomainName) and API_CreateUserProfile.html (UserProfileName) */
export const STUDIO_NAME_MAX = 63;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html (SubnetIds) */
export const DOMAIN_SUBNETS_MAX = 16;

/** Those of domain and user profile together. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html (SecurityGroups) */
export const STUDIO_SECURITY_GROUPS_MAX = 5;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IdleSettings.html */
export const IDLE_TIMEOUT_MIN_MINUTES = 60;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IdleSettings.html */
export const IDLE_TIMEOUT_MAX_MINUTES = 525_600;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DefaultEbsStorageSettings.html */
export const SPACE_VOLUME_MIN_GIB = 5;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DefaultEbsStorageSettings.html */
export const SPACE_VOLUME_MAX_GIB = 16384;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html (VpcOnlyTrustedAccounts) */
export const DOCKER_TRUSTED_ACCOUNTS_MAX = 20;

/** Two in the schema of the domain in CloudFormation, as of 2026-10-20; the API takes ten. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html (CustomFileSystemConfigs) */
export const CUSTOM_FILE_SYSTEMS_MAX = { domain: 2, profile: 10 };

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_JupyterLabAppSettings.html (CodeRepositories) */
export const CODE_REPOSITORIES_MAX = 10;

/** In the schemas of domain and user profile in CloudFormation, as of 2026-10-20; the API takes 1024. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CodeRepository.html (RepositoryUrl) */
export const STUDIO_REPOSITORY_URL_MAX = 256;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_JupyterLabAppSettings.html (LifecycleConfigArns) */
export const LIFECYCLE_CONFIGS_MAX = 30;

/** The schemas of CloudFormation, as of 2026-10-20, take values of 128 characters; the API takes 256. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Tag.html */
export const SAGEMAKER_TAG_MAX = { tags: 50, key: 128, value: 128 };

/** In a domain and in a user profile. @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html */
export const CUSTOM_IMAGES_MAX = { domain: 200, profile: 5 };

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CustomPosixUserConfig.html */
export const POSIX_UID_BOUNDS = { min: 10_000, max: 4_000_000 };

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CustomPosixUserConfig.html */
export const POSIX_GID_BOUNDS = { min: 1001, max: 4_000_000 };

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html (DefaultLandingUri) */
export const LANDING_PAGE_MAX = 1023;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImage.html (DisplayName) */
export const IMAGE_DISPLAY_NAME_MAX = 128;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImage.html (Description) */
export const IMAGE_DESCRIPTION_MAX = 512;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (Aliases) */
export const IMAGE_ALIAS_MAX = 128;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (ReleaseNotes) */
export const IMAGE_RELEASE_NOTES_MAX = 255;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html (MLFramework, ProgrammingLang) */
export const IMAGE_LABEL_MAX = 128;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerConfig.html (ContainerEntrypoint) */
export const CONTAINER_ENTRYPOINT_ITEMS_MAX = 1;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerConfig.html (ContainerArguments) */
export const CONTAINER_ARGUMENTS_MAX = 50;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerConfig.html (ContainerArguments) */
export const CONTAINER_ARGUMENT_MAX = 64;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerConfig.html (ContainerEnvironmentVariables) */
export const CONTAINER_ENVIRONMENT_MAX = 25;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerConfig.html (ContainerEntrypoint, ContainerEnvironmentVariables) */
export const CONTAINER_TEXT_MAX = 256;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SpaceSettings.html (CustomFileSystems) */
export const SPACE_FILE_SYSTEMS_MAX = 5;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateSpace.html (SpaceDisplayName) */
export const SPACE_DISPLAY_NAME_MAX = 64;

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_EFSFileSystemConfig.html (FileSystemPath) */
export const FILE_SYSTEM_PATH_MAX = 256;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html (resources in a template) */
export const STACK_RESOURCES_MAX = 500;

/** With white space, of which CloudFormation writes none. @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html */
export const ENDPOINT_POLICY_QUOTA = 20_480;

/** What one run of the reconciler writes within a tenth of its time, at ten transactions a second. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (timeout) */
export const DIRECTORY_USERS_MAX = 50_000;

/** Their places in an event of CloudFormation, which has them twice at an update. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (asynchronous invocation payload) */
export const DIRECTORY_VALUES_MAX = 1000;

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (function layers) */
export const FUNCTION_LAYERS_MAX = 5;

/** How long a presigned URL can be opened. @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html (ExpiresInSeconds) */
export const PRESIGNED_URL_SECONDS = { min: 5, max: 300 };

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html (SessionExpirationDurationInSeconds) */
export const STUDIO_SESSION_SECONDS = { min: 1800, max: 43_200 };

/** All environment variables of a function together, as JSON. @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (environment variables) */
export const ENVIRONMENT_QUOTA = 4096;

/** What an account has unless it was raised, for each direction and each of IPv4 and IPv6. @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (inbound or outbound rules per security group) */
export const SECURITY_GROUP_RULES_DEFAULT_QUOTA = 60;

/** The most that AWS grants on request. @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html (inbound or outbound rules per security group) */
export const SECURITY_GROUP_RULES_MAX_QUOTA = 1000;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html (length of a resource policy) */
export const RESOURCE_POLICY_QUOTA = 8192;

/** The most characters of a Guard policy in an AWS Config rule. @see https://docs.aws.amazon.com/config/latest/APIReference/API_CustomPolicyDetails.html (PolicyText) */
export const CONFIG_POLICY_MAX = 10_000;

/** Letters and digits in a part of the alias of a hook. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-guardhook.html (Alias) */
export const HOOK_ALIAS_PART_MAX = 64;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudformation-guardhook-stacknames.html */
export const HOOK_STACKS_MAX = 50;
