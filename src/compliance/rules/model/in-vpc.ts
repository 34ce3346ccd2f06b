import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectItems } from '../expectations';

export const inVpc: RuleDefinition = {
  id: 'model-in-vpc',
  severity: Severity.WARNING,
  title: 'Models must run in your VPC',
  rationale:
    'What a container sends and fetches then passes security groups, endpoint policies and flow logs of yours.',
  remediation: 'Set VpcConfig. This replaces the model. Serverless inference does not take models in a VPC.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html',
  controls: { config: ['sagemaker-model-in-vpc'], prowler: ['sagemaker_models_vpc_settings_configured'] },
  types: ['AWS::SageMaker::Model'],
  check: (model) => expectItems(model, 'VpcConfig.Subnets', 'a subnet'),
};
