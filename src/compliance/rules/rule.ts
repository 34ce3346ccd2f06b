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
 * A sentence that holds for resources of a secure app. What does not keep to it is a finding with the id of the rule; where
 * that cannot be told before it is deployed, the finding has the id with `.unknown` behind it, and is acknowledged as such.
 */
export class Rule {
  /** Configurations of images have a tag. */
  public static readonly APP_IMAGE_CONFIG_TAGGED = new Rule(inventory.appImageConfigTagged);
  /** Instance groups of HyperPod clusters have subnets. */
  public static readonly CLUSTER_IN_VPC = new Rule(cluster.inVpc);
  /** Volumes of HyperPod clusters have a KMS key. */
  public static readonly CLUSTER_VOLUMES_ENCRYPTED = new Rule(cluster.volumesEncrypted);
  /** Addresses of Git repositories have neither password nor token. */
  public static readonly CODE_REPOSITORY_NO_CREDENTIALS = new Rule(lifecycle.repositoryCredentials);
  /** Data quality jobs have network isolation. */
  public static readonly DATA_QUALITY_NETWORK_ISOLATION = new Rule(monitoring.dataQualityNetworkIsolation);
  /** Data quality jobs have a KMS key for their output. */
  public static readonly DATA_QUALITY_OUTPUT_ENCRYPTED = new Rule(monitoring.dataQualityOutputEncrypted);
  /** Data quality jobs encrypt the traffic between their containers. */
  public static readonly DATA_QUALITY_TRAFFIC_ENCRYPTED = new Rule(monitoring.dataQualityTrafficEncrypted);
  /** Data quality jobs have a KMS key for their volumes. */
  public static readonly DATA_QUALITY_VOLUME_ENCRYPTED = new Rule(monitoring.dataQualityVolumeEncrypted);
  /** Domains have a KMS key. */
  public static readonly DOMAIN_CUSTOMER_KEY = new Rule(studio.customerKey);
  /** Domains with Docker trust no accounts but known ones. */
  public static readonly DOMAIN_DOCKER_ACCOUNTS = new Rule(studio.dockerAccounts);
  /** Domains give no access to Docker. */
  public static readonly DOMAIN_NO_DOCKER = new Rule(studio.noDocker);
  /** Security groups of domains open no ports of applications. */
  public static readonly DOMAIN_SECURITY_GROUPS = new Rule(studio.domainSecurityGroups);
  /** Domains have the authentication mode SSO. */
  public static readonly DOMAIN_SINGLE_SIGN_ON = new Rule(studio.singleSignOn);
  /** Domains pass the name of the user profile on as source identity. */
  public static readonly DOMAIN_SOURCE_IDENTITY = new Rule(studio.sourceIdentity);
  /** Domains have a tag. */
  public static readonly DOMAIN_TAGGED = new Rule(inventory.domainTagged);
  /** Domains have the network access type VpcOnly. */
  public static readonly DOMAIN_VPC_ONLY = new Rule(studio.vpcOnly);
  /** Endpoint configurations have a KMS key for the data that they capture. */
  public static readonly ENDPOINT_CAPTURE_ENCRYPTED = new Rule(endpoint.captureEncrypted);
  /** Production variants of endpoints start with enough instances. */
  public static readonly ENDPOINT_INSTANCE_COUNT = new Rule(endpoint.instanceCount);
  /** Endpoint configurations have a KMS key for volumes. */
  public static readonly ENDPOINT_VOLUME_ENCRYPTED = new Rule(endpoint.volumeEncrypted);
  /** Feature groups have a description. */
  public static readonly FEATURE_GROUP_DESCRIBED = new Rule(inventory.featureGroupDescribed);
  /** Feature groups have a KMS key for their offline store. */
  public static readonly FEATURE_GROUP_OFFLINE_ENCRYPTED = new Rule(featureStore.offlineEncrypted);
  /** Feature groups have a KMS key for their online store with standard storage. */
  public static readonly FEATURE_GROUP_ONLINE_ENCRYPTED = new Rule(featureStore.onlineEncrypted);
  /** Feature groups have a tag. */
  public static readonly FEATURE_GROUP_TAGGED = new Rule(inventory.featureGroupTagged);
  /** Images have a description. */
  public static readonly IMAGE_DESCRIBED = new Rule(inventory.imageDescribed);
  /** Images have a tag. */
  public static readonly IMAGE_TAGGED = new Rule(inventory.imageTagged);
  /** Image versions have a base image with a digest. */
  public static readonly IMAGE_VERSION_PINNED = new Rule(studio.imagePinned);
  /** Inference experiments have a KMS key for the data that they capture. */
  public static readonly INFERENCE_EXPERIMENT_DATA_ENCRYPTED = new Rule(experiment.dataEncrypted);
  /** Inference experiments have a tag. */
  public static readonly INFERENCE_EXPERIMENT_TAGGED = new Rule(inventory.inferenceExperimentTagged);
  /** Inference experiments have a KMS key for volumes. */
  public static readonly INFERENCE_EXPERIMENT_VOLUME_ENCRYPTED = new Rule(experiment.volumeEncrypted);
  /** Lifecycle scripts send a session token to the instance metadata service. */
  public static readonly LIFECYCLE_SCRIPT_METADATA_CALLS = new Rule(lifecycle.metadataCalls);
  /** Lifecycle scripts have no keys, tokens and passwords. */
  public static readonly LIFECYCLE_SCRIPT_NO_SECRETS = new Rule(lifecycle.secrets);
  /** Model bias jobs have network isolation. */
  public static readonly MODEL_BIAS_NETWORK_ISOLATION = new Rule(monitoring.modelBiasNetworkIsolation);
  /** Model bias jobs with several instances encrypt the traffic between their containers. */
  public static readonly MODEL_BIAS_TRAFFIC_ENCRYPTED = new Rule(monitoring.modelBiasTrafficEncrypted);
  /** Containers of inference pipelines come from a registry in the VPC that is not Amazon ECR. */
  public static readonly MODEL_CONTAINERS_PRIVATE_REGISTRY = new Rule(model.containersPrivateRegistry);
  /** Model explainability jobs have network isolation. */
  public static readonly MODEL_EXPLAINABILITY_NETWORK_ISOLATION = new Rule(
    monitoring.modelExplainabilityNetworkIsolation,
  );
  /** Model explainability jobs encrypt the traffic between their containers. */
  public static readonly MODEL_EXPLAINABILITY_TRAFFIC_ENCRYPTED = new Rule(
    monitoring.modelExplainabilityTrafficEncrypted,
  );
  /** Models have subnets. */
  public static readonly MODEL_IN_VPC = new Rule(model.inVpc);
  /** Models have network isolation. */
  public static readonly MODEL_NETWORK_ISOLATION = new Rule(model.networkIsolation);
  /** Primary containers of models come from a registry in the VPC that is not Amazon ECR. */
  public static readonly MODEL_PRIMARY_PRIVATE_REGISTRY = new Rule(model.primaryPrivateRegistry);
  /** Model quality jobs have network isolation. */
  public static readonly MODEL_QUALITY_NETWORK_ISOLATION = new Rule(monitoring.modelQualityNetworkIsolation);
  /** Model quality jobs encrypt the traffic between their containers. */
  public static readonly MODEL_QUALITY_TRAFFIC_ENCRYPTED = new Rule(monitoring.modelQualityTrafficEncrypted);
  /** Jobs of monitoring schedules have network isolation. */
  public static readonly MONITORING_SCHEDULE_NETWORK_ISOLATION = new Rule(
    monitoring.monitoringScheduleNetworkIsolation,
  );
  /** Jobs of monitoring schedules encrypt the traffic between their containers. */
  public static readonly MONITORING_SCHEDULE_TRAFFIC_ENCRYPTED = new Rule(
    monitoring.monitoringScheduleTrafficEncrypted,
  );
  /** There are no accelerators of Elastic Inference. */
  public static readonly NO_ELASTIC_INFERENCE = new Rule(platform.noElasticInference);
  /** Roles, users, groups and permission sets do not have AmazonSageMakerFullAccess. */
  public static readonly NO_FULL_ACCESS_POLICY = new Rule(access.noFullAccess);
  /** Notebook instances have IMDSv2 as their minimum. */
  public static readonly NOTEBOOK_IMDS_V2 = new Rule(notebook.imdsV2);
  /** Notebook instances have a subnet. */
  public static readonly NOTEBOOK_IN_VPC = new Rule(notebook.inVpc);
  /** Notebook instances have no direct internet access. */
  public static readonly NOTEBOOK_NO_DIRECT_INTERNET = new Rule(notebook.noDirectInternet);
  /** Notebook instances give no root access. */
  public static readonly NOTEBOOK_NO_ROOT_ACCESS = new Rule(notebook.noRootAccess);
  /** Notebook instances have a platform that gets security updates. */
  public static readonly NOTEBOOK_PLATFORM = new Rule(notebook.platform);
  /** Roles of notebook instances are not granted all actions. */
  public static readonly NOTEBOOK_ROLE_ACTIONS = new Rule(notebook.roleActions);
  /** Notebook instances have security groups. */
  public static readonly NOTEBOOK_SECURITY_GROUPS = new Rule(notebook.securityGroups);
  /** Notebook instances have a KMS key for their volume. */
  public static readonly NOTEBOOK_VOLUME_ENCRYPTED = new Rule(notebook.volumeEncrypted);
  /** Partner AI apps have a KMS key. */
  public static readonly PARTNER_APP_CUSTOMER_KEY = new Rule(studio.partnerAppKey);
  /** Training and processing steps of pipelines have KMS keys for volumes and output. */
  public static readonly PIPELINE_JOB_ENCRYPTED = new Rule(jobs.pipelineEncrypted);
  /** Training and processing steps of pipelines have network isolation. */
  public static readonly PIPELINE_JOB_NETWORK_ISOLATION = new Rule(jobs.pipelineNetworkIsolation);
  /** Training and processing steps of pipelines encrypt the traffic between their instances. */
  public static readonly PIPELINE_JOB_TRAFFIC_ENCRYPTED = new Rule(jobs.pipelineTrafficEncrypted);
  /** Condition keys are carried by the actions of their statement. */
  public static readonly POLICY_CARRIED_KEYS = new Rule(policy.carriedKeys);
  /** No allowance undoes the conditions of another. */
  public static readonly POLICY_DEFEATED_ALLOW = new Rule(policy.defeatedAllow);
  /** Denials do not ask for several things at once. */
  public static readonly POLICY_DENY_COMBINED_SETTINGS = new Rule(policy.denyCombinedSettings);
  /** Denials hold for absent keys of which the absence is unsafe. */
  public static readonly POLICY_DENY_MISSING_KEY = new Rule(policy.denyMissingKey);
  /** Denials do not deny what has no such setting. */
  public static readonly POLICY_DENY_UNSUPPORTED_KEY = new Rule(policy.denyUnsupportedKey);
  /** Policies compare no deprecated condition keys. */
  public static readonly POLICY_DEPRECATED_KEYS = new Rule(policy.deprecatedKeys);
  /** No policy lets its holder act as other users. */
  public static readonly POLICY_ESCALATION = new Rule(policy.escalation);
  /** Allowances limit all values of a list. */
  public static readonly POLICY_FOR_ALL_VALUES = new Rule(policy.forAllValues);
  /** Denials do not deny the safe value of a setting. */
  public static readonly POLICY_INVERTED_DENIAL = new Rule(policy.invertedDenial);
  /** Actions in policies are spelt right. */
  public static readonly POLICY_KNOWN_ACTIONS = new Rule(policy.knownActions);
  /** Condition keys in policies are spelt right. */
  public static readonly POLICY_KNOWN_KEYS = new Rule(policy.knownKeys);
  /** Wildcards stand where operators know them. */
  public static readonly POLICY_LITERAL_WILDCARDS = new Rule(policy.literalWildcards);
  /** Operators fit the types of condition keys. */
  public static readonly POLICY_OPERATORS = new Rule(policy.operators);
  /** Roles that may be passed are named. */
  public static readonly POLICY_PASS_ROLE = new Rule(policy.passRole);
  /** Policies can be read. */
  public static readonly POLICY_READABLE = new Rule(policy.readable);
  /** Denials of an action hold for its update and its siblings. */
  public static readonly POLICY_RELATED_ACTIONS = new Rule(policy.relatedActions);
  /** Resource control policies do not name SageMaker, which they do not reach. */
  public static readonly POLICY_RESOURCE_CONTROL = new Rule(policy.resourceControl);
  /** Lists, and lists alone, are compared by set operators. */
  public static readonly POLICY_SET_OPERATORS = new Rule(policy.setOperators);
  /** Policies are within their quota. */
  public static readonly POLICY_SIZE = new Rule(policy.size);
  /** Ids of statements are valid. */
  public static readonly POLICY_STATEMENT_IDS = new Rule(policy.statementIds);
  /** Values in conditions are of the right form. */
  public static readonly POLICY_VALUES = new Rule(policy.values);
  /** Variables in denials have a default. */
  public static readonly POLICY_VARIABLE_DEFAULT = new Rule(policy.variableDefault);
  /** Policies with variables have version 2012-10-17. */
  public static readonly POLICY_VARIABLE_VERSION = new Rule(policy.variableVersion);
  /** Identity policies allow presigned URLs with a condition on networks. */
  public static readonly PRESIGNED_URL_ORIGIN = new Rule(access.presignedUrls);
  /** Stages of private REST APIs have no data trace. */
  public static readonly PRIVATE_API_NO_DATA_TRACE = new Rule(access.privateApiLogs);
  /** Resource policies of private REST APIs deny other endpoints. */
  public static readonly PRIVATE_API_POLICY = new Rule(access.privateApiPolicy);
  /** Resource policies of private REST APIs do not allow everybody beside an authorization that they overrule. */
  public static readonly PRIVATE_API_UNION = new Rule(access.privateApiUnion);
  /** Processing jobs have KMS keys for volumes and output. */
  public static readonly PROCESSING_JOB_ENCRYPTED = new Rule(jobs.processingEncrypted);
  /** Processing jobs have network isolation. */
  public static readonly PROCESSING_JOB_NETWORK_ISOLATION = new Rule(jobs.processingNetworkIsolation);
  /** Processing jobs encrypt the traffic between their instances. */
  public static readonly PROCESSING_JOB_TRAFFIC_ENCRYPTED = new Rule(jobs.processingTrafficEncrypted);
  /** Security groups of inbound resolver endpoints open nothing to any address. */
  public static readonly RESOLVER_ENDPOINT_ADDRESSES = new Rule(network.resolverAddresses);
  /** Forwarding rules name zones below those of AWS. */
  public static readonly RESOLVER_RULE_ZONE = new Rule(network.forwardedZones);
  /** Spaces have no remote access. */
  public static readonly SPACE_NO_REMOTE_ACCESS = new Rule(studio.noRemoteAccess);
  /** User profiles and lifecycle configurations of Studio have no tags of their whole stack. */
  public static readonly STUDIO_CREATE_ONLY_TAGS = new Rule(studio.createOnlyTags);
  /** Applications are shut down when they are idle. */
  public static readonly STUDIO_IDLE_SHUTDOWN = new Rule(studio.idleShutdown);
  /** There are no applications and settings of Studio Classic. */
  public static readonly STUDIO_NO_CLASSIC = new Rule(studio.noClassic);
  /** Notebooks are shared without output. */
  public static readonly STUDIO_OUTPUT_SHARING = new Rule(studio.outputSharing);
  /** User profiles of a domain have POSIX users of their own. */
  public static readonly STUDIO_POSIX_USERS = new Rule(studio.posixUsers);
  /** Templates can be read, and are not transformed when they are deployed. */
  public static readonly TEMPLATE_READABLE = new Rule(template.readable);
  /** Roles for SageMaker name the accounts on behalf of which it may assume them. */
  public static readonly TRUST_CONFUSED_DEPUTY = new Rule(trust.confusedDeputy);
  /** Roles for SageMaker have conditions that SageMaker meets. */
  public static readonly TRUST_USABLE = new Rule(trust.usable);
  /** Security groups of user profiles open no ports of applications to others. */
  public static readonly USER_PROFILE_SECURITY_GROUPS = new Rule(studio.userProfileSecurityGroups);
  /** Security groups of endpoints of SageMaker open nothing to any address. */
  public static readonly VPC_ENDPOINT_ADDRESSES = new Rule(network.endpointAddresses);
  /** Endpoints of SageMaker have a policy that names accounts. */
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
  /** The sentence that the rule checks. */
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
