import { SecureSageMakerError } from '../private/errors';
import { CATALOGUE_KEYS, RESOURCE_TYPE_ACTIONS } from './catalogue';
import { customKeyFaults, tagKeyFaults } from './condition-key-checks';
import { ConditionKeyType } from './values';

/**
 * A condition key that is not in the table of this library.
 */
export interface CustomConditionKeyOptions {
  /**
   * The name, such as `sagemaker:NewKey`. Deprecated keys are refused.
   */
  readonly name: string;

  /**
   * The type of the values.
   */
  readonly type: ConditionKeyType;

  /**
   * Whether a request can have several values of the key.
   *
   * @default false - one value
   */
  readonly multiValued?: boolean;

  /**
   * The actions whose requests carry the key, such as `sagemaker:CreateModel`.
   */
  readonly actions: string[];
}

interface KeyDetails {
  readonly name: string;
  readonly type: ConditionKeyType;
  readonly multiValued?: boolean;
  /** Asked for when needed, since every key is made on import. Absent where requests of every action carry the key. */
  readonly carriers?: () => readonly string[];
}

/**
 * A condition key, with its type, whether it is multi-valued and which actions honour it. SageMaker's keys are those of
 * AWS's service authorization reference; the table is generated.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html#amazonsagemaker-policy-keys
 */
export class ConditionKey {
  /** The Elastic Inference accelerators of a notebook instance or endpoint. */
  public static readonly ACCELERATOR_TYPES = ConditionKey.live('sagemaker:AcceleratorTypes');
  /** Whether the apps of a Studio domain reach the internet directly. */
  public static readonly APP_NETWORK_ACCESS_TYPE = ConditionKey.live('sagemaker:AppNetworkAccessType');
  /** How users of a Studio domain sign in. */
  public static readonly AUTH_MODE = ConditionKey.live('sagemaker:AuthMode');
  /** The kind of bearer token of a call. */
  public static readonly BEARER_TOKEN_TYPE = ConditionKey.live('sagemaker:BearerTokenType');
  /** The life cycle stage that a model package is in. */
  public static readonly CURRENT_MODEL_LIFE_CYCLE_STAGE = ConditionKey.live('sagemaker:CurrentModelLifeCycleStage');
  /** The status of the life cycle stage that a model package is in. */
  public static readonly CURRENT_MODEL_LIFE_CYCLE_STAGE_STATUS = ConditionKey.live(
    'sagemaker:CurrentModelLifeCycleStageStatus',
  );
  /** The metadata properties to take away from a model package. */
  public static readonly CUSTOMER_METADATA_PROPERTIES_TO_REMOVE = ConditionKey.live(
    'sagemaker:CustomerMetadataPropertiesToRemove',
  );
  /** Whether a gated model is used directly. */
  public static readonly DIRECT_GATED_MODEL_ACCESS = ConditionKey.live('sagemaker:DirectGatedModelAccess');
  /** Whether a notebook instance has a way to the internet that bypasses the VPC. */
  public static readonly DIRECT_INTERNET_ACCESS = ConditionKey.live('sagemaker:DirectInternetAccess');
  /** The Studio domain of the caller. No action carries it: it is a policy variable. */
  public static readonly DOMAIN_ID = ConditionKey.live('sagemaker:DomainId');
  /** The key that encrypts shared notebook outputs of a Studio domain. */
  public static readonly DOMAIN_SHARING_OUTPUT_KMS_KEY_ARN = ConditionKey.live(
    'sagemaker:DomainSharingOutputKmsKeyArn',
  );
  /** Whether a training job can be debugged remotely. */
  public static readonly ENABLE_REMOTE_DEBUG = ConditionKey.live('sagemaker:EnableRemoteDebug');
  /** Whether a feature group makes no Glue table. */
  public static readonly FEATURE_GROUP_DISABLE_GLUE_TABLE_CREATION = ConditionKey.live(
    'sagemaker:FeatureGroupDisableGlueTableCreation',
  );
  /** Whether a feature group has an online store. */
  public static readonly FEATURE_GROUP_ENABLE_ONLINE_STORE = ConditionKey.live(
    'sagemaker:FeatureGroupEnableOnlineStore',
  );
  /** Whether a feature group has an offline store. It can only be required to be present or absent. */
  public static readonly FEATURE_GROUP_OFFLINE_STORE_CONFIG = ConditionKey.live(
    'sagemaker:FeatureGroupOfflineStoreConfig',
  );
  /** The key of the offline store of a feature group. */
  public static readonly FEATURE_GROUP_OFFLINE_STORE_KMS_KEY_ARN = ConditionKey.live(
    'sagemaker:FeatureGroupOfflineStoreKmsKeyArn',
  );
  /** The place of the offline store of a feature group. */
  public static readonly FEATURE_GROUP_OFFLINE_STORE_S3_URI = ConditionKey.live(
    'sagemaker:FeatureGroupOfflineStoreS3Uri',
  );
  /** The key of the online store of a feature group. */
  public static readonly FEATURE_GROUP_ONLINE_STORE_KMS_KEY_ARN = ConditionKey.live(
    'sagemaker:FeatureGroupOnlineStoreKmsKeyArn',
  );
  /** Whether a training job may write to its file system. */
  public static readonly FILE_SYSTEM_ACCESS_MODE = ConditionKey.live('sagemaker:FileSystemAccessMode');
  /** The directory of its file system that a training job mounts. */
  public static readonly FILE_SYSTEM_DIRECTORY_PATH = ConditionKey.live('sagemaker:FileSystemDirectoryPath');
  /** The file system that a training job mounts. */
  public static readonly FILE_SYSTEM_ID = ConditionKey.live('sagemaker:FileSystemId');
  /** The kind of file system that a training job mounts. */
  public static readonly FILE_SYSTEM_TYPE = ConditionKey.live('sagemaker:FileSystemType');
  /** The custom images of a domain, user profile, space or app. */
  public static readonly IMAGE_ARNS = ConditionKey.live('sagemaker:ImageArns');
  /** The versions of custom images of a domain, user profile, space or app. */
  public static readonly IMAGE_VERSION_ARNS = ConditionKey.live('sagemaker:ImageVersionArns');
  /** All instance types that a request asks for. */
  public static readonly INSTANCE_TYPES = ConditionKey.live('sagemaker:InstanceTypes');
  /** Whether the containers of a job encrypt the traffic among them. */
  public static readonly INTER_CONTAINER_TRAFFIC_ENCRYPTION = ConditionKey.live(
    'sagemaker:InterContainerTrafficEncryption',
  );
  /** Whether a record of a feature group is updated instead of put. */
  public static readonly IS_UPDATE_RECORD = ConditionKey.live('sagemaker:IsUpdateRecord');
  /** For how many seconds the instances of a training job are kept warm. */
  public static readonly KEEP_ALIVE_PERIOD = ConditionKey.live('sagemaker:KeepAlivePeriod');
  /** For how many seconds a job may run. */
  public static readonly MAX_RUNTIME_IN_SECONDS = ConditionKey.live('sagemaker:MaxRuntimeInSeconds');
  /** The oldest version of the metadata service that a notebook instance answers to. */
  public static readonly MINIMUM_INSTANCE_METADATA_SERVICE_VERSION = ConditionKey.live(
    'sagemaker:MinimumInstanceMetadataServiceVersion',
  );
  /** The approval status that a model package gets. */
  public static readonly MODEL_APPROVAL_STATUS = ConditionKey.live('sagemaker:ModelApprovalStatus');
  /** The model of an endpoint, inference component or transform job. */
  public static readonly MODEL_ARN = ConditionKey.live('sagemaker:ModelArn');
  /** The life cycle stage that a model package gets. */
  public static readonly MODEL_LIFE_CYCLE_STAGE = ConditionKey.live('sagemaker:ModelLifeCycle:Stage');
  /** The status of the life cycle stage that a model package gets. */
  public static readonly MODEL_LIFE_CYCLE_STAGE_STATUS = ConditionKey.live('sagemaker:ModelLifeCycle:StageStatus');
  /** Whether the containers of a job or model have no network. */
  public static readonly NETWORK_ISOLATION = ConditionKey.live('sagemaker:NetworkIsolation');
  /** The lifecycle configurations of a notebook instance. */
  public static readonly NOTEBOOK_INSTANCE_LIFECYCLE_CONFIG_ARNS = ConditionKey.live(
    'sagemaker:NotebookInstanceLifecycleConfigArns',
  );
  /** The key that encrypts the output of a job. */
  public static readonly OUTPUT_KMS_KEY_ARN = ConditionKey.live('sagemaker:OutputKmsKeyArn');
  /** The user profile that owns a space or the space of an app. */
  public static readonly OWNER_USER_PROFILE_ARN = ConditionKey.live('sagemaker:OwnerUserProfileArn');
  /** The version of a pipeline. */
  public static readonly PIPELINE_VERSION_ID = ConditionKey.live('sagemaker:PipelineVersionId');
  /** Whether a space can be reached from an IDE outside of Studio. */
  public static readonly REMOTE_ACCESS = ConditionKey.live('sagemaker:RemoteAccess');
  /** Whether users of a notebook instance are root on it. */
  public static readonly ROOT_ACCESS = ConditionKey.live('sagemaker:RootAccess');
  /** How many requests a serverless endpoint serves at once. */
  public static readonly SERVERLESS_MAX_CONCURRENCY = ConditionKey.live('sagemaker:ServerlessMaxConcurrency');
  /** How many MB of memory a serverless endpoint has. */
  public static readonly SERVERLESS_MEMORY_SIZE = ConditionKey.live('sagemaker:ServerlessMemorySize');
  /** Whether a space is private or shared. */
  public static readonly SPACE_SHARING_TYPE = ConditionKey.live('sagemaker:SpaceSharingType');
  /** The lifecycle configurations of a domain, user profile, space or app. */
  public static readonly STUDIO_LIFECYCLE_CONFIG_ARNS = ConditionKey.live('sagemaker:StudioLifecycleConfigArns');
  /** The operation that creates the resource which is tagged with it. */
  public static readonly TAGGING_ACTION = ConditionKey.live('sagemaker:TaggingAction');
  /** The model of a multi-model endpoint that is invoked. */
  public static readonly TARGET_MODEL = ConditionKey.live('sagemaker:TargetModel');
  /** The features of a record that are updated. */
  public static readonly UPDATABLE_FEATURES = ConditionKey.live('sagemaker:UpdatableFeatures');
  /** The Studio user profile of the caller. No action carries it: it is a policy variable. */
  public static readonly USER_PROFILE_NAME = ConditionKey.live('sagemaker:UserProfileName');
  /** The key that encrypts the storage volumes of a job, endpoint, notebook instance or domain. */
  public static readonly VOLUME_KMS_KEY_ARN = ConditionKey.live('sagemaker:VolumeKmsKeyArn');
  /** All security groups that a request asks for. */
  public static readonly VPC_SECURITY_GROUP_IDS = ConditionKey.live('sagemaker:VpcSecurityGroupIds');
  /** All subnets that a request asks for. */
  public static readonly VPC_SUBNETS = ConditionKey.live('sagemaker:VpcSubnets');
  /** The work team of a labeling job or human review workflow. */
  public static readonly WORKTEAM_ARN = ConditionKey.live('sagemaker:WorkteamArn');
  /** The kind of work team of a labeling job or human review workflow. */
  public static readonly WORKTEAM_TYPE = ConditionKey.live('sagemaker:WorkteamType');

  /** The services that made the request one after the other on behalf of the caller. */
  public static readonly CALLED_VIA = ConditionKey.everywhere('aws:CalledVia', ConditionKeyType.STRING, true);
  /** Whether the caller signed in with multi-factor authentication. Requests with long-term access keys do not have it. */
  public static readonly MULTI_FACTOR_AUTH_PRESENT = ConditionKey.everywhere(
    'aws:MultiFactorAuthPresent',
    ConditionKeyType.BOOL,
  );
  /** The account of the caller. */
  public static readonly PRINCIPAL_ACCOUNT = ConditionKey.everywhere('aws:PrincipalAccount', ConditionKeyType.STRING);
  /** The caller. For a session it is the ARN of the role, not of the session. */
  public static readonly PRINCIPAL_ARN = ConditionKey.everywhere('aws:PrincipalArn', ConditionKeyType.ARN);
  /** Whether an AWS service calls in its own name. */
  public static readonly PRINCIPAL_IS_AWS_SERVICE = ConditionKey.everywhere(
    'aws:PrincipalIsAWSService',
    ConditionKeyType.BOOL,
  );
  /** The organization of the caller. */
  public static readonly PRINCIPAL_ORG_ID = ConditionKey.everywhere('aws:PrincipalOrgID', ConditionKeyType.STRING);
  /** The region that is called. */
  public static readonly REQUESTED_REGION = ConditionKey.everywhere('aws:RequestedRegion', ConditionKeyType.STRING);
  /** The account of the resource. */
  public static readonly RESOURCE_ACCOUNT = ConditionKey.everywhere('aws:ResourceAccount', ConditionKeyType.STRING);
  /** The organization of the resource. */
  public static readonly RESOURCE_ORG_ID = ConditionKey.everywhere('aws:ResourceOrgID', ConditionKeyType.STRING);
  /** Whether the request was sent with TLS. */
  public static readonly SECURE_TRANSPORT = ConditionKey.everywhere('aws:SecureTransport', ConditionKeyType.BOOL);
  /** The account on whose behalf a service calls. */
  public static readonly SOURCE_ACCOUNT = ConditionKey.everywhere('aws:SourceAccount', ConditionKeyType.STRING);
  /** The resource on whose behalf a service calls. */
  public static readonly SOURCE_ARN = ConditionKey.everywhere('aws:SourceArn', ConditionKeyType.ARN);
  /** The public address of the caller. It is not sent through an interface endpoint. */
  public static readonly SOURCE_IP = ConditionKey.everywhere('aws:SourceIp', ConditionKeyType.IP_ADDRESS);
  /** The organization on whose behalf a service calls. */
  public static readonly SOURCE_ORG_ID = ConditionKey.everywhere('aws:SourceOrgID', ConditionKeyType.STRING);
  /** The VPC through whose endpoint the request came. It is not sent otherwise. */
  public static readonly SOURCE_VPC = ConditionKey.everywhere('aws:SourceVpc', ConditionKeyType.STRING);
  /** The VPC endpoint through which the request came. It is not sent otherwise. */
  public static readonly SOURCE_VPCE = ConditionKey.everywhere('aws:SourceVpce', ConditionKeyType.STRING);
  /** Whether a service made the request with the credentials of the caller. */
  public static readonly VIA_AWS_SERVICE = ConditionKey.everywhere('aws:ViaAWSService', ConditionKeyType.BOOL);
  /** The private address of the caller, where the request came through an interface endpoint. */
  public static readonly VPC_SOURCE_IP = ConditionKey.everywhere('aws:VpcSourceIp', ConditionKeyType.IP_ADDRESS);

  /** The keys of all tags in a request. */
  public static readonly TAG_KEYS = ConditionKey.live('aws:TagKeys');

  /** The value of a tag in a request that creates or tags a resource. */
  public static requestTag(key: string): ConditionKey {
    return ConditionKey.family('aws:RequestTag/${TagKey}', key);
  }

  /** The value of a tag on the resource. In a request that creates the resource with tags it is sent too. */
  public static resourceTag(key: string): ConditionKey {
    return ConditionKey.family('aws:ResourceTag/${TagKey}', key);
  }

  /** The value of a tag of the caller. */
  public static principalTag(key: string): ConditionKey {
    SecureSageMakerError.throwIfAny(undefined, tagKeyFaults(key));
    return ConditionKey.everywhere(`aws:PrincipalTag/${key}`, ConditionKeyType.STRING);
  }

  /** A filter that a search must contain. */
  public static searchVisibility(key: string): ConditionKey {
    return ConditionKey.family('sagemaker:SearchVisibilityCondition/${FilterKey}', key);
  }

  /** A metadata property that a model package gets. */
  public static customerMetadataProperty(key: string): ConditionKey {
    return ConditionKey.family('sagemaker:CustomerMetadataProperties/${MetadataKey}', key);
  }

  /** A metadata property that a model package has. */
  public static currentCustomerMetadataProperty(key: string): ConditionKey {
    return ConditionKey.family('sagemaker:CurrentCustomerMetadataProperties/${MetadataKey}', key);
  }

  /**
   * A key that is newer than this library. Deprecated keys are refused with the name of the one that replaced them.
   */
  public static of(options: CustomConditionKeyOptions): ConditionKey {
    SecureSageMakerError.throwIfAny(undefined, customKeyFaults(options));
    const { name, type, multiValued } = options;
    const actions = [...options.actions];
    return new ConditionKey({ name, type, multiValued, carriers: () => actions });
  }

  private static live(name: string): ConditionKey {
    return new ConditionKey({ name, ...catalogued(name) });
  }

  private static family(name: string, key: string): ConditionKey {
    SecureSageMakerError.throwIfAny(undefined, tagKeyFaults(key));
    return new ConditionKey({ name: name.replace(/\$\{\w+\}$/, () => key), ...catalogued(name) });
  }

  private static everywhere(name: string, type: ConditionKeyType, multiValued = false): ConditionKey {
    return new ConditionKey({ name, type, multiValued });
  }

  /** The name, as it stands in a policy. */
  public readonly name: string;
  /** The type of its values. */
  public readonly type: ConditionKeyType;
  /** Whether a request can have several values of the key. */
  public readonly multiValued: boolean;
  /** Whether requests of every action carry the key, as they do global keys. */
  public readonly everyAction: boolean;

  private readonly carriers?: () => readonly string[];

  private constructor(details: KeyDetails) {
    this.name = details.name;
    this.type = details.type;
    this.multiValued = details.multiValued ?? false;
    this.everyAction = details.carriers === undefined;
    this.carriers = details.carriers;
  }

  /** The actions whose requests carry the key. Empty where all do, and for keys that are policy variables only. */
  public get actions(): string[] {
    return [...(this.carriers?.() ?? [])];
  }
}

function catalogued(name: string): Omit<KeyDetails, 'name'> {
  const { type, multiValued } = CATALOGUE_KEYS[name];
  return { type: type as ConditionKeyType, multiValued, carriers: () => carriersOf(name) };
}

function carriersOf(name: string): string[] {
  const { actions = [], resourceTypes = [] } = CATALOGUE_KEYS[name];
  const all = new Set([...actions, ...resourceTypes.flatMap((resourceType) => RESOURCE_TYPE_ACTIONS[resourceType])]);
  return [...all].sort().map((action) => `sagemaker:${action}`);
}
