import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { key, meeting } from '../requirements';

export const volumeEncrypted: RuleDefinition = {
  id: 'notebook-volume-encrypted',
  severity: Severity.ERROR,
  title: 'Notebook volumes must be encrypted with a customer managed key',
  rationale: 'Only a key of yours lets you say who may decrypt, see who does, and take it away.',
  remediation:
    'To keep the volume, create a second notebook instance with a customer managed key as KmsKeyId, copy /home/ec2-user/SageMaker to it, and then delete the first. Setting KmsKeyId of the existing notebook instance replaces it, and its volume is lost.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-nbi.html',
  controls: {
    securityHub: ['SageMaker.21'],
    config: ['sagemaker-notebook-instance-kms-key-configured', 'sagemaker-notebook-instance-storage-vol-kms-encrypted'],
    controlTower: ['CONFIG.SAGEMAKER.DT.3'],
    checkov: ['CKV_AWS_187'],
    cdkNag: ['AwsSolutions-SM2', 'SageMakerNotebookInstanceKMSKeyConfigured'],
    prowler: ['sagemaker_notebook_instance_encryption_enabled'],
    nist: ['AU-9(3)', 'CP-9d', 'SC-13a', 'SC-28(1)', 'SC-8(3)', 'SC-8(4)', 'SI-19(4)'],
  },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(key('KmsKeyId')),
};
