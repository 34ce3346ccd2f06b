import { Token } from 'aws-cdk-lib';
import { type LiteralSageMakerArn, parseSageMakerArn, spellings } from '../private/arn';
import { SecureSageMakerError } from '../private/errors';
import { isPlaceholder } from '../private/life-cycle/unknown';
import { rowOf } from '../private/tables';
import { arnFaults, customFeatureFaults, nameFaults } from './feature-checks';
import { FeatureResource } from './feature-resource';
import { CONFUSED_DEPUTY_PAGE, FEATURE_TABLE, type FeatureId } from './feature-table';
import type { SessionAction } from './session-action';

/**
 * A SageMaker feature that is not in the table of this library.
 */
export interface CustomFeatureOptions {
  /**
   * What the feature is called in messages.
   */
  readonly name: string;

  /**
   * What follows the account id in the `aws:SourceArn` that SageMaker sends: `*` for every resource of the account,
   * a type with all its resources such as `training-job/*`, or one resource such as `training-job/churn`.
   */
  readonly sourceArnPatterns: string[];

  /**
   * What the trust policy must allow besides `sts:AssumeRole`.
   *
   * @default - nothing else
   */
  readonly sessionActions?: SessionAction[];

  /**
   * The page that says which ARN SageMaker sends for this feature.
   *
   * @default - the feature counts as undocumented, and may be used with `SageMakerPrincipal.accountOnly`
   */
  readonly documentationUrl?: string;
}

interface FeatureDetails {
  readonly name: string;
  readonly sourceArnPatterns: readonly string[];
  readonly documented: boolean;
  readonly sessionActions?: readonly SessionAction[];
  readonly documentationUrl: string;
  readonly pinnedTo?: LiteralSageMakerArn;
}

/**
 * A SageMaker feature that assumes roles, as far as a trust policy is concerned: the patterns of the ARN that SageMaker sends
 * in `aws:SourceArn`, and the session actions it needs.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export class Feature {
  /** Studio with its domains, user profiles, spaces and apps. The pattern is account-wide and frozen by AWS. */
  public static readonly STUDIO = Feature.row('STUDIO');
  /** Studio in domains that set the user profile name as source identity of their sessions. */
  public static readonly STUDIO_SOURCE_IDENTITY = Feature.row('STUDIO_SOURCE_IDENTITY');
  /** Studio in domains with trusted identity propagation. */
  public static readonly STUDIO_IDENTITY_PROPAGATION = Feature.row('STUDIO_IDENTITY_PROPAGATION');
  /** Studio in domains from which Partner AI Apps are opened. */
  public static readonly STUDIO_PARTNER_APPS = Feature.row('STUDIO_PARTNER_APPS');
  /** Real-time, serverless and asynchronous inference. The pattern is account-wide and frozen by AWS. */
  public static readonly INFERENCE = Feature.row('INFERENCE');
  /** Algorithms and model packages of AWS Marketplace. The pattern is account-wide and frozen by AWS. */
  public static readonly MARKETPLACE = Feature.row('MARKETPLACE');
  /** Custom images and their versions. AWS forbids to name one of them. */
  public static readonly IMAGES = Feature.row('IMAGES');
  /** All training jobs. */
  public static readonly TRAINING = Feature.row('TRAINING');
  /** All processing jobs. */
  public static readonly PROCESSING = Feature.row('PROCESSING');
  /** All batch transform jobs. */
  public static readonly TRANSFORM = Feature.row('TRANSFORM');
  /** All Neo compilation jobs. */
  public static readonly COMPILATION = Feature.row('COMPILATION');
  /** Edge Manager. The documented pattern is account-wide; `edgePackagingJob` narrows it. */
  public static readonly EDGE_PACKAGING = Feature.row('EDGE_PACKAGING');
  /** All pipelines. A role that the steps use as well needs their features too. */
  public static readonly PIPELINES = Feature.row('PIPELINES');

  /** Notebook instances. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly NOTEBOOK_INSTANCE = Feature.row('NOTEBOOK_INSTANCE');
  /** HyperPod clusters. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly HYPERPOD = Feature.row('HYPERPOD');
  /** Hyperparameter tuning with its training jobs. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly HYPERPARAMETER_TUNING = Feature.row('HYPERPARAMETER_TUNING');
  /** Autopilot with the jobs it starts. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly AUTOML = Feature.row('AUTOML');
  /** Model Monitor and Clarify. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly MONITORING = Feature.row('MONITORING');
  /** Ground Truth labeling. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly LABELING = Feature.row('LABELING');
  /** Amazon A2I human review. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly HUMAN_REVIEW = Feature.row('HUMAN_REVIEW');
  /** The offline store of Feature Store. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly FEATURE_STORE = Feature.row('FEATURE_STORE');
  /** Inference Recommender. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly INFERENCE_RECOMMENDER = Feature.row('INFERENCE_RECOMMENDER');
  /** Shadow tests. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly INFERENCE_EXPERIMENT = Feature.row('INFERENCE_EXPERIMENT');
  /** Model optimization jobs. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly OPTIMIZATION = Feature.row('OPTIMIZATION');
  /** Benchmark and recommendation jobs for generative AI. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly BENCHMARK = Feature.row('BENCHMARK');
  /** Model customization jobs. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly MODEL_CUSTOMIZATION = Feature.row('MODEL_CUSTOMIZATION');
  /** MLflow tracking servers and apps. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly MLFLOW = Feature.row('MLFLOW');
  /** Partner AI Apps. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly PARTNER_APP = Feature.row('PARTNER_APP');
  /** RStudio on a domain. AWS documents no ARN, so the pattern is account-wide. */
  public static readonly RSTUDIO = Feature.row('RSTUDIO');

  /** One training job, by name. */
  public static trainingJob(name: string): Feature {
    return Feature.resource(FeatureResource.TRAINING_JOB, name);
  }

  /** One processing job, by name. */
  public static processingJob(name: string): Feature {
    return Feature.resource(FeatureResource.PROCESSING_JOB, name);
  }

  /** One batch transform job, by name. */
  public static transformJob(name: string): Feature {
    return Feature.resource(FeatureResource.TRANSFORM_JOB, name);
  }

  /** One Neo compilation job, by name. */
  public static compilationJob(name: string): Feature {
    return Feature.resource(FeatureResource.COMPILATION_JOB, name);
  }

  /** One Edge Manager packaging job, by name. */
  public static edgePackagingJob(name: string): Feature {
    return Feature.resource(FeatureResource.EDGE_PACKAGING_JOB, name);
  }

  /** All executions of one pipeline, by name. A role that its steps use as well needs their features too. */
  public static pipeline(name: string): Feature {
    return Feature.resource(FeatureResource.PIPELINE, name);
  }

  /** One notebook instance, by name. AWS does not document that SageMaker sends its ARN. */
  public static notebookInstance(name: string): Feature {
    return Feature.resource(FeatureResource.NOTEBOOK_INSTANCE, name);
  }

  /**
   * All resources of a type, a narrower choice than the account-wide pattern of an undocumented feature.
   *
   * Check in CloudTrail which ARN SageMaker sends before you rely on it; the README of this area shows how.
   */
  public static resourcesOf(type: FeatureResource): Feature {
    return new Feature({ name: `${type}/*`, sourceArnPatterns: [`${type}/*`], ...provenanceOf(type) });
  }

  /**
   * One resource by name. Names with capitals are admitted in lower case too, since SageMaker has changed the case of
   * ARNs before. A name that is a token is admitted as it is.
   */
  public static resource(type: FeatureResource, name: string): Feature {
    SecureSageMakerError.throwIfAny(undefined, nameFaults(type, name));
    return new Feature({
      name: `${type}/${displayed(name)}`,
      sourceArnPatterns: spellings(name).map((n) => namedPattern(type, n)),
      ...provenanceOf(type),
    });
  }

  /**
   * One resource by its literal ARN, such as the ARN of an existing training job. Account, partition and region must
   * be those that the principal admits.
   */
  public static fromArn(arn: string): Feature {
    if (isPlaceholder(arn)) {
      return new Feature({
        name: arn,
        sourceArnPatterns: ['*'],
        documented: false,
        documentationUrl: CONFUSED_DEPUTY_PAGE,
      });
    }
    const parsed = parseSageMakerArn(arn);
    const type = Object.values(FeatureResource).find((t) => t === parsed?.resourceType);
    SecureSageMakerError.throwIfAny(undefined, arnFaults(arn, parsed?.resourceType));
    const { sourceArnPatterns, documented, documentationUrl } = Feature.resource(type!, parsed!.resourceName);
    return new Feature({ name: arn, sourceArnPatterns, documented, documentationUrl, pinnedTo: parsed });
  }

  /**
   * A feature that is newer than this library. Patterns that AWS forbids are refused.
   */
  public static of(options: CustomFeatureOptions): Feature {
    SecureSageMakerError.throwIfAny(undefined, customFeatureFaults(options));
    const { name, sourceArnPatterns, sessionActions, documentationUrl } = options;
    return new Feature({
      name,
      sourceArnPatterns,
      sessionActions,
      documented: documentationUrl !== undefined,
      documentationUrl: documentationUrl ?? CONFUSED_DEPUTY_PAGE,
    });
  }

  private static row(id: FeatureId): Feature {
    return new Feature({ name: id, ...rowOf(FEATURE_TABLE, id, 'src/trust/feature-table.ts') });
  }

  /** What the feature is called in messages. */
  public readonly name: string;
  /** What follows the account id in `aws:SourceArn`. */
  public readonly sourceArnPatterns: string[];
  /** Whether AWS documents the ARN that SageMaker sends for this feature. */
  public readonly documented: boolean;
  /** What the trust policy must allow besides `sts:AssumeRole`. */
  public readonly sessionActions: SessionAction[];
  /** The AWS page that the feature rests on. */
  public readonly documentationUrl: string;

  /** @internal */
  public readonly _pinnedTo?: LiteralSageMakerArn;

  private constructor(details: FeatureDetails) {
    this.name = details.name;
    this.sourceArnPatterns = [...details.sourceArnPatterns];
    this.documented = details.documented;
    this.sessionActions = [...(details.sessionActions ?? [])];
    this.documentationUrl = details.documentationUrl;
    this._pinnedTo = details.pinnedTo;
  }
}

/** AWS documents narrowing for the resource types of its documented features, and for edge packaging jobs. */
function provenanceOf(type: FeatureResource): Pick<FeatureDetails, 'documented' | 'documentationUrl'> {
  const row = Object.values(FEATURE_TABLE).find(({ sourceArnPatterns }) =>
    (sourceArnPatterns as readonly string[]).includes(`${type}/*`),
  );
  const documented =
    row !== undefined || type === FeatureResource.EDGE_PACKAGING_JOB || type === FeatureResource.WORKTEAM;
  return { documented, documentationUrl: row?.documentationUrl ?? CONFUSED_DEPUTY_PAGE };
}

function namedPattern(type: FeatureResource, name: string): string {
  return type === FeatureResource.PIPELINE ? `${type}/${name}/*` : `${type}/${name}`;
}

/** Texts such as the description of a role are cut and changed in case, which a token does not survive. */
function displayed(name: string): string {
  return Token.isUnresolved(name) ? '<token>' : name;
}
