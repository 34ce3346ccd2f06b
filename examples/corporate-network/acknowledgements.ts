import { acknowledgements as studioAcknowledgements } from '../private-studio/acknowledgements';
import { type Acknowledgement, inPacks } from '../shared/acknowledgement';
import { vpcAcknowledgements } from '../shared/domain-acknowledgements';
import type { RehearsalStacks } from './stacks';

/** Each with its reason. Taking one away makes the synthesis fail. */
export function acknowledgements({ corporate, studio }: RehearsalStacks): Acknowledgement[] {
  const { host, network } = corporate;
  return [
    ...studioAcknowledgements(studio),
    ...vpcAcknowledgements(network.vpc),
    ...inPacks(
      ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'],
      network.vpc,
      'VPCNoUnrestrictedRouteToIGW',
      'A corporate network has a way to the internet; only the NAT gateway is in the subnets with this route',
    ),
    {
      scope: host.instance,
      finding: 'AwsSolutions-EC29',
      reason: 'The host keeps nothing, and goes with its stack when the rehearsal is over',
    },
    {
      scope: host.permissions,
      finding: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'IAM knows no resources for the channels of Session Manager and the registration of a host',
    },
  ];
}
