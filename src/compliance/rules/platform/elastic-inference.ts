import type { TemplateResource } from '../../templates/resource';
import type { Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { forEachItem } from '../expectations';
import { absent } from '../requirements';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const OF_NOTEBOOK = absent('AcceleratorTypes', { orEmpty: true });
const OF_VARIANT = absent('AcceleratorType', { orEmpty: true });

export const noElasticInference: RuleDefinition = {
  id: 'no-elastic-inference',
  severity: Severity.WARNING,
  title: 'Elastic Inference must not be used, because AWS has retired it',
  rationale: 'AWS no longer has such accelerators, so what asks for one cannot be made or replaced.',
  remediation:
    'Leave AcceleratorTypes and AcceleratorType out, and choose an instance type with an accelerator of its own. A change of an endpoint configuration replaces it.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
  controls: {},
  types: [NOTEBOOK, 'AWS::SageMaker::EndpointConfig'],
  check: (resource) => (resource.type === NOTEBOOK ? OF_NOTEBOOK.check(resource) : judgeVariants(resource)),
  guard: () => [OF_NOTEBOOK.clause],
};

function judgeVariants(config: TemplateResource): Verdict[] {
  return ['ProductionVariants', 'ShadowProductionVariants'].flatMap((path) =>
    forEachItem(config, path, OF_VARIANT.check),
  );
}
