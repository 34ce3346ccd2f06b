/** A kind of job that watches over a model, as its definitions are named. */
export interface MonitoringJob {
  /** Before the ids of its rules. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly type: string;
  /** What schedules name it by. */
  readonly monitoringType: string;
}

export const DATA_QUALITY = job('data-quality', 'Data quality', 'DataQuality');
export const MODEL_BIAS = job('model-bias', 'Model bias', 'ModelBias');
export const MODEL_EXPLAINABILITY = job('model-explainability', 'Model explainability', 'ModelExplainability');
export const MODEL_QUALITY = job('model-quality', 'Model quality', 'ModelQuality');

export const MONITORING_JOBS: readonly MonitoringJob[] = [
  DATA_QUALITY,
  MODEL_BIAS,
  MODEL_EXPLAINABILITY,
  MODEL_QUALITY,
];

function job(id: string, name: string, monitoringType: string): MonitoringJob {
  return { id, name, type: `AWS::SageMaker::${monitoringType}JobDefinition`, monitoringType };
}
