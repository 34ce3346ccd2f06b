import { literalOf } from '../../templates/values';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey } from '../expectations';

const CAPTURE = 'DataCaptureConfig';

export const captureEncrypted: RuleDefinition = {
  id: 'endpoint-capture-encrypted',
  severity: Severity.ERROR,
  title: 'Data captured by endpoints must be encrypted with a customer managed key',
  rationale:
    'They hold all that a model was asked and has answered. The key for the volumes of the endpoint is not the one that they are written with.',
  remediation:
    'Set DataCaptureConfig.KmsKeyId to a customer managed key that the execution role may use. This replaces the endpoint configuration.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DataCaptureConfig.html',
  controls: {},
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config) => {
    const off = config.get(CAPTURE).kind === 'absent' || literalOf(config.get(`${CAPTURE}.EnableCapture`)) === 'false';
    return off ? [] : expectKey(config, `${CAPTURE}.KmsKeyId`);
  },
};
