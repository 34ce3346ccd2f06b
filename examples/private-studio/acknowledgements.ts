import {
  accessAcknowledgements,
  accessRoleAcknowledgements,
  operationsAcknowledgements,
} from '../shared/access-acknowledgements';
import type { Acknowledgement } from '../shared/acknowledgement';
import { domainAcknowledgements, vpcAcknowledgements } from '../shared/domain-acknowledgements';
import type { PrivateStudioStack } from './private-studio-stack';

/** Each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({
  access,
  domain,
  image,
  network,
  operations,
}: PrivateStudioStack): Acknowledgement[] {
  return [
    {
      scope: image,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'ecr:GetAuthorizationToken has no resource that could be named',
    },
    ...domainAcknowledgements(domain),
    ...vpcAcknowledgements(network.vpc),
    ...accessAcknowledgements(access),
    ...operationsAcknowledgements(operations),
    ...accessRoleAcknowledgements(access.accessRole!, '<Domain66AC69E0>'),
  ];
}
