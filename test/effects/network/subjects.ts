import { network } from '../../../src';
import { endpointVpc } from '../../network/endpoints/setup';
import type { LintRules } from '../policies';
import { allowing, endpointPolicy, type Subject } from '../policies';

/** Which operator policies of endpoints may use on which key. Negative ones would let requests through that lack the key. */
export const NETWORK_RULES: LintRules = {
  operators: {
    StringEquals: ['aws:PrincipalAccount', 'aws:PrincipalOrgID', 'aws:ResourceAccount', 'aws:ResourceOrgID'],
  },
};

const { EndpointPerimeter, EndpointService, EndpointSet, SharedBucket } = network;

/** Everything else allows the request, so that the endpoint alone decides. */
function endpointOf(service: network.EndpointService, options: network.EndpointPolicyOptions = {}): Subject {
  return {
    policies: (template) => [...endpointPolicy(template), allowing('identity'), allowing('resource')],
    build: (stack) => {
      new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc: endpointVpc(stack),
        services: EndpointSet.of(service),
        vpcClients: network.VpcClients.ALL,
        ...options,
      });
    },
  };
}

const perimeter = EndpointPerimeter.organization('o-a1b2c3d4e5');

export const NETWORK_SUBJECTS: Readonly<Record<string, Subject>> = {
  'Endpoint of sagemaker.api': endpointOf(EndpointService.SAGEMAKER_API),
  'Endpoint of sagemaker.api in an organization': endpointOf(EndpointService.SAGEMAKER_API, { perimeter }),
  'Endpoint of sagemaker.runtime': endpointOf(EndpointService.SAGEMAKER_RUNTIME),
  'Endpoint of Studio': endpointOf(EndpointService.SAGEMAKER_STUDIO),
  'Endpoint of Studio for one domain': endpointOf(EndpointService.SAGEMAKER_STUDIO, { studioDomains: ['d-own'] }),
  'Endpoint of Studio in an organization': endpointOf(EndpointService.SAGEMAKER_STUDIO, { perimeter }),
  'Endpoint of notebook instances': endpointOf(EndpointService.SAGEMAKER_NOTEBOOK),
  'Endpoint of MLflow': endpointOf(EndpointService.SAGEMAKER_EXPERIMENTS),
  'Endpoint of S3': endpointOf(EndpointService.S3),
  'Endpoint of S3 with sample data': endpointOf(EndpointService.S3, { sharedBuckets: [SharedBucket.SAMPLE_DATA] }),
  'Endpoint of ECR': endpointOf(EndpointService.ECR_API, { imageAccounts: ['763104351884'] }),
  'Endpoint of STS': endpointOf(EndpointService.STS),
  'Endpoint of private APIs': endpointOf(EndpointService.EXECUTE_API),
  'Endpoint of one private API': endpointOf(EndpointService.EXECUTE_API, { privateApis: ['a1b2c3d4e5'] }),
};
