import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectNoAnyAddress } from './open-groups';
import { sageMakerService } from './sagemaker-endpoints';

export const endpointAddresses: RuleDefinition = {
  id: 'vpc-endpoint-addresses',
  severity: Severity.WARNING,
  title: 'SageMaker endpoints must accept connections only from known addresses',
  rationale:
    'Whoever reaches an endpoint passes every condition that asks for it, from peered networks and those that are connected later as well.',
  remediation:
    'Let in TCP 443 from the address ranges and security groups of the clients. Ranges wider than 10.0.0.0/8 or fc00::/7 count as unknown.',
  url: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  controls: {},
  types: ['AWS::EC2::VPCEndpoint'],
  check: (endpoint, context) =>
    sageMakerService(endpoint) ? expectNoAnyAddress(endpoint, 'SecurityGroupIds', context) : [],
};
