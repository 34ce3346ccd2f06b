import { cannotTell, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectAtLeast, forEachItem, placeOf, type Subject } from '../expectations';

const COUNT = 'InitialInstanceCount';
const SCALED_COUNT = 'ManagedInstanceScaling.MinInstanceCount';

export const instanceCount: RuleDefinition = {
  id: 'endpoint-instance-count',
  severity: Severity.WARNING,
  title: 'Production variants must start with more than one instance',
  rationale: 'SageMaker spreads instances over availability zones: a single one goes down with its zone.',
  remediation:
    'Set InitialInstanceCount of each production variant to 2 or more. This replaces the endpoint configuration, and each instance costs.',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/sagemaker-endpoint-config-prod-instance-count.html',
  controls: {
    securityHub: ['SageMaker.4'],
    config: ['sagemaker-endpoint-config-prod-instance-count'],
    prowler: ['sagemaker_endpoint_config_prod_variant_instances'],
    nist: ['CP-10', 'SA-13', 'SC-36', 'SC-5'],
  },
  types: ['AWS::SageMaker::EndpointConfig'],
  check: (config, { settings }) =>
    forEachItem(config, 'ProductionVariants', (variant) => judgeVariant(variant, settings.minimumInstanceCount)),
};

/** Serverless variants have no instances. Where SageMaker scales a variant, it may be given a range instead of a count. */
function judgeVariant(variant: Subject, least: number): Verdict[] {
  const serverless = variant.get('ServerlessConfig');
  if (serverless.kind === 'unknown') {
    return [
      cannotTell(placeOf(variant, COUNT), `it is not known whether the variant is serverless: ${serverless.why}`),
    ];
  }
  if (serverless.kind !== 'absent') {
    return [];
  }
  const scaled = variant.get(COUNT).kind === 'absent' && variant.get('ManagedInstanceScaling').kind !== 'absent';
  return expectAtLeast(variant, scaled ? SCALED_COUNT : COUNT, least);
}
