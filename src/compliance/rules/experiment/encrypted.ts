import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey } from '../expectations';

const COMMON = {
  severity: Severity.ERROR,
  rationale:
    'Only a key of yours lets you say who may decrypt what a shadow test leaves behind, see who does, and take it away.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateInferenceExperiment.html',
  types: ['AWS::SageMaker::InferenceExperiment'],
};

export const volumeEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'inference-experiment-volume-encrypted',
  title: 'Volumes of inference experiments must be encrypted with a customer managed key',
  remediation:
    'To keep the results, let a running experiment complete first. Then set KmsKey to a customer managed key, on which the role of the experiment may create grants. This replaces the experiment.',
  controls: { securityHub: ['SageMaker.23'], config: ['sagemaker-inf-experiment-instance-storage-kms-encrypted'] },
  check: (experiment) => expectKey(experiment, 'KmsKey'),
};

export const dataEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'inference-experiment-data-encrypted',
  title: 'Data captured by inference experiments must be encrypted with a customer managed key',
  remediation: 'Set DataStorageConfig.KmsKey to a customer managed key. This replaces nothing.',
  controls: { securityHub: ['SageMaker.24'], config: ['sagemaker-inf-experiment-data-storage-kms-encrypted'] },
  check: (experiment) =>
    experiment.get('DataStorageConfig').kind === 'absent' ? [] : expectKey(experiment, 'DataStorageConfig.KmsKey'),
};
