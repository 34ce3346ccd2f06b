import { SessionAction } from './session-action';

const GUIDE = 'https://docs.aws.amazon.com/sagemaker/latest/dg';
const CONFUSED_DEPUTY = `${GUIDE}/security-confused-deputy-prevention.html`;

/** The pattern of every SageMaker resource of the account. */
export const ACCOUNT_WIDE = '*';

export interface FeatureRow {
  /** What follows the account id in `aws:SourceArn`. */
  readonly sourceArnPatterns: readonly string[];
  /** Whether AWS documents the ARN that SageMaker sends for this feature. */
  readonly documented: boolean;
  /** What the role's trust policy must allow besides `sts:AssumeRole`. */
  readonly sessionActions?: readonly SessionAction[];
  /** The AWS page that the row rests on. */
  readonly documentationUrl: string;
}

function documented(...sourceArnPatterns: string[]): FeatureRow {
  return { sourceArnPatterns, documented: true, documentationUrl: CONFUSED_DEPUTY };
}

function studioWith(sessionAction: SessionAction, page: string): FeatureRow {
  return { ...documented(ACCOUNT_WIDE), sessionActions: [sessionAction], documentationUrl: `${GUIDE}/${page}` };
}

function undocumented(page: string): FeatureRow {
  return { sourceArnPatterns: [ACCOUNT_WIDE], documented: false, documentationUrl: `${GUIDE}/${page}` };
}

/**
 * One row per SageMaker feature that assumes a role.
 *
 * The asterisk of Studio, Inference and Marketplace is frozen: AWS says it must not be replaced by the ARN of an app,
 * model or endpoint. Images come in four forms, because AWS has documented the ARN both with and without a suffix.
 */
export const FEATURE_TABLE = {
  STUDIO: documented(ACCOUNT_WIDE),
  STUDIO_SOURCE_IDENTITY: studioWith(SessionAction.SET_SOURCE_IDENTITY, 'monitor-user-access.html'),
  STUDIO_IDENTITY_PROPAGATION: studioWith(SessionAction.SET_CONTEXT, 'trustedidentitypropagation-setup.html'),
  STUDIO_PARTNER_APPS: studioWith(SessionAction.TAG_SESSION, 'partner-app-onboard.html'),
  INFERENCE: documented(ACCOUNT_WIDE),
  MARKETPLACE: documented(ACCOUNT_WIDE),
  IMAGES: documented('image', 'image/*', 'image-version', 'image-version/*'),
  TRAINING: documented('training-job/*'),
  PROCESSING: documented('processing-job/*'),
  TRANSFORM: documented('transform-job/*'),
  COMPILATION: documented('compilation-job/*'),
  EDGE_PACKAGING: documented(ACCOUNT_WIDE),
  PIPELINES: documented('pipeline/*'),

  NOTEBOOK_INSTANCE: undocumented('nbi.html'),
  HYPERPOD: undocumented('sagemaker-hyperpod-prerequisites-iam.html'),
  HYPERPARAMETER_TUNING: undocumented('automatic-model-tuning.html'),
  AUTOML: undocumented('autopilot-automate-model-development.html'),
  MONITORING: undocumented('model-monitor.html'),
  LABELING: undocumented('sms-security-permission.html'),
  HUMAN_REVIEW: undocumented('a2i-permissions-security.html'),
  FEATURE_STORE: undocumented('feature-store-security.html'),
  INFERENCE_RECOMMENDER: undocumented('inference-recommender.html'),
  INFERENCE_EXPERIMENT: undocumented('shadow-tests.html'),
  OPTIMIZATION: undocumented('model-optimize.html'),
  BENCHMARK: undocumented('generative-ai-inference-recommendations.html'),
  MODEL_CUSTOMIZATION: undocumented('model-customize-mtrl-encryption-at-rest.html'),
  MLFLOW: undocumented('mlflow-create-tracking-server-iam.html'),
  PARTNER_APP: undocumented('partner-apps.html'),
  RSTUDIO: undocumented('rstudio.html'),
} as const satisfies Record<string, FeatureRow>;

export type FeatureId = keyof typeof FEATURE_TABLE;

export const CONFUSED_DEPUTY_PAGE = CONFUSED_DEPUTY;
