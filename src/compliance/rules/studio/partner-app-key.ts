import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey } from '../expectations';

export const partnerAppKey: RuleDefinition = {
  id: 'partner-app-customer-key',
  severity: Severity.ERROR,
  title: 'Partner AI apps must be encrypted with a customer managed key',
  rationale: 'Only a key of yours lets you say who may decrypt what an app keeps, see who does, and take it away.',
  remediation:
    'To keep what the app has, create a second app with a customer managed key as KmsKeyId, and move its contents. Setting KmsKeyId of the existing app replaces it and what it keeps.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePartnerApp.html',
  controls: {},
  types: ['AWS::SageMaker::PartnerApp'],
  check: (app) => expectKey(app, 'KmsKeyId'),
};
