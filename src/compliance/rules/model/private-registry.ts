import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectOneOf, forEachItem } from '../expectations';

const MODE = 'ImageConfig.RepositoryAccessMode';

/** `Vpc` stands for any registry in the VPC but Amazon ECR, so most cannot keep to these two. */
const COMMON = {
  severity: Severity.INFO,
  rationale: 'An image that comes from a registry in the VPC never passes a network that is not yours.',
  remediation: 'Set ImageConfig.RepositoryAccessMode to Vpc. This replaces the model, and rules out Amazon ECR.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-containers-inference-private.html',
  optional: true,
  types: ['AWS::SageMaker::Model'],
};

export const primaryPrivateRegistry: RuleDefinition = {
  ...COMMON,
  id: 'model-primary-private-registry',
  title: 'Primary containers of models must come from a private registry in your VPC',
  controls: { securityHub: ['SageMaker.16'], config: ['sagemaker-model-private-registry-required'] },
  check: (model) =>
    model.get('PrimaryContainer').kind === 'absent' ? [] : expectOneOf(model, `PrimaryContainer.${MODE}`, ['Vpc']),
};

export const containersPrivateRegistry: RuleDefinition = {
  ...COMMON,
  id: 'model-containers-private-registry',
  title: 'Containers of inference pipelines must come from a private registry in your VPC',
  controls: { securityHub: ['SageMaker.19'], config: ['sagemaker-model-multicontainer-private-registry'] },
  check: (model) => forEachItem(model, 'Containers', (container) => expectOneOf(container, MODE, ['Vpc'])),
};
