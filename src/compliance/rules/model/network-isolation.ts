import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectTrue } from '../expectations';

export const networkIsolation: RuleDefinition = {
  id: 'model-network-isolation',
  severity: Severity.WARNING,
  title: 'Models must run in network isolation',
  rationale: 'A container that cannot call out can neither leak what it is asked nor fetch what to do.',
  remediation:
    'Set EnableNetworkIsolation to true. This replaces the model, and breaks containers that call other services.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html',
  controls: {
    securityHub: ['SageMaker.5'],
    config: ['sagemaker-model-isolation-enabled'],
    checkov: ['CKV_AWS_370'],
    prowler: ['sagemaker_models_network_isolation_enabled'],
  },
  types: ['AWS::SageMaker::Model'],
  check: (model) => expectTrue(model, 'EnableNetworkIsolation'),
};
