import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { grant } from '../private/policies/role-needs';
import * as combination from './combination/permissions';
import { type AllowParts, partsOf } from './combination/statements';
import type { AllowOptions } from './options/allow';
import type { ApiFromAddressesOptions, ApiFromVpcOptions, NotebookUrlFromAddressesOptions } from './options/api';
import type { ConsoleOptions, OwnPermissionsOptions } from './options/console';
import type {
  EncryptedJobsOptions,
  FileSystemTrainingOptions,
  TrainingOnInstanceTypesOptions,
  VpcTrainingOptions,
} from './options/jobs';
import type { AugmentedAiConsoleOptions, LabelingDataOptions, LabelingWithOptions } from './options/labeling';
import type { LifeCycleOptions } from './options/life-cycle';
import type { SecureNotebooksOptions, TaggedNotebooksOptions } from './options/notebooks';
import type { OwnStudioProfileOptions, PrivateSpacesOptions } from './options/studio';
import type { CreateInDomainOptions, SearchVisibleOptions, TagOnCreateOptions } from './options/tags';
import * as api from './statements/api';
import * as consoles from './statements/console';
import { customPermission } from './statements/custom';
import type { PermissionDefinition } from './statements/definition';
import * as jobs from './statements/jobs';
import * as labeling from './statements/labeling';
import * as notebooks from './statements/notebooks';
import * as studio from './statements/studio';
import * as tags from './statements/tags';

/**
 * A named set of statements that allow, in the partition, region and account of the stack.
 *
 * An Allow is not a restriction: permissions add up, and whoever is allowed the same elsewhere keeps it. The guardrail that is named with a permission makes it one.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
 */
export class Permission {
  /**
   * Lets IAM users see their own user and the policies that apply to it.
   *
   * The documented form opens every policy of the account, and does not fit users with a path. Roles have no user name: it gives them no more than the policies.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static ownPermissions(options: OwnPermissionsOptions = {}): Permission {
    return new Permission(consoles.ownPermissions(options));
  }

  /**
   * Lets the SageMaker console show everything, or do everything where that is said.
   *
   * The documented form may attach any policy to any role and pass it to SageMaker, which makes an administrator of everybody. Here no role is made, and named ones alone are passed.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static console(options: ConsoleOptions = {}): Permission {
    return new Permission(consoles.consoleUse(options));
  }

  /**
   * Lets the Ground Truth console read and write labeling data and manage its workforce.
   *
   * The documented form reads and writes every bucket and calls every function of the account. What starts labeling jobs is `labelingWith`.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static groundTruthConsole(options: LabelingDataOptions): Permission {
    return new Permission(labeling.groundTruthConsole(options));
  }

  /**
   * Lets the Augmented AI console manage human review workflows.
   *
   * The documented form is longer than IAM accepts, grows with every new operation whose name ends alike, and passes every role. An Allow is not a restriction: `Guardrail.workteams` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static augmentedAiConsole(options: AugmentedAiConsoleOptions): Permission {
    return new Permission(labeling.augmentedAiConsole(options));
  }

  /**
   * Allows training jobs that mount the given directories of the given file systems.
   *
   * The documented form checks no security group where a job has none, since a comparison of an absent list always holds. An Allow is not a restriction: `Guardrail.fileSystems` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static fileSystemTraining(options: FileSystemTrainingOptions): Permission {
    return new Permission(jobs.fileSystemTraining(options));
  }

  /**
   * Allows training jobs in the given subnets, with the given security groups.
   *
   * Every item of both lists must be approved, and neither may be missing. An Allow is not a restriction: `Guardrail.approvedNetwork` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static vpcTraining(options: VpcTrainingOptions): Permission {
    return new Permission(jobs.vpcTraining(options));
  }

  /**
   * Allows labeling jobs and human review workflows with the given work teams.
   *
   * The documented form forgets human review workflows, which reach the public crowd as well. An Allow is not a restriction: `Guardrail.workteams` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static labelingWith(options: LabelingWithOptions): Permission {
    return new Permission(labeling.labelingWith(options));
  }

  /**
   * Allows jobs that encrypt their storage volumes and their output with the given keys.
   *
   * The documented form compares a deprecated key that no operation carries any more, and leaves output aside. It does not cover labeling jobs: `labelingWith` limits their work teams. An Allow is not a restriction: `Guardrail.volumeEncryption` and `outputEncryption` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static encryptedJobs(options: EncryptedJobsOptions): Permission {
    return new Permission(jobs.encryptedJobs(options));
  }

  /**
   * Allows training jobs whose containers have no network.
   *
   * A job that does not ask for isolation has none, so an absent key is not enough. An Allow is not a restriction: `Guardrail.networkIsolation` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
   */
  public static isolatedTraining(options: LifeCycleOptions): Permission {
    return new Permission(jobs.isolatedTraining(options));
  }

  /**
   * Allows training jobs on the given instance types.
   *
   * The documented form lets a request through that names no instance type at all. An Allow is not a restriction: `Guardrail.instanceTypes` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static trainingOnInstanceTypes(options: TrainingOnInstanceTypesOptions): Permission {
    return new Permission(jobs.trainingOnInstanceTypes(options));
  }

  /**
   * Allows creating and updating notebook instances in a VPC that require IMDSv2, without root and direct internet access.
   *
   * The documented form refuses every update that leaves these settings as they are, and lets lifecycle scripts run as root. An Allow is not a restriction: `Guardrail.imdsV2Notebooks`, `noNotebookRootAccess`, `noNotebookDirectInternet`, `notebookLifecycleConfigs` and `approvedNetwork` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static secureNotebooks(options: SecureNotebooksOptions): Permission {
    return new Permission(notebooks.secureNotebooks(options));
  }

  /**
   * Allows SageMaker operations through a VPC or its interface endpoints.
   *
   * The documented form names a VPC without its region, though ids of VPCs are unique in one region alone, and allows every operation. An Allow is not a restriction: `Guardrail.apiFromNetwork` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static apiFromVpc(options: ApiFromVpcOptions): Permission {
    return new Permission(api.apiFromVpc(options));
  }

  /**
   * Allows SageMaker operations from public address ranges.
   *
   * The documented form forgets the operations of the runtime. Requests through interface endpoints carry no public address and are not allowed by this. An Allow is not a restriction: `Guardrail.apiFromNetwork` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static apiFromAddresses(options: ApiFromAddressesOptions): Permission {
    return new Permission(api.apiFromAddresses(options));
  }

  /**
   * Allows opening notebook instances from public address ranges.
   *
   * The documented form opens every notebook instance of the account. An Allow is not a restriction: `Guardrail.notebookUrlsFromNetwork` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedNotebookInstanceUrl.html
   */
  public static notebookUrlFromAddresses(options: NotebookUrlFromAddressesOptions): Permission {
    return new Permission(api.notebookUrlFromAddresses(options));
  }

  /**
   * Allows using and creating the notebook instances with a tag.
   *
   * The documented form denies one other team and is open to all further ones, and breaks tagging on creation. An Allow is not a restriction: `Guardrail.requireTags` and `protectTags` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static taggedNotebooks(options: TaggedNotebooksOptions): Permission {
    return new Permission(notebooks.taggedNotebooks(options));
  }

  /**
   * Allows tagging resources while they are created, and not later.
   *
   * The documented form for several operations has an operator that IAM does not know. An Allow is not a restriction: `Guardrail.tagOnlyOnCreate` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static tagOnCreate(options: TagOnCreateOptions): Permission {
    return new Permission(tags.tagOnCreate(options));
  }

  /**
   * Allows creating resources that are tagged with a Studio domain, and using those.
   *
   * The documented form lets resources be created for every domain. An Allow is not a restriction: `Guardrail.domainIsolation` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-resource-isolation.html
   */
  public static createInDomain(options: CreateInDomainOptions): Permission {
    return new Permission(tags.createInDomain(options));
  }

  /**
   * Allows searches that are limited to some values of a tag.
   *
   * The documented form has the same JSON key twice, of which one is lost. SageMaker finds resources without the tag all the same, and lists are not limited: it is no isolation.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VisibilityConditions.html
   */
  public static searchVisible(options: SearchVisibleOptions): Permission {
    return new Permission(tags.searchVisible(options));
  }

  /**
   * Allows opening Studio with the own user profile.
   *
   * Whoever opens Studio has the permissions of the profile's execution role. An Allow is not a restriction: `Guardrail.presignedUrlsByPrincipals` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
   */
  public static ownStudioProfile(options: OwnStudioProfileOptions): Permission {
    return new Permission(studio.ownStudioProfile(options));
  }

  /**
   * Lets the users of Studio manage their own private spaces, by way of their execution role.
   *
   * SageMaker sets the policy variables of domain and profile in private spaces alone. An Allow is not a restriction: `Guardrail.ownSpaces` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces.html
   */
  public static privateSpaces(options: PrivateSpacesOptions = {}): Permission {
    return new Permission(studio.privateSpaces(options));
  }

  /**
   * Allows the SageMaker requests that all of the given permissions allow, such as isolated training jobs in a VPC.
   *
   * Give all permissions the same `tag`, since deleting and opening resources requires one. An action of another service, such as `iam:PassRole`, must be allowed by each permission that names it.
   *
   * @param permissions the permissions; the id of the result consists of their ids
   * @throws an error that names each action for which no request meets all of them
   *
   * @example
   * declare const executionRole: iam.IRole;
   * const executionRoles = [executionRole];
   * const tag = permissions.TagMatch.ofPrincipal('Project');
   * const isolated = permissions.Permission.isolatedTraining({ executionRoles, tag });
   * const onTypes = permissions.Permission.trainingOnInstanceTypes({ executionRoles, tag, instanceTypes: ['ml.c5.*'] });
   * permissions.Permission.intersection([isolated, onTypes]);
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
   */
  public static intersection(permissions: Permission[]): Permission {
    return new Permission(combination.intersection(permissions.map(({ definition }) => definition)));
  }

  /**
   * Allows the requests that any of the given permissions allows.
   *
   * A `PermissionPolicy` with several permissions allows the same, but warns if one of them bypasses the conditions of another. A union is explicit, so it causes no warning.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
   */
  public static union(permissions: Permission[]): Permission {
    return new Permission(combination.union(permissions.map(({ definition }) => definition)));
  }

  /**
   * Allows actions for requests that meet all requirements.
   *
   * Job permissions that are granted beside each other add up, so that a job need meet one of them alone. Requirements of one permission must all be met, and so must the permissions of an `intersection`.
   */
  public static allow(options: AllowOptions): Permission {
    return new Permission(customPermission(options));
  }

  /** The id, in lowercase words with hyphens. */
  public readonly id: string;
  /** One sentence on what is allowed. */
  public readonly description: string;
  /** The name of the factory of `Guardrail` that makes a restriction of it, the first one where there are several. */
  public readonly guardrail?: string;

  private constructor(private readonly definition: PermissionDefinition) {
    this.id = definition.id;
    this.description = definition.description;
    this.guardrail = definition.guardrails?.[0];
  }

  /** @internal */
  public get _guardrails(): readonly string[] {
    return this.definition.guardrails ?? [];
  }

  /** @internal */
  public get _parts(): readonly AllowParts[] {
    return this.definition.statements.map(partsOf);
  }

  /** The statements, without ids. They are copies. */
  public statements(): iam.PolicyStatement[] {
    return this.definition.statements.map((statement) => statement.copy());
  }

  /** Adds the statements to the policies of a grantee. */
  public grantTo(grantee: iam.IGrantable): iam.Grant {
    return this._grantTo(undefined, grantee);
  }

  /** The same on behalf of a construct, which warns if the grantee cannot be granted anything. @internal */
  public _grantTo(scope: IConstruct | undefined, grantee: iam.IGrantable): iam.Grant {
    const [first, ...others] = this.statements().map(({ actions, resources, conditions }) =>
      grant(scope, { grantee, actions, resourceArns: resources, conditions }),
    );
    return others.reduce((all, grant) => all.combine(grant), first);
  }
}
