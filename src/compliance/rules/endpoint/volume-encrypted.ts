import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey } from '../expectations';

export const volumeEncrypted: RuleDefinition = {
  id: 'endpoint-volume-encrypted',
  severity: Severity.WARNING,
  title: 'Endpoint volumes must be encrypted with a customer managed key',
  rationale: 'Only a key of yours lets you say who may decrypt, see who does, and take it away.',
  remediation:
    'Set KmsKeyId to a customer managed key. This replaces the endpoint configuration. SageMaker refuses a key for instance types with local ' +
    'storage, which the hardware encrypts: for these, acknowledge the finding.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html',
  controls: {
    config: ['sagemaker-endpoint-configuration-kms-key-configured'],
    cdkNag: ['SageMakerEndpointConfigurationKMSKeyConfigured'],
    prowler: ['sagemaker_endpoint_config_kms_encryption_enabled'],
    nist: ['AU-9(3)', 'CP-9d', 'SC-13a', 'SC-28(1)', 'SC-8(3)', 'SC-8(4)', 'SI-19(4)'],
  },
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) => expectKey(config, 'KmsKeyId'),
};
