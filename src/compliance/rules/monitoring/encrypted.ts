import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey } from '../expectations';
import { DATA_QUALITY } from './jobs';

const OUTPUT_KEY = 'DataQualityJobOutputConfig.KmsKeyId';
const VOLUME_KEY = 'JobResources.ClusterConfig.VolumeKmsKeyId';

const COMMON = {
  severity: Severity.ERROR,
  rationale:
    'Only a key of yours lets you say who may decrypt what a job keeps of the data that a model was asked, see who does, and take it away.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDataQualityJobDefinition.html',
  types: [DATA_QUALITY.type],
};

export const dataQualityOutputEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'data-quality-output-encrypted',
  title: 'Output of data quality jobs must be encrypted with a customer managed key',
  remediation: `Set ${OUTPUT_KEY} to a customer managed key. This replaces the job definition.`,
  controls: { checkov: ['CKV_AWS_367'] },
  check: (definition) => expectKey(definition, OUTPUT_KEY),
};

export const dataQualityVolumeEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'data-quality-volume-encrypted',
  title: 'Volumes of data quality jobs must be encrypted with a customer managed key',
  remediation: `Set ${VOLUME_KEY} to a customer managed key. This replaces the job definition.`,
  controls: { checkov: ['CKV_AWS_368'] },
  check: (definition) => expectKey(definition, VOLUME_KEY),
};
