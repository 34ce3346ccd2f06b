import { Severity } from '../attributes';
import type { ControlIds, RuleDefinition } from '../definition';
import { expectTrue } from '../expectations';
import { DATA_QUALITY, MODEL_BIAS, MODEL_EXPLAINABILITY, MODEL_QUALITY, type MonitoringJob } from './jobs';
import { judgeScheduled, MONITORING_SCHEDULE } from './scheduled-job';

const ISOLATION = 'NetworkConfig.EnableNetworkIsolation';

const COMMON = {
  severity: Severity.WARNING,
  rationale: 'A job that sees what a model was asked and cannot call out cannot leak it.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringNetworkConfig.html',
};

function isolationOf({ id, name, type }: MonitoringJob, controls: ControlIds): RuleDefinition {
  return {
    ...COMMON,
    id: `${id}-network-isolation`,
    title: `${name} jobs must run in network isolation`,
    remediation: `Set ${ISOLATION} to true. This replaces the job definition, and breaks jobs that call other services or models.`,
    controls,
    types: [type],
    check: (definition) => expectTrue(definition, ISOLATION),
  };
}

export const dataQualityNetworkIsolation = isolationOf(DATA_QUALITY, {
  securityHub: ['SageMaker.11'],
  config: ['sagemaker-data-quality-job-isolation'],
});

export const modelBiasNetworkIsolation = isolationOf(MODEL_BIAS, {
  securityHub: ['SageMaker.12'],
  config: ['sagemaker-model-bias-job-isolation'],
});

export const modelExplainabilityNetworkIsolation = isolationOf(MODEL_EXPLAINABILITY, {
  securityHub: ['SageMaker.20'],
  config: ['sagemaker-model-explainability-job-network-isolation'],
});

export const modelQualityNetworkIsolation = isolationOf(MODEL_QUALITY, {
  securityHub: ['SageMaker.25'],
  config: ['sagemaker-model-quality-job-definition-isolation'],
});

export const monitoringScheduleNetworkIsolation: RuleDefinition = {
  ...COMMON,
  id: 'monitoring-schedule-network-isolation',
  title: 'Jobs of monitoring schedules must run in network isolation',
  remediation: `Set ${ISOLATION} of the job to true. This breaks jobs that call other services or models.`,
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_NetworkConfig.html',
  controls: { securityHub: ['SageMaker.14'], config: ['sagemaker-monitoring-schedule-isolation'] },
  types: [MONITORING_SCHEDULE],
  check: (schedule, context) => judgeScheduled(schedule, context, (job) => expectTrue(job, ISOLATION)),
};
