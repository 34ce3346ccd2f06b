import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import { EndpointService } from './service';

/** A required service that was left out, and why. */
interface Omission {
  readonly service: EndpointService;
  readonly reason: string;
}

interface SetDetails {
  readonly required: readonly EndpointService[];
  readonly optional: readonly EndpointService[];
  readonly omissions?: readonly Omission[];
}

const TRAINING_SERVICES = [
  EndpointService.SAGEMAKER_API,
  EndpointService.S3,
  EndpointService.STS,
  EndpointService.CLOUDWATCH_LOGS,
];
const STUDIO_SERVICES = [...TRAINING_SERVICES, EndpointService.SAGEMAKER_STUDIO, EndpointService.SAGEMAKER_RUNTIME];
const IMAGE_SERVICES = [EndpointService.ECR_API, EndpointService.ECR_DOCKER];

/**
 * The endpoint services that something needs. A set does not change: every method gives a new one.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export class EndpointSet {
  /** What a Studio domain without internet access needs to start, to run jobs and to be opened in the browser. */
  public static readonly STUDIO = new EndpointSet({ required: STUDIO_SERVICES, optional: [] });

  /** What notebook instances without direct internet access need to run jobs and to be opened in the browser. */
  public static readonly NOTEBOOK = new EndpointSet({
    required: [...TRAINING_SERVICES, EndpointService.SAGEMAKER_NOTEBOOK],
    optional: [EndpointService.SAGEMAKER_RUNTIME],
  });

  /** What a private API needs that makes presigned URLs of Studio, and what their users need. */
  public static readonly PRESIGNED_URL = new EndpointSet({
    required: [
      EndpointService.EXECUTE_API,
      EndpointService.DYNAMODB,
      EndpointService.STS,
      EndpointService.SAGEMAKER_API,
      EndpointService.SAGEMAKER_STUDIO,
    ],
    optional: [],
  });

  /** What code needs that starts training and processing jobs, or runs in their containers. */
  public static readonly TRAINING = new EndpointSet({
    required: TRAINING_SERVICES,
    optional: [EndpointService.CLOUDWATCH_MONITORING, ...IMAGE_SERVICES],
  });

  /** What callers of model endpoints need, and containers of models in the VPC. */
  public static readonly INFERENCE = new EndpointSet({
    required: [EndpointService.SAGEMAKER_RUNTIME, EndpointService.S3],
    optional: [EndpointService.CLOUDWATCH_LOGS, ...IMAGE_SERVICES],
  });

  /** What Studio with Canvas needs. Canvas has further features with services of their own. */
  public static readonly CANVAS = new EndpointSet({
    required: [...STUDIO_SERVICES, ...IMAGE_SERVICES, EndpointService.EC2, EndpointService.CLOUDWATCH_MONITORING],
    optional: [
      EndpointService.ATHENA,
      EndpointService.REDSHIFT_DATA,
      EndpointService.SECRETS_MANAGER,
      EndpointService.SSM,
    ],
  });

  /** What images in Amazon ECR need that are pulled or pushed by code of your own. */
  public static readonly CONTAINER_IMAGES = new EndpointSet({
    required: [...IMAGE_SERVICES, EndpointService.S3],
    optional: [],
  });

  /** What data sources on AWS need. */
  public static readonly DATA_SOURCES = new EndpointSet({
    required: [EndpointService.S3, EndpointService.ATHENA, EndpointService.GLUE],
    optional: [EndpointService.LAKE_FORMATION, EndpointService.REDSHIFT_DATA, EndpointService.SECRETS_MANAGER],
  });

  /** What the feature store needs, besides its offline store in S3. */
  public static readonly FEATURE_STORE = new EndpointSet({
    required: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_FEATURESTORE_RUNTIME, EndpointService.S3],
    optional: [],
  });

  /** What MLflow tracking servers need. */
  public static readonly MLFLOW = new EndpointSet({
    required: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_EXPERIMENTS],
    optional: [],
  });

  /** What package managers need to install from CodeArtifact. */
  public static readonly PACKAGES = new EndpointSet({
    required: [EndpointService.CODEARTIFACT_API, EndpointService.CODEARTIFACT_REPOSITORIES, EndpointService.S3],
    optional: [],
  });

  /** What project templates need. */
  public static readonly PROJECTS = new EndpointSet({
    required: [EndpointService.SAGEMAKER_API, EndpointService.SERVICE_CATALOG],
    optional: [],
  });

  /** What remote access to spaces from an IDE needs. */
  public static readonly REMOTE_ACCESS = new EndpointSet({
    required: [EndpointService.SAGEMAKER_API, EndpointService.SSM, EndpointService.SSM_MESSAGES],
    optional: [],
  });

  /** What RStudio needs. */
  public static readonly RSTUDIO = new EndpointSet({
    required: [EndpointService.SAGEMAKER_API, EndpointService.LICENSE_MANAGER],
    optional: [],
  });

  /** A set of one's own, none of which is required. */
  public static of(...services: EndpointService[]): EndpointSet {
    return new EndpointSet({ required: [], optional: services });
  }

  private readonly required: readonly EndpointService[];
  private readonly optional: readonly EndpointService[];
  private readonly omissions: readonly Omission[];

  private constructor({ required, optional, omissions = [] }: SetDetails) {
    this.required = distinct(required);
    this.optional = distinct(optional).filter((service) => !includes(this.required, service));
    this.omissions = omissions.filter(({ service }) => !includes([...this.required, ...this.optional], service));
  }

  /** All services of the set. */
  public get services(): EndpointService[] {
    return [...this.required, ...this.optional];
  }

  /** Whether the set cannot do without a service. */
  public isRequired(service: EndpointService): boolean {
    return includes(this.required, service);
  }

  /** The set with a service more. */
  public plus(service: EndpointService): EndpointSet {
    return this.withChanges({ optional: [...this.optional, service] });
  }

  /** The services of both sets. A service is required where one of them requires it. */
  public union(other: EndpointSet): EndpointSet {
    return new EndpointSet({
      required: [...this.required, ...other.required],
      optional: [...this.optional, ...other.optional],
      omissions: [...this.omissions, ...other.omissions],
    });
  }

  /** The set without a service that it can do without. */
  public without(service: EndpointService): EndpointSet {
    const hint = 'leave it out with withoutRequired and a reason, such as a central endpoint';
    SecureSageMakerError.throwIfAny(undefined, [
      ...this.membershipFaults(service),
      ...check(
        !this.isRequired(service),
        'RequiredEndpoint',
        `${service.id} (${service.purpose}) is required: ${hint}`,
      ),
    ]);
    return this.withChanges({ optional: this.optional.filter((one) => !one._is(service)) });
  }

  /** The set without a service that it requires, for a reason. Leaves the warning `network.requiredEndpointLeftOut`. */
  public withoutRequired(service: EndpointService, reason: string): EndpointSet {
    SecureSageMakerError.throwIfAny(undefined, [
      ...this.membershipFaults(service),
      ...check(reason.trim() !== '', 'MissingReason', `leaving out ${service.id} needs a reason, got nothing`),
    ]);
    const rest = this.required.filter((one) => !one._is(service));
    return this.withChanges({
      required: rest,
      optional: this.optional.filter((one) => !one._is(service)),
      omissions: [...this.omissions, { service, reason }],
    });
  }

  /** @internal */
  public get _omissions(): readonly Omission[] {
    return this.omissions;
  }

  private withChanges(changes: Partial<SetDetails>): EndpointSet {
    return new EndpointSet({ required: this.required, optional: this.optional, omissions: this.omissions, ...changes });
  }

  private membershipFaults(service: EndpointService): Fault[] {
    const ids = this.services.map(({ id }) => id);
    return check(
      ids.includes(service.id),
      'EndpointNotIncluded',
      `${service.id} is not part of the set: it has ${ids.join(', ') || 'none'}`,
    );
  }
}

function includes(services: readonly EndpointService[], wanted: EndpointService): boolean {
  return services.some((service) => service._is(wanted));
}

function distinct(services: readonly EndpointService[]): EndpointService[] {
  return services.filter((service, index) => services.findIndex((other) => other._is(service)) === index);
}
