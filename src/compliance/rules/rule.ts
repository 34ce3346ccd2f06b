import * as access from './access/rules';
import type { Control, ControlCatalog, Severity } from './attributes';
import * as cluster from './cluster/rules';
import { controlsOf, type RuleDefinition } from './definition';
import * as endpoint from './endpoint/rules';
import * as experiment from './experiment/rules';
import * as featureStore from './feature-store/rules';
import * as inventory from './inventory/rules';
import * as jobs from './jobs/rules';
import * as lifecycle from './lifecycle/rules';
import * as model from './model/rules';
import * as monitoring from './monitoring/rules';
import * as network from './network/rules';
import * as notebook from './notebook/rules';
import * as platform from './platform/rules';
import * as policy from './policy/rules';
import * as studio from './studio/rules';
import * as template from './template/rules';
import * as trust from './trust/rules';

/**
 * A requirement for resources of a secure app. A resource that does not meet it is reported with the id of the rule. Where
 * only the deployment decides, the id ends in `.unknown` and is acknowledged separately.
 */
export class Rule {
  /** App image configurations must have a tag. */
  public static readonly APP_IMAGE_CONFIG_TAGGED = new Rule(inventory.appImageConfigTagged);
  /** Instance groups of HyperPod clusters must run in your VPC. */
  public static readonly CLUSTER_IN_VPC = new Rule(cluster.inVpc);
  /** Additional volumes of HyperPod clusters must be encrypted with a customer managed key. */
  public static readonly CLUSTER_VOLUMES_ENCRYPTED = new Rule(cluster.volumesEncrypted);
  /** Git repository URLs must not contain credentials. */
  public static readonly CODE_REPOSITORY_NO_CREDENTIALS = new Rule(lifecycle.repositoryCredentials);
  /** Data quality jobs must run in network isolation. */
  public static readonly DATA_QUALITY_NETWORK_ISOLATION = new Rule(monitoring.dataQualityNetworkIsolation);
  /** Output of data quality jobs must be encrypted with a customer managed key. */
  public static readonly DATA_QUALITY_OUTPUT_ENCRYPTED = new Rule(monitoring.dataQualityOutputEncrypted);
  /** Data quality jobs must encrypt traffic between containers. */
  public static readonly DATA_QUALITY_TRAFFIC_ENCRYPTED = new Rule(monitoring.dataQualityTrafficEncrypted);
  /** Volumes of data quality jobs must be encrypted with a customer managed key. */
  public static readonly DATA_QUALITY_VOLUME_ENCRYPTED = new Rule(monitoring.dataQualityVolumeEncrypted);
  /** Domains must encrypt home folders and volumes with a customer managed key. */
  public static readonly DOMAIN_CUSTOMER_KEY = new Rule(studio.customerKey);
  /** Domains with Docker access must trust only known accounts. */
  public static readonly DOMAIN_DOCKER_ACCOUNTS = new Rule(studio.dockerAccounts);
  /** Domains must not allow Docker access. */
  public static readonly DOMAIN_NO_DOCKER = new Rule(studio.noDocker);
  /** Security groups shared by all users of a domain must not open application ports. */
  public static readonly DOMAIN_SECURITY_GROUPS = new Rule(studio.domainSecurityGroups);
  /** Domains must authenticate users with IAM Identity Center. */
  public static readonly DOMAIN_SINGLE_SIGN_ON = new Rule(studio.singleSignOn);
  /** Domains must pass the user profile name as source identity. */
  public static readonly DOMAIN_SOURCE_IDENTITY = new Rule(studio.sourceIdentity);
  /** Domains must have a tag. */
  public static readonly DOMAIN_TAGGED = new Rule(inventory.domainTagged);
  /** Domains must have the network access type VpcOnly. */
  public static readonly DOMAIN_VPC_ONLY = new Rule(studio.vpcOnly);
  /** Data captured by endpoints must be encrypted with a customer managed key. */
  public static readonly ENDPOINT_CAPTURE_ENCRYPTED = new Rule(endpoint.captureEncrypted);
  /** Production variants must start with more than one instance. */
  public static readonly ENDPOINT_INSTANCE_COUNT = new Rule(endpoint.instanceCount);
  /** Endpoint volumes must be encrypted with a customer managed key. */
  public static readonly ENDPOINT_VOLUME_ENCRYPTED = new Rule(endpoint.volumeEncrypted);
  /** Feature groups must have a description. */
  public static readonly FEATURE_GROUP_DESCRIBED = new Rule(inventory.featureGroupDescribed);
  /** Offline stores of feature groups must be encrypted with a customer managed key. */
  public static readonly FEATURE_GROUP_OFFLINE_ENCRYPTED = new Rule(featureStore.offlineEncrypted);
  /** Online stores with standard storage must be encrypted with a customer managed key. */
  public static readonly FEATURE_GROUP_ONLINE_ENCRYPTED = new Rule(featureStore.onlineEncrypted);
  /** Feature groups must have a tag. */
  public static readonly FEATURE_GROUP_TAGGED = new Rule(inventory.featureGroupTagged);
  /** Images must have a description. */
  public static readonly IMAGE_DESCRIBED = new Rule(inventory.imageDescribed);
  /** Images must have a tag. */
  public static readonly IMAGE_TAGGED = new Rule(inventory.imageTagged);
  /** Image versions must refer to their base image by digest. */
  public static readonly IMAGE_VERSION_PINNED = new Rule(studio.imagePinned);
  /** Data captured by inference experiments must be encrypted with a customer managed key. */
  public static readonly INFERENCE_EXPERIMENT_DATA_ENCRYPTED = new Rule(experiment.dataEncrypted);
  /** Inference experiments must have a tag. */
  public static readonly INFERENCE_EXPERIMENT_TAGGED = new Rule(inventory.inferenceExperimentTagged);
  /** Volumes of inference experiments must be encrypted with a customer managed key. */
  public static readonly INFERENCE_EXPERIMENT_VOLUME_ENCRYPTED = new Rule(experiment.volumeEncrypted);
  /** Lifecycle scripts must send a session token to the instance metadata service. */
  public static readonly LIFECYCLE_SCRIPT_METADATA_CALLS = new Rule(lifecycle.metadataCalls);
  /** Lifecycle scripts must not contain secrets. */
  public static readonly LIFECYCLE_SCRIPT_NO_SECRETS = new Rule(lifecycle.secrets);
  /** Model bias jobs must run in network isolation. */
  public static readonly MODEL_BIAS_NETWORK_ISOLATION = new Rule(monitoring.modelBiasNetworkIsolation);
  /** Model bias jobs must encrypt traffic between containers. */
  public static readonly MODEL_BIAS_TRAFFIC_ENCRYPTED = new Rule(monitoring.modelBiasTrafficEncrypted);
  /** Containers of inference pipelines must come from a private registry in your VPC. */
  public static readonly MODEL_CONTAINERS_PRIVATE_REGISTRY = new Rule(model.containersPrivateRegistry);
  /** Model explainability jobs must run in network isolation. */
  public static readonly MODEL_EXPLAINABILITY_NETWORK_ISOLATION = new Rule(
    monitoring.modelExplainabilityNetworkIsolation,
  );
  /** Model explainability jobs must encrypt traffic between containers. */
  public static readonly MODEL_EXPLAINABILITY_TRAFFIC_ENCRYPTED = new Rule(
    monitoring.modelExplainabilityTrafficEncrypted,
  );
  /** Models must run in your VPC. */
  public static readonly MODEL_IN_VPC = new Rule(model.inVpc);
  /** Models must run in network isolation. */
  public static readonly MODEL_NETWORK_ISOLATION = new Rule(model.networkIsolation);
  /** Primary containers of models must come from a private registry in your VPC. */
  public static readonly MODEL_PRIMARY_PRIVATE_REGISTRY = new Rule(model.primaryPrivateRegistry);
  /** Model quality jobs must run in network isolation. */
  public static readonly MODEL_QUALITY_NETWORK_ISOLATION = new Rule(monitoring.modelQualityNetworkIsolation);
  /** Model quality jobs must encrypt traffic between containers. */
  public static readonly MODEL_QUALITY_TRAFFIC_ENCRYPTED = new Rule(monitoring.modelQualityTrafficEncrypted);
  /** Jobs of monitoring schedules must run in network isolation. */
  public static readonly MONITORING_SCHEDULE_NETWORK_ISOLATION = new Rule(
    monitoring.monitoringScheduleNetworkIsolation,
  );
  /** Jobs of monitoring schedules must encrypt traffic between containers. */
  public static readonly MONITORING_SCHEDULE_TRAFFIC_ENCRYPTED = new Rule(
    monitoring.monitoringScheduleTrafficEncrypted,
  );
  /** Notebook instances must require IMDSv2. */
  public static readonly NOTEBOOK_IMDS_V2 = new Rule(notebook.imdsV2);
  /** Notebook instances must run in your VPC. */
  public static readonly NOTEBOOK_IN_VPC = new Rule(notebook.inVpc);
  /** Notebook instances must not have direct internet access. */
  public static readonly NOTEBOOK_NO_DIRECT_INTERNET = new Rule(notebook.noDirectInternet);
  /** Notebook instances must not give root access. */
  public static readonly NOTEBOOK_NO_ROOT_ACCESS = new Rule(notebook.noRootAccess);
  /** Notebook instances must run on a platform that receives security updates. */
  public static readonly NOTEBOOK_PLATFORM = new Rule(notebook.platform);
  /** Roles of notebook instances must not allow all actions. */
  public static readonly NOTEBOOK_ROLE_ACTIONS = new Rule(notebook.roleActions);
  /** Notebook instances must name their security groups. */
  public static readonly NOTEBOOK_SECURITY_GROUPS = new Rule(notebook.securityGroups);
  /** Notebook volumes must be encrypted with a customer managed key. */
  public static readonly NOTEBOOK_VOLUME_ENCRYPTED = new Rule(notebook.volumeEncrypted);
  /** Elastic Inference must not be used, because AWS has retired it. */
  public static readonly NO_ELASTIC_INFERENCE = new Rule(platform.noElasticInference);
  /** The policy AmazonSageMakerFullAccess must not be attached. */
  public static readonly NO_FULL_ACCESS_POLICY = new Rule(access.noFullAccess);
  /** Partner AI apps must be encrypted with a customer managed key. */
  public static readonly PARTNER_APP_CUSTOMER_KEY = new Rule(studio.partnerAppKey);
  /** Pipeline jobs must encrypt volumes and output with customer managed keys. */
  public static readonly PIPELINE_JOB_ENCRYPTED = new Rule(jobs.pipelineEncrypted);
  /** Pipeline jobs must run in network isolation. */
  public static readonly PIPELINE_JOB_NETWORK_ISOLATION = new Rule(jobs.pipelineNetworkIsolation);
  /** Pipeline jobs must encrypt traffic between instances. */
  public static readonly PIPELINE_JOB_TRAFFIC_ENCRYPTED = new Rule(jobs.pipelineTrafficEncrypted);
  /** Conditions of an Allow statement must not be bypassed by another statement of the policy. */
  public static readonly POLICY_DEFEATED_ALLOW = new Rule(policy.defeatedAllow);
  /** Deny statements must not combine conditions on several settings. */
  public static readonly POLICY_DENY_COMBINED_SETTINGS = new Rule(policy.denyCombinedSettings);
  /** Deny statements must match requests that omit a required setting. */
  public static readonly POLICY_DENY_MISSING_KEY = new Rule(policy.denyMissingKey);
  /** Deny statements must match the unsafe value of a setting. */
  public static readonly POLICY_DENY_SAFE_VALUE = new Rule(policy.denySafeValue);
  /** Deny statements must not match actions that do not support their condition key. */
  public static readonly POLICY_DENY_UNSUPPORTED_KEY = new Rule(policy.denyUnsupportedKey);
  /** Policies must not use deprecated condition keys. */
  public static readonly POLICY_DEPRECATED_KEYS = new Rule(policy.deprecatedKeys);
  /** Policies must not let users gain the permissions of others. */
  public static readonly POLICY_ESCALATION = new Rule(policy.escalation);
  /** Allow statements must limit every value of a list and require at least one. */
  public static readonly POLICY_FOR_ALL_VALUES = new Rule(policy.forAllValues);
  /** Policies must name existing SageMaker actions. */
  public static readonly POLICY_KNOWN_ACTIONS = new Rule(policy.knownActions);
  /** Policies must use existing condition keys. */
  public static readonly POLICY_KNOWN_KEYS = new Rule(policy.knownKeys);
  /** Wildcards must be used only with operators that interpret them. */
  public static readonly POLICY_LITERAL_WILDCARDS = new Rule(policy.literalWildcards);
  /** Condition operators must match the type of their condition key. */
  public static readonly POLICY_OPERATORS = new Rule(policy.operators);
  /** Policies must name the roles that may be passed to SageMaker. */
  public static readonly POLICY_PASS_ROLE = new Rule(policy.passRole);
  /** Policies that may affect SageMaker must be readable at synth. */
  public static readonly POLICY_READABLE = new Rule(policy.readable);
  /** Deny statements must cover every action that changes the same setting. */
  public static readonly POLICY_RELATED_ACTIONS = new Rule(policy.relatedActions);
  /** Resource control policies must name only services that they apply to. */
  public static readonly POLICY_RESOURCE_CONTROL = new Rule(policy.resourceControl);
  /** Multi-valued condition keys, and only those, must be compared with ForAnyValue or ForAllValues. */
  public static readonly POLICY_SET_OPERATORS = new Rule(policy.setOperators);
  /** Policies must not exceed their size quota. */
  public static readonly POLICY_SIZE = new Rule(policy.size);
  /** Statement ids must be alphanumeric and unique in their policy. */
  public static readonly POLICY_STATEMENT_IDS = new Rule(policy.statementIds);
  /** Statements must use condition keys that their actions support. */
  public static readonly POLICY_SUPPORTED_KEYS = new Rule(policy.supportedKeys);
  /** Conditions must compare with values that requests can contain. */
  public static readonly POLICY_VALUES = new Rule(policy.values);
  /** Policy variables in Deny statements must have a default value. */
  public static readonly POLICY_VARIABLE_DEFAULT = new Rule(policy.variableDefault);
  /** Policies with variables must have the version 2012-10-17. */
  public static readonly POLICY_VARIABLE_VERSION = new Rule(policy.variableVersion);
  /** Policies must allow presigned URLs only from known networks. */
  public static readonly PRESIGNED_URL_ORIGIN = new Rule(access.presignedUrls);
  /** Stages of private REST APIs must not log full requests and responses. */
  public static readonly PRIVATE_API_NO_DATA_TRACE = new Rule(access.privateApiLogs);
  /** Resource policies of private REST APIs must deny all other VPC endpoints. */
  public static readonly PRIVATE_API_POLICY = new Rule(access.privateApiPolicy);
  /** Methods of private REST APIs must not rely on an open resource policy for authorization. */
  public static readonly PRIVATE_API_UNION = new Rule(access.privateApiUnion);
  /** Processing jobs must encrypt volumes and output with customer managed keys. */
  public static readonly PROCESSING_JOB_ENCRYPTED = new Rule(jobs.processingEncrypted);
  /** Processing jobs must run in network isolation. */
  public static readonly PROCESSING_JOB_NETWORK_ISOLATION = new Rule(jobs.processingNetworkIsolation);
  /** Processing jobs must encrypt traffic between instances. */
  public static readonly PROCESSING_JOB_TRAFFIC_ENCRYPTED = new Rule(jobs.processingTrafficEncrypted);
  /** Inbound endpoints of Route 53 Resolver must accept queries only from known addresses. */
  public static readonly RESOLVER_ENDPOINT_ADDRESSES = new Rule(network.resolverAddresses);
  /** Resolver rules must not forward an entire AWS zone. */
  public static readonly RESOLVER_RULE_ZONE = new Rule(network.forwardedZones);
  /** Spaces must not allow remote access. */
  public static readonly SPACE_NO_REMOTE_ACCESS = new Rule(studio.noRemoteAccess);
  /** Studio resources whose tags cannot change must not inherit tags from their stack. */
  public static readonly STUDIO_CREATE_ONLY_TAGS = new Rule(studio.createOnlyTags);
  /** Studio applications must shut down when idle. */
  public static readonly STUDIO_IDLE_SHUTDOWN = new Rule(studio.idleShutdown);
  /** Studio Classic must not be used, because AWS has retired it. */
  public static readonly STUDIO_NO_CLASSIC = new Rule(studio.noClassic);
  /** Studio notebooks must not be shared with their output. */
  public static readonly STUDIO_OUTPUT_SHARING = new Rule(studio.outputSharing);
  /** User profiles of a domain must not share a POSIX user. */
  public static readonly STUDIO_POSIX_USERS = new Rule(studio.posixUsers);
  /** Templates must show at synth what is deployed. */
  public static readonly TEMPLATE_READABLE = new Rule(template.readable);
  /** Trust policies for SageMaker must name the accounts that it acts for. */
  public static readonly TRUST_CONFUSED_DEPUTY = new Rule(trust.confusedDeputy);
  /** SageMaker must be able to assume roles that trust it. */
  public static readonly TRUST_USABLE = new Rule(trust.usable);
  /** Security groups of a user profile must not open application ports to other users. */
  public static readonly USER_PROFILE_SECURITY_GROUPS = new Rule(studio.userProfileSecurityGroups);
  /** SageMaker endpoints must accept connections only from known addresses. */
  public static readonly VPC_ENDPOINT_ADDRESSES = new Rule(network.endpointAddresses);
  /** SageMaker endpoints must have a policy that limits access to known accounts. */
  public static readonly VPC_ENDPOINT_POLICY = new Rule(network.endpointPolicy);

  /** All rules by id. */
  public static all(): Rule[] {
    const rules = Object.values(Rule).filter((member): member is Rule => member instanceof Rule);
    return rules.sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** The id, such as `notebook-imds-v2`. */
  public readonly id: string;
  /** How much a finding weighs, unless you say otherwise. */
  public readonly severity: Severity;
  /** The requirement that the rule checks. */
  public readonly title: string;
  /** Why it matters. */
  public readonly rationale: string;
  /** How to fix a finding, and what that replaces or breaks. */
  public readonly remediation: string;
  /** The page that the rule rests on. */
  public readonly documentationUrl: string;
  /** The published controls that the rule corresponds to. */
  public readonly controls: Control[];
  /** Whether it is not in `Pack.BASELINE`, since most cannot keep to it or it is no matter of security. */
  public readonly optional: boolean;

  private constructor(private readonly definition: RuleDefinition) {
    // Tests run without the type checker, which finds this too.
    if (definition === undefined) {
      throw new Error('a rule has no definition: export it from rules.ts in its folder of src/compliance/rules');
    }
    this.id = definition.id;
    this.severity = definition.severity;
    this.title = definition.title;
    this.rationale = definition.rationale;
    this.remediation = definition.remediation;
    this.documentationUrl = definition.url;
    this.controls = controlsOf(definition.controls);
    this.optional = definition.optional ?? false;
  }

  /** The ids of the controls of a catalog that the rule corresponds to. */
  public controlIds(catalog: ControlCatalog): string[] {
    return this.controls.filter((control) => control.catalog === catalog).map(({ id }) => id);
  }

  /** @internal */
  public get _definition(): RuleDefinition {
    return this.definition;
  }
}
