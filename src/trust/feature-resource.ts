/**
 * SageMaker resource types to which a trust policy may be narrowed.
 *
 * Types of which AWS forbids narrowing (apps, domains, models, endpoints, images, model packages …) are not here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
export enum FeatureResource {
  /** Benchmarks of a model: `ai-benchmark-job/*`. */
  AI_BENCHMARK_JOB = 'ai-benchmark-job',
  /** Deployment recommendations for a model: `ai-recommendation-job/*`. */
  AI_RECOMMENDATION_JOB = 'ai-recommendation-job',
  /** AutoML jobs: `automl-job/*`. */
  AUTOML_JOB = 'automl-job',
  /** HyperPod clusters: `cluster/*`. */
  CLUSTER = 'cluster',
  /** Neo compilation jobs: `compilation-job/*`. */
  COMPILATION_JOB = 'compilation-job',
  /** Edge Manager packaging jobs: `edge-packaging-job/*`. */
  EDGE_PACKAGING_JOB = 'edge-packaging-job',
  /** Feature groups: `feature-group/*`. */
  FEATURE_GROUP = 'feature-group',
  /** Human review workflows of Amazon A2I: `flow-definition/*`. */
  FLOW_DEFINITION = 'flow-definition',
  /** Hyperparameter tuning jobs, whose training jobs assume the role as well: `hyper-parameter-tuning-job/*`. */
  HYPERPARAMETER_TUNING_JOB = 'hyper-parameter-tuning-job',
  /** Shadow tests: `inference-experiment/*`. */
  INFERENCE_EXPERIMENT = 'inference-experiment',
  /** Inference Recommender jobs: `inference-recommendations-job/*`. */
  INFERENCE_RECOMMENDATIONS_JOB = 'inference-recommendations-job',
  /** Model customization jobs: `job/*`. */
  JOB = 'job',
  /** Ground Truth labeling jobs: `labeling-job/*`. */
  LABELING_JOB = 'labeling-job',
  /** MLflow apps: `mlflow-app/*`. */
  MLFLOW_APP = 'mlflow-app',
  /** MLflow tracking servers: `mlflow-tracking-server/*`. */
  MLFLOW_TRACKING_SERVER = 'mlflow-tracking-server',
  /** Monitoring schedules, whose executions are processing jobs: `monitoring-schedule/*`. */
  MONITORING_SCHEDULE = 'monitoring-schedule',
  /** Notebook instances: `notebook-instance/*`. */
  NOTEBOOK_INSTANCE = 'notebook-instance',
  /** Model optimization jobs: `optimization-job/*`. */
  OPTIMIZATION_JOB = 'optimization-job',
  /** Partner AI Apps: `partner-app/*`. */
  PARTNER_APP = 'partner-app',
  /** Pipelines with all their executions: `pipeline/*`. */
  PIPELINE = 'pipeline',
  /** Processing jobs: `processing-job/*`. */
  PROCESSING_JOB = 'processing-job',
  /** Training jobs: `training-job/*`. */
  TRAINING_JOB = 'training-job',
  /** Batch transform jobs: `transform-job/*`. */
  TRANSFORM_JOB = 'transform-job',
  /** Work teams: `workteam/*`. */
  WORKTEAM = 'workteam',
}
