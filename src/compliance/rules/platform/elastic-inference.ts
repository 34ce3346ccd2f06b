import type { TemplateResource } from '../../templates/resource';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { forEachItem, placeOf, type Subject, shown } from '../expectations';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';

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
  check: (resource) => (resource.type === NOTEBOOK ? judge(resource, 'AcceleratorTypes') : judgeVariants(resource)),
};

function judgeVariants(config: TemplateResource): Verdict[] {
  return ['ProductionVariants', 'ShadowProductionVariants'].flatMap((path) =>
    forEachItem(config, path, (variant) => judge(variant, 'AcceleratorType')),
  );
}

function judge(subject: Subject, path: string): Verdict[] {
  const value = subject.get(path);
  const place = placeOf(subject, path);
  if (value.kind === 'unknown' && !value.present) {
    return [cannotTell(place, `${place} must be left out, but ${value.why}`)];
  }
  const none = value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0);
  return [none ? pass(place) : fail(place, `${place} must be left out, got ${shown(value)}`)];
}
