import type * as iam from 'aws-cdk-lib/aws-iam';
import type { LifecycleConfigsOptions } from './approved-arns';
import type { StudioImagesOptions } from './approved-images';
import { approvedNetwork } from './built-in/approved-network';
import * as callers from './built-in/callers';
import { custom } from './built-in/custom';
import type { GuardrailDefinition } from './built-in/definition';
import * as encryption from './built-in/encryption';
import { protectExemptions } from './built-in/exemptions';
import { fileSystems } from './built-in/file-systems';
import * as jobs from './built-in/jobs';
import * as notebooks from './built-in/notebooks';
import * as organization from './built-in/organization';
import * as studio from './built-in/studio';
import * as tags from './built-in/tags';
import type { CustomGuardrailOptions } from './custom-guardrail-props';
import type { FileSystemsOptions } from './file-systems-options';
import type {
  ActionScopeOptions,
  ApprovedNetworkOptions,
  InstanceTypesOptions,
  MaxRuntimeOptions,
  OutputEncryptionOptions,
  VolumeEncryptionOptions,
  WorkteamsOptions,
} from './job-guardrail-options';
import type { ApiFromNetworkOptions, FromNetworkOptions, PresignedUrlsByPrincipalsOptions } from './network-sources';
import type {
  ApprovedRegionsOptions,
  ConfusedDeputyProtectionOptions,
  DomainAuthModeOptions,
  DomainIsolationOptions,
} from './organization-options';
import type { ProtectExemptionsOptions } from './protect-exemptions-options';
import type { ProtectTagsOptions, RequireTagsOptions } from './tag-guardrail-options';

/**
 * A named set of statements that deny. It acts where it is rendered: in a `ServiceControlPolicy`, `PermissionsBoundaryPolicy` or
 * `GuardrailPolicy`, or in a `ResourceControlPolicy` where it says so.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export class Guardrail {
  /** Denies to create notebook instances without IMDSv2, named as `"2"`, and to update them to `"1"`. */
  public static imdsV2Notebooks(): Guardrail {
    return new Guardrail(notebooks.imdsV2Notebooks());
  }

  /** Denies to create notebook instances without `RootAccess` being `Disabled`, and to enable it. Lifecycle scripts run as root all the same. */
  public static noNotebookRootAccess(): Guardrail {
    return new Guardrail(notebooks.noNotebookRootAccess());
  }

  /** Denies to create notebook instances without `DirectInternetAccess` being `Disabled`. It cannot be changed later. */
  public static noNotebookDirectInternet(): Guardrail {
    return new Guardrail(notebooks.noNotebookDirectInternet());
  }

  /** Denies notebook instances with any lifecycle configuration but the approved ones. None at all is fine. */
  public static notebookLifecycleConfigs(options: LifecycleConfigsOptions): Guardrail {
    return new Guardrail(notebooks.notebookLifecycleConfigs(options));
  }

  /** Denies domains, profiles, spaces and apps with any lifecycle configuration but the approved ones. None at all is fine. */
  public static studioLifecycleConfigs(options: LifecycleConfigsOptions): Guardrail {
    return new Guardrail(studio.studioLifecycleConfigs(options));
  }

  /** Denies domains, profiles, spaces and apps with any image or image version but the approved ones. None at all is fine. */
  public static studioImages(options: StudioImagesOptions): Guardrail {
    return new Guardrail(studio.studioImages(options));
  }

  /**
   * Denies to create what runs without subnets, without security groups, or with any other than the approved ones, and to
   * update it to others. Serverless inference knows no VPC and is denied with it, at `CreateModel`.
   */
  public static approvedNetwork(options: ApprovedNetworkOptions): Guardrail {
    return new Guardrail(approvedNetwork(options));
  }

  /** Denies jobs, models and monitoring without network isolation, also where the request does not say. */
  public static networkIsolation(options: ActionScopeOptions = {}): Guardrail {
    return new Guardrail(jobs.networkIsolation(options));
  }

  /** Denies jobs and monitoring without encryption of the traffic among containers, also where the request does not say. */
  public static interContainerEncryption(options: ActionScopeOptions = {}): Guardrail {
    return new Guardrail(jobs.interContainerEncryption(options));
  }

  /** Denies storage volumes with any other key or none, but for jobs and endpoints on nothing but instances that take no key. */
  public static volumeEncryption(options: VolumeEncryptionOptions): Guardrail {
    return new Guardrail(encryption.volumeEncryption(options));
  }

  /** Denies jobs that write their output with any other key or none. */
  public static outputEncryption(options: OutputEncryptionOptions): Guardrail {
    return new Guardrail(encryption.outputEncryption(options));
  }

  /** Denies any instance type but the approved ones, one of several included. What must have instances must name a type. */
  public static instanceTypes(options: InstanceTypesOptions): Guardrail {
    return new Guardrail(jobs.instanceTypes(options));
  }

  /** Denies jobs that may run longer, also by not saying how long where SageMaker's own limit of a day is longer. */
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

  /** Denies training jobs with other file systems, or with other kinds, modes or directories of approved ones. */
  public static fileSystems(options: FileSystemsOptions): Guardrail {
    return new Guardrail(fileSystems(options));
  }

  /** Denies labeling jobs and human review flows with other work teams. Flows without people are fine. */
  public static workteams(options: WorkteamsOptions): Guardrail {
    return new Guardrail(jobs.workteams(options));
  }

  /** Denies to create Studio domains that are not `VpcOnly`, and to update them away from it. */
  public static vpcOnlyDomains(): Guardrail {
    return new Guardrail(studio.vpcOnlyDomains());
  }

  /** Denies to create Studio domains with another way to sign in. It cannot be changed later. */
  public static domainAuthMode(options: DomainAuthModeOptions): Guardrail {
    return new Guardrail(studio.domainAuthMode(options));
  }

  /** Denies to touch apps and spaces that another user profile owns. Who has no profile, such as an administrator, needs an exemption. */
  public static ownSpaces(): Guardrail {
    return new Guardrail(studio.ownSpaces());
  }

  /** Denies presigned URLs of Studio and notebook instances any other way, when they are made and whenever they are used. */
  public static presignedUrlsFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(callers.presignedUrlsFromNetwork(options));
  }

  /** Denies presigned URLs of Studio and notebook instances to everybody else, when they are made and whenever they are used. */
  public static presignedUrlsByPrincipals(options: PresignedUrlsByPrincipalsOptions): Guardrail {
    return new Guardrail(callers.presignedUrlsByPrincipals(options));
  }

  /**
   * Denies calls of SageMaker's API and runtime any other way, the console included. Calls that AWS services make with the
   * credentials of the caller go on, and those that they make with the `serviceRoleArns`.
   */
  public static apiFromNetwork(options: ApiFromNetworkOptions): Guardrail {
    return new Guardrail(callers.apiFromNetwork(options));
  }

  /** Denies presigned URLs of notebook instances any other way, when they are made and whenever they are used. */
  public static notebookUrlsFromNetwork(options: FromNetworkOptions): Guardrail {
    return new Guardrail(callers.notebookUrlsFromNetwork(options));
  }

  /** Denies to touch what is tagged with another domain, to create anything so tagged, and to change tags of SageMaker. */
  public static domainIsolation(options: DomainIsolationOptions): Guardrail {
    return new Guardrail(studio.domainIsolation(options));
  }

  /** Denies to create without the tags, with all that can be tagged as it is created. */
  public static requireTags(options: RequireTagsOptions): Guardrail {
    return new Guardrail(tags.requireTags(options));
  }

  /** Denies to change or take away tags, but not to create with them. */
  public static protectTags(options: ProtectTagsOptions): Guardrail {
    return new Guardrail(tags.protectTags(options));
  }

  /** Denies to add tags to what exists. Taking tags away is another matter: see `protectTags`. */
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

  /** Denies to make, change and pass exempt roles and users, and to give anybody an exempting tag. Who may assume a role is for its trust policy. */
  public static protectExemptions(options: ProtectExemptionsOptions): Guardrail {
    return new Guardrail(protectExemptions(options));
  }

  /**
   * Denies AWS services to act on behalf of foreign organizations, for a `ResourceControlPolicy`. It guards what SageMaker
   * works with, such as buckets, keys and roles, since resource control policies do not reach SageMaker itself.
   */
  public static confusedDeputyProtection(options: ConfusedDeputyProtectionOptions): Guardrail {
    return new Guardrail(organization.confusedDeputyProtection(options));
  }

  /** Denies what you say. */
  public static custom(options: CustomGuardrailOptions): Guardrail {
    return new Guardrail(custom(options));
  }

  /** The id, such as `imds-v2-notebooks`. */
  public readonly id: string;
  /** What holds where the guardrail acts. */
  public readonly description: string;
  /** The ids of published controls that the guardrail serves. */
  public readonly controls: string[];
  /** The page that the guardrail rests on. */
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
