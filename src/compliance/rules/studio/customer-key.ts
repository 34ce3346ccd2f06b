import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { key, meeting } from '../requirements';
import { DOMAIN } from '../studio-settings';

export const customerKey: RuleDefinition = {
  id: 'domain-customer-key',
  severity: Severity.ERROR,
  title: 'Domains must encrypt home folders and volumes with a customer managed key',
  rationale:
    'Only a key of yours lets you say who may decrypt what users keep in Studio, see who does, and take it away.',
  remediation:
    'To keep the home folders, create a second domain with a customer managed key as KmsKeyId, let users copy their files to it, and then delete the first. Setting KmsKeyId of the existing domain replaces it, and its users lose their home folders.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/encryption-at-rest-studio.html',
  controls: { checkov: ['CKV_AWS_187'] },
  types: [DOMAIN],
  ...meeting(key('KmsKeyId')),
};
