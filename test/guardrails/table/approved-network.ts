import { guardrails } from '../../../src';
import { action, among, any, sageMaker, sends, unless } from './judges';
import { INSTANCE_TYPES, MODEL_ARN, SECURITY_GROUP_IDS, SECURITY_GROUPS, SETTINGS, SUBNETS } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Guardrail } = guardrails;

const SUBNET_IDS = 'sagemaker:VpcSubnets';
const NETWORK = { subnetIds: SUBNETS, securityGroupIds: SECURITY_GROUPS };
const VALUES = {
  [SUBNET_IDS]: { anyOf: [...SUBNETS, 'subnet-00000000000000bad'] },
  [SECURITY_GROUP_IDS]: { anyOf: [...SECURITY_GROUPS, 'sg-00000000000000bad'] },
  ...SETTINGS,
};

/** Its models have the settings; without models it is for inference components, which take them from it. */
export function endpointWithModels(request: Request): boolean {
  return action('CreateEndpointConfig')(request) && sends(request, MODEL_ARN);
}

const inVpc = any(
  unless(SUBNET_IDS, among(...SUBNETS), endpointWithModels),
  unless(
    SECURITY_GROUP_IDS,
    among(...SECURITY_GROUPS),
    (request) => endpointWithModels(request) || action('CreateUserProfile')(request),
  ),
);

export const APPROVED_NETWORK: GuardrailRows = {
  approvedNetwork: {
    notes: 'denies serverless inference, at `CreateModel`; endpoints have the VPC of their models',
    compares: {
      'ForAnyValue:StringNotEquals': [SECURITY_GROUP_IDS, SUBNET_IDS],
      Null: [INSTANCE_TYPES, MODEL_ARN, SECURITY_GROUP_IDS, SUBNET_IDS],
    },
    make: () => Guardrail.approvedNetwork(NETWORK),
    denies: inVpc,
    values: VALUES,
    variants: {
      'some actions': {
        make: () => Guardrail.approvedNetwork({ ...NETWORK, actions: ['sagemaker:CreateModel'] }),
        denies: (request, carried) => action('CreateModel')(request) && inVpc(request, carried),
        values: VALUES,
        about: [],
        actions: sageMaker('CreateModel', 'CreateTrainingJob', 'CreateEndpointConfig', 'UpdateDomain'),
      },
    },
  },
};
