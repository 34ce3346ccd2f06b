import type * as iam from 'aws-cdk-lib/aws-iam';
import { approvedNetwork } from './built-in/approved-network';
import * as callers from './built-in/callers';
import { custom } from './built-in/custom';
import type { GuardrailDefinition } from './built-in/definition';
import * as encryption from './built-in/encryption';
import { protectExemptions } from './built-in/exemptions';
import { fileSystems } from './built-in/file-systems';
import * as generativeAi from './built-in/generative-ai';
import * as jobs from './built-in/jobs';
import * as notebooks from './built-in/notebooks';
import * as organization from './built-in/organization';
import * as studio from './built-in/studio';
import * as tags from './built-in/tags';
import type { ApiFromNetworkOptions, FromNetworkOptions, PresignedUrlsByPrincipalsOptions } from './options/callers';
import type { CustomGuardrailOptions } from './options/custom';
import type { ApprovedHubsOptions } from './options/generative-ai';
import type {
  ActionScopeOptions,
  ApprovedNetworkOptions,
  FileSystemsOptions,
  InstanceTypesOptions,
  MaxRuntimeOptions,
  OutputEncryptionOptions,
  VolumeEncryptionOptions,
  WorkteamsOptions,
} from './options/jobs';
import type {
  ApprovedRegionsOptions,
  ConfusedDeputyProtectionOptions,
  ProtectExemptionsOptions,
} from './options/organization';
import type {
  DomainAuthModeOptions,
  DomainIsolationOptions,
  LifecycleConfigsOptions,
  StudioImagesOptions,
} from './options/studio';
import type { ProtectTagsOptions, RequireTagsOptions } from './options/tags';

/**
 * A named set of statements that deny. It acts where it is rendered: in a `ServiceControlPolicy`, `PermissionsBoundaryPolicy` or
 * `GuardrailPolicy`, or in a `ResourceControlPolicy` where it says so.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class Guardrail {
  /** Denies creating notebook instances unless the minimum IMDS version is `"2"`, and updating them to `"1"`. */
  public static imdsV2Notebooks(): Guardrail {
    return new Guardrail(notebooks.imdsV2Notebooks());
  }

  /** Denies creating notebook instances unless `RootAccess` is `Disabled`, and enabling it later. Lifecycle scripts still run as root. */
  public static noNotebookRootAccess(): Guardrail {
    return new Guardrail(notebooks.noNotebookRootAccess());
  }

  /** Denies creating notebook instances unless `DirectInternetAccess` is `Disabled`. It cannot be changed later. */
  public static noNotebookDirectInternet(): Guardrail {
    return new Guardrail(notebooks.noNotebookDirectInternet());
  }

  /** Denies notebook instances with a lifecycle configuration that is not approved. Having none is allowed. */
  public static notebookLifecycleConfigs(options: LifecycleConfigsOptions): Guardrail {
    return new Guardrail(notebooks.notebookLifecycleConfigs(options));
  }

  /** Denies domains, profiles, spaces and apps with a lifecycle configuration that is not approved. Having none is allowed. */
  public static studioLifecycleConfigs(options: LifecycleConfigsOptions): Guardrail {
    return new Guardrail(studio.studioLifecycleConfigs(options));
  }

  /** Denies domains, profiles, spaces and apps with an image or image version that is not approved. Having none is allowed. */
  public static studioImages(options: StudioImagesOptions): Guardrail {
    return new Guardrail(studio.studioImages(options));
  }

  /**
   * Denies creating what runs without subnets, without security groups, or with some that are not approved, and updating
   * it to such. Serverless inference cannot use a VPC, so `CreateModel` denies it.
   */
  public static approvedNetwork(options: ApprovedNetworkOptions): Guardrail {
    return new Guardrail(approvedNetwork(options));
  }

  /** Denies jobs, models and monitoring without network isolation, also if the request leaves it out. */
  public static networkIsolation(options: ActionScopeOptions = {}): Guardrail {
    return new Guardrail(jobs.networkIsolation(options));
  }

  /** Denies jobs and monitoring that do not encrypt the traffic between containers, also if the request leaves it out. */
  public static interContainerEncryption(options: ActionScopeOptions = {}): Guardrail {
    return new Guardrail(jobs.interContainerEncryption(options));
  }

  /** Denies storage volumes without an approved key, except for jobs and endpoints whose instance types all take no key, and labeling jobs unless `labelingVolumes` requires one. */
  public static volumeEncryption(options: VolumeEncryptionOptions): Guardrail {
    return new Guardrail(encryption.volumeEncryption(options));
  }

  /** Denies jobs that write their output without an approved key. */
  public static outputEncryption(options: OutputEncryptionOptions): Guardrail {
    return new Guardrail(encryption.outputEncryption(options));
  }

  /** Denies requests with an instance type that is not approved, even as one of several. What must have instances must name a type. */
  public static instanceTypes(options: InstanceTypesOptions): Guardrail {
    return new Guardrail(jobs.instanceTypes(options));
  }

  /** Denies jobs that may run longer, also those without a limit if SageMaker's own limit of a day is longer. */
  public static maxRuntime(options: MaxRuntimeOptions): Guardrail {
    return new Guardrail(jobs.maxRuntime(options));
  }

  /** Denies remote debugging of training jobs. It is off unless a request asks for it. */
  public static noRemoteDebug(): Guardrail {
    return new Guardrail(jobs.noRemoteDebug());
  }

  /** Denies remote access to Studio spaces, and sessions with spaces that have it. It is off unless a request asks for it. */
  public static noRemoteAccess(): Guardrail {
    return new Guardrail(studio.noRemoteAccess());
  }

  /** Denies training jobs with other file systems, or with other types, modes or directories of approved ones. */
  public static fileSystems(options: FileSystemsOptions): Guardrail {
    return new Guardrail(fileSystems(options));
  }

  /** Denies labeling jobs and human review workflows with other work teams. Workflows without people are allowed. */
  public static workteams(options: WorkteamsOptions): Guardrail {
    return new Guardrail(jobs.workteams(options));
  }

  /** Denies creating Studio domains that are not `VpcOnly`, and updating them to anything else. */
  public static vpcOnlyDomains(): Guardrail {
    return new Guardrail(studio.vpcOnlyDomains());
  }

  /** Denies creating Studio domains with another authentication mode. It cannot be changed later. */
  public static domainAuthMode(options: DomainAuthModeOptions): Guardrail {
    return new Guardrail(studio.domainAuthMode(options));
  }

  /** Denies creating, changing and deleting apps and spaces that another user profile owns. Callers without a profile, such as administrators, need an exemption. */
  public static ownSpaces(): Guardrail {
    return new Guardrail(studio.ownSpaces());
  }

  /** Denies creating and using presigned URLs from other networks: those of Studio, notebook instances, MLflow, partner AI apps, and the content of hubs. */
  public static presignedUrlsFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(callers.presignedUrlsFromNetwork(options));
  }

  /** Denies presigned URLs to other principals, both creating and using them: those of Studio, notebook instances, MLflow, partner AI apps, and the content of hubs. */
  public static presignedUrlsByPrincipals(options: PresignedUrlsByPrincipalsOptions): Guardrail {
    return new Guardrail(callers.presignedUrlsByPrincipals(options));
  }

  /**
   * Denies calls to SageMaker's API and runtime from other networks, including those of the console. Calls that AWS services make with the
   * credentials of the caller are allowed, and so are those that they make with the `serviceRoleArns`.
   */
  public static apiFromNetwork(options: ApiFromNetworkOptions): Guardrail {
    return new Guardrail(callers.apiFromNetwork(options));
  }

  /** Denies creating and using presigned URLs of notebook instances from other networks. */
  public static notebookUrlsFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(callers.notebookUrlsFromNetwork(options));
  }

  /** Denies using MLflow from other networks: its UI, its API, and its presigned URLs. */
  public static mlflowFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(generativeAi.mlflowFromNetwork(options));
  }

  /** Denies calling and opening partner AI apps from other networks. */
  public static partnerAppsFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(generativeAi.partnerAppsFromNetwork(options));
  }

  /** Denies reading, deploying and training the models of other hubs, such as the public hub of JumpStart, and changing their content. */
  public static approvedHubs(options: ApprovedHubsOptions): Guardrail {
    return new Guardrail(generativeAi.approvedHubs(options));
  }

  /** Denies training jobs and models that use a gated model directly. Exemptions permit it to those who accepted its license. */
  public static noGatedModels(): Guardrail {
    return new Guardrail(generativeAi.noGatedModels());
  }

  /** Denies using what is tagged with another domain, creating anything with such a tag, and changing the tags of SageMaker. */
  public static domainIsolation(options: DomainIsolationOptions): Guardrail {
    return new Guardrail(studio.domainIsolation(options));
  }

  /** Denies creating resources without the tags, for all types that can be tagged on creation. */
  public static requireTags(options: RequireTagsOptions): Guardrail {
    return new Guardrail(tags.requireTags(options));
  }

  /** Denies changing and removing tags, but not creating resources with them. */
  public static protectTags(options: ProtectTagsOptions): Guardrail {
    return new Guardrail(tags.protectTags(options));
  }

  /** Denies adding tags to existing resources. It does not deny removing tags: see `protectTags`. */
  public static tagOnlyOnCreate(): Guardrail {
    return new Guardrail(tags.tagOnlyOnCreate());
  }

  /** Denies resource policies of SageMaker, of model package groups and of lineage groups, and resource shares. */
  public static noResourceSharing(): Guardrail {
    return new Guardrail(organization.noResourceSharing());
  }

  /** Denies SageMaker in other regions. */
  public static approvedRegions(options: ApprovedRegionsOptions): Guardrail {
    return new Guardrail(organization.approvedRegions(options));
  }

  /** Denies creating, changing and passing exempt roles and users, and giving anybody an exempting tag. The trust policy of a role decides who can assume it. */
  public static protectExemptions(options: ProtectExemptionsOptions): Guardrail {
    return new Guardrail(protectExemptions(options));
  }

  /**
   * Denies requests that AWS services make on behalf of foreign organizations. For a `ResourceControlPolicy`. It guards what SageMaker
   * works with, such as buckets, keys and roles, since resource control policies do not reach SageMaker itself.
   */
  public static confusedDeputyProtection(options: ConfusedDeputyProtectionOptions): Guardrail {
    return new Guardrail(organization.confusedDeputyProtection(options));
  }

  /** A guardrail that denies what breaks your requirements and what your statements match. */
  public static custom(options: CustomGuardrailOptions): Guardrail {
    return new Guardrail(custom(options));
  }

  /** The id, such as `imds-v2-notebooks`. */
  public readonly id: string;
  /** The requirement that it enforces, such as "Notebook instances must not give root access". */
  public readonly description: string;
  /** The ids of published controls that the guardrail serves. */
  public readonly controls: string[];
  /** The AWS page that documents the requirement. */
  public readonly documentationUrl: string;

  private constructor(private readonly definition: GuardrailDefinition) {
    this.id = definition.id;
    this.description = definition.description;
    this.controls = [...(definition.controls ?? [])];
    this.documentationUrl = definition.documentationUrl;
  }

  /** Copies of the statements, without exemptions. */
  public statements(): iam.PolicyStatement[] {
    return this.definition.statements.map((statement) => statement.copy());
  }

  /** @internal */
  public get _deniesServiceRoles(): boolean {
    return this.definition.deniesServiceRoles ?? false;
  }
}
