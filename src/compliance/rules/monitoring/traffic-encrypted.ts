import type { TemplateResource } from '../../templates/resource';
import { literalOf } from '../../templates/values';
import type { Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { ControlIds, RuleDefinition } from '../definition';
import { expectTrue, ifItMatters, leftOpen } from '../expectations';
import { DATA_QUALITY, MODEL_BIAS, MODEL_EXPLAINABILITY, MODEL_QUALITY, type MonitoringJob } from './jobs';
import { judgeScheduled, MONITORING_SCHEDULE } from './scheduled-job';

const ENCRYPTION = 'NetworkConfig.EnableInterContainerTrafficEncryption';
const INSTANCES = 'JobResources.ClusterConfig.InstanceCount';

const COMMON = {
  severity: Severity.ERROR,
  rationale:
    'Instances of a job send one another what a model was asked and what it answered, in the clear unless it is said otherwise.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringNetworkConfig.html',
};

function encryptionOf(
  { id, name, type }: MonitoringJob,
  controls: ControlIds,
  check: RuleDefinition['check'] = expectEncrypted,
): RuleDefinition {
  return {
    ...COMMON,
    id: `${id}-traffic-encrypted`,
    title: `${name} jobs must encrypt traffic between containers`,
    remediation: `Set ${ENCRYPTION} to true. This replaces the job definition.`,
    controls,
    types: [type],
    check,
  };
}

function expectEncrypted(definition: TemplateResource): Verdict[] {
  return expectTrue(definition, ENCRYPTION);
}

/** The controls of bias jobs let those with a single instance be. */
function expectEncryptedWhereShared(definition: TemplateResource): Verdict[] {
  const count = definition.get(INSTANCES);
  if (leftOpen(count) === undefined && !(Number(literalOf(count)) >= 2)) {
    return [];
  }
  return ifItMatters(expectEncrypted(definition), count);
}

export const dataQualityTrafficEncrypted = encryptionOf(DATA_QUALITY, {
  securityHub: ['SageMaker.9'],
  config: ['sagemaker-data-quality-job-encrypt-in-transit'],
  checkov: ['CKV_AWS_369'],
});

export const modelBiasTrafficEncrypted = encryptionOf(
  MODEL_BIAS,
  { securityHub: ['SageMaker.15'], config: ['sagemaker-model-bias-job-encrypt-in-transit'] },
  expectEncryptedWhereShared,
);

export const modelExplainabilityTrafficEncrypted = encryptionOf(MODEL_EXPLAINABILITY, {
  securityHub: ['SageMaker.10'],
  config: ['sagemaker-model-explainability-job-encrypt-in-transit'],
});

export const modelQualityTrafficEncrypted = encryptionOf(MODEL_QUALITY, {
  securityHub: ['SageMaker.13'],
  config: ['sagemaker-model-quality-job-encrypt-in-transit'],
});

export const monitoringScheduleTrafficEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'monitoring-schedule-traffic-encrypted',
  title: 'Jobs of monitoring schedules must encrypt traffic between containers',
  remediation: `Set ${ENCRYPTION} of the job to true.`,
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_NetworkConfig.html',
  controls: { securityHub: ['SageMaker.22'], config: ['sagemaker-monitoring-schedule-traffic-encryption'] },
  types: [MONITORING_SCHEDULE],
  check: (schedule, context) => judgeScheduled(schedule, context, (job) => expectTrue(job, ENCRYPTION)),
};
