import * as iam from 'aws-cdk-lib/aws-iam';
import type { AllowProps } from './props/allow-props';
import type { ApiFromAddressesProps } from './props/api-from-addresses-props';
import type { ApiFromVpcProps } from './props/api-from-vpc-props';
import type { AugmentedAiConsoleProps } from './props/augmented-ai-console-props';
import type { ConsoleProps } from './props/console-props';
import type { CreateInDomainProps } from './props/create-in-domain-props';
import type { EncryptedJobsProps } from './props/encrypted-jobs-props';
import type { ExecutionRolesProps } from './props/execution-roles-props';
import type { FileSystemTrainingProps } from './props/file-system-training-props';
import type { LabelingDataProps } from './props/labeling-data-props';
import type { LabelingWithProps } from './props/labeling-with-props';
import type { NotebookUrlFromAddressesProps } from './props/notebook-url-from-addresses-props';
import type { OwnPermissionsProps } from './props/own-permissions-props';
import type { OwnStudioProfileProps } from './props/own-studio-profile-props';
import type { PrivateSpacesProps } from './props/private-spaces-props';
import type { SearchVisibleProps } from './props/search-visible-props';
import type { SecureNotebooksProps } from './props/secure-notebooks-props';
import type { TagOnCreateProps } from './props/tag-on-create-props';
import type { TaggedNotebooksProps } from './props/tagged-notebooks-props';
import type { TrainingOnInstanceTypesProps } from './props/training-on-instance-types-props';
import type { VpcTrainingProps } from './props/vpc-training-props';
import * as api from './statements/api';
import * as consoles from './statements/console';
import { customPermission } from './statements/custom';
import type { PermissionDefinition } from './statements/definition';
import * as jobs from './statements/jobs';
import * as labeling from './statements/labeling';
import * as notebooks from './statements/notebooks';
import * as studio from './statements/studio';
import * as tags from './statements/tags';
import * as training from './statements/training';

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
  public static ownPermissions(props: OwnPermissionsProps = {}): Permission {
    return new Permission(consoles.ownPermissions(props));
  }

  /**
   * Lets the SageMaker console show everything, or do everything where that is said.
   *
   * The documented form may attach any policy to any role and pass it to SageMaker, which makes an administrator of everybody. Here no role is made, and named ones alone are passed.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static console(props: ConsoleProps = {}): Permission {
    return new Permission(consoles.consoleUse(props));
  }

  /**
   * Lets the Ground Truth console read and write labeling data and manage its workforce.
   *
   * The documented form reads and writes every bucket and calls every function of the account. What starts labeling jobs is `labelingWith`.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static groundTruthConsole(props: LabelingDataProps): Permission {
    return new Permission(labeling.groundTruthConsole(props));
  }

  /**
   * Lets the Augmented AI console manage human review workflows.
   *
   * The documented form is longer than IAM accepts, grows with every new operation whose name ends alike, and passes every role. An Allow is not a restriction: `Guardrail.workteams` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static augmentedAiConsole(props: AugmentedAiConsoleProps): Permission {
    return new Permission(labeling.augmentedAiConsole(props));
  }

  /**
   * Allows training jobs that mount the given directories of the given file systems.
   *
   * The documented form checks no security group where a job has none, since a comparison of an absent list always holds. An Allow is not a restriction: `Guardrail.fileSystems` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static fileSystemTraining(props: FileSystemTrainingProps): Permission {
    return new Permission(training.fileSystemTraining(props));
  }

  /**
   * Allows training jobs in the given subnets, with the given security groups.
   *
   * Every item of both lists must be approved, and neither may be missing. An Allow is not a restriction: `Guardrail.vpcOnly` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static vpcTraining(props: VpcTrainingProps): Permission {
    return new Permission(training.vpcTraining(props));
  }

  /**
   * Allows labeling jobs and human review workflows with the given work teams.
   *
   * The documented form forgets human review workflows, which reach the public crowd as well. An Allow is not a restriction: `Guardrail.workteams` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static labelingWith(props: LabelingWithProps): Permission {
    return new Permission(labeling.labelingWith(props));
  }

  /**
   * Allows jobs that encrypt their storage volumes and their output with the given keys.
   *
   * The documented form compares a deprecated key that no operation carries any more, and leaves output aside. An Allow is not a restriction: `Guardrail.volumeEncryption` and `outputEncryption` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static encryptedJobs(props: EncryptedJobsProps): Permission {
    return new Permission(jobs.encryptedJobs(props));
  }

  /**
   * Allows training jobs whose containers have no network.
   *
   * A job that does not ask for isolation has none, so an absent key is not enough. An Allow is not a restriction: `Guardrail.networkIsolation` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
   */
  public static isolatedTraining(props: ExecutionRolesProps): Permission {
    return new Permission(training.isolatedTraining(props));
  }

  /**
   * Allows training jobs on the given instance types.
   *
   * The documented form lets a request through that names no instance type at all. An Allow is not a restriction: `Guardrail.instanceTypes` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static trainingOnInstanceTypes(props: TrainingOnInstanceTypesProps): Permission {
    return new Permission(training.trainingOnInstanceTypes(props));
  }

  /**
   * Allows to create and update notebook instances in a VPC, with IMDSv2 alone and without root and direct internet access.
   *
   * The documented form refuses every update that leaves these settings as they are, and lets lifecycle scripts run as root. An Allow is not a restriction: `Guardrail.imdsV2Notebooks`, `noNotebookRootAccess`, `noNotebookDirectInternet`, `notebookLifecycleConfigs` and `vpcOnly` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static secureNotebooks(props: SecureNotebooksProps): Permission {
    return new Permission(notebooks.secureNotebooks(props));
  }

  /**
   * Allows SageMaker operations through a VPC or its interface endpoints.
   *
   * The documented form names a VPC without its region, though ids of VPCs are unique in one region alone, and allows every operation. An Allow is not a restriction: `Guardrail.apiVia` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static apiFromVpc(props: ApiFromVpcProps): Permission {
    return new Permission(api.apiFromVpc(props));
  }

  /**
   * Allows SageMaker operations from public address ranges.
   *
   * The documented form forgets the operations of the runtime. Requests through interface endpoints carry no public address and are not allowed by this. An Allow is not a restriction: `Guardrail.apiVia` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static apiFromAddresses(props: ApiFromAddressesProps): Permission {
    return new Permission(api.apiFromAddresses(props));
  }

  /**
   * Allows to open notebook instances from public address ranges.
   *
   * The documented form opens every notebook instance of the account. An Allow is not a restriction: `Guardrail.notebookUrlsFrom` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedNotebookInstanceUrl.html
   */
  public static notebookUrlFromAddresses(props: NotebookUrlFromAddressesProps): Permission {
    return new Permission(api.notebookUrlFromAddresses(props));
  }

  /**
   * Allows to use and create the notebook instances with a tag.
   *
   * The documented form denies one other team and is open to all further ones, and breaks tagging on creation. An Allow is not a restriction: `Guardrail.requireTags` and `protectTags` make it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static taggedNotebooks(props: TaggedNotebooksProps): Permission {
    return new Permission(notebooks.taggedNotebooks(props));
  }

  /**
   * Allows to tag resources while they are created, and not later.
   *
   * The documented form for several operations has an operator that IAM does not know. An Allow is not a restriction: `Guardrail.tagOnlyOnCreate` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html
   */
  public static tagOnCreate(props: TagOnCreateProps): Permission {
    return new Permission(tags.tagOnCreate(props));
  }

  /**
   * Allows to create resources that are tagged with a Studio domain, and to use those.
   *
   * The documented form lets resources be created for every domain. An Allow is not a restriction: `Guardrail.domainIsolation` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-resource-isolation.html
   */
  public static createInDomain(props: CreateInDomainProps): Permission {
    return new Permission(tags.createInDomain(props));
  }

  /**
   * Allows searches that are limited to some values of a tag.
   *
   * The documented form has the same JSON key twice, of which one is lost. SageMaker finds resources without the tag all the same, and lists are not limited: it is no isolation.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VisibilityConditions.html
   */
  public static searchVisible(props: SearchVisibleProps): Permission {
    return new Permission(tags.searchVisible(props));
  }

  /**
   * Allows to open Studio with the own user profile.
   *
   * Whoever opens Studio has the permissions of the profile's execution role. An Allow is not a restriction: `Guardrail.presignedUrlsBy` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
   */
  public static ownStudioProfile(props: OwnStudioProfileProps): Permission {
    return new Permission(studio.ownStudioProfile(props));
  }

  /**
   * Lets the users of Studio manage their own private spaces, by way of their execution role.
   *
   * SageMaker sets the policy variables of domain and profile in private spaces alone. An Allow is not a restriction: `Guardrail.ownSpaces` makes it one.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces.html
   */
  public static privateSpaces(props: PrivateSpacesProps = {}): Permission {
    return new Permission(studio.privateSpaces(props));
  }

  /**
   * Allows actions for requests that meet all requirements.
   *
   * Job permissions that are granted beside each other add up, so that a job need meet one of them alone. Requirements of one permission must all be met.
   */
  public static allow(props: AllowProps): Permission {
    return new Permission(customPermission(props));
  }

  /** The id, in lowercase words with hyphens. */
  public readonly id: string;
  /** One sentence on what is allowed. */
  public readonly description: string;
  /** The name of the factory of `Guardrail` that makes a restriction of it, where there is one. */
  public readonly guardrail?: string;

  private constructor(private readonly definition: PermissionDefinition) {
    this.id = definition.id;
    this.description = definition.description;
    this.guardrail = definition.guardrail;
  }

  /** The statements, without ids. They are copies. */
  public statements(): iam.PolicyStatement[] {
    return this.definition.statements.map((statement) => statement.copy());
  }

  /** Adds the statements to the policies of a grantee. */
  public grantTo(grantee: iam.IGrantable): iam.Grant {
    const [first, ...others] = this.statements().map(({ actions, resources, conditions }) =>
      iam.Grant.addToPrincipal({ grantee, actions, resourceArns: resources, conditions }),
    );
    return others.reduce((all, grant) => all.combine(grant), first);
  }
}
