import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import type { DefaultRow } from '../../contract/defaults';
import { EndpointService, EndpointSet, endpointStack, endpointsIn, endpointsOf, groupOf } from './setup';

/** Endpoints of a service without FIPS variant, and of one with. */
const services = EndpointSet.of(EndpointService.CLOUDWATCH_LOGS, EndpointService.KMS);

function endpoints(props: Partial<network.PrivateEndpointsProps>): unknown {
  const stack = endpointStack('us-west-2');
  endpointsIn(stack, { services, ...props });
  return endpointsOf(stack);
}

/** The lookup answers with the zones of the stack until the CLI has asked. */
function subnets(zones?: network.EndpointZones): unknown {
  const stack = endpointStack('us-west-2');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'LookedUp', {
    vpcId: 'vpc-0123456789abcdef1',
    availabilityZones: [stack.availabilityZones[0], 'us-west-2z'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  });
  endpointsIn(stack, { services, vpc, zones });
  return Object.values(endpointsOf(stack)).map(({ SubnetIds }) => SubnetIds);
}

function custom(props: Partial<network.CustomEndpointServiceOptions>): network.EndpointService {
  return EndpointService.of({ name: 'new', purpose: 'new things', ...props });
}

/** Rows of the table of documented defaults. */
export const ENDPOINT_DEFAULTS: Readonly<Record<string, DefaultRow>> = {
  'network.CustomEndpointServiceOptions.policySupported': {
    observe: (policySupported) => custom({ policySupported }).policySupported,
    other: false,
  },
  'network.CustomEndpointServiceOptions.type': {
    observe: (type) => custom({ type }).type,
    other: network.EndpointType.GATEWAY,
  },
  'network.EndpointNetworkProps.vpcClients': {
    observe: (vpcClients) => {
      const stack = endpointStack('us-west-2');
      endpointsIn(stack, { services, vpcClients });
      return groupOf(stack).SecurityGroupIngress;
    },
    other: network.VpcClients.ALL,
  },
  'network.EndpointNetworkProps.zones': {
    observe: (zones) => subnets(zones),
    other: network.EndpointZones.LOOKED_UP,
  },
  'network.EndpointPolicyOptions.perimeter': {
    observe: (perimeter) => endpoints({ perimeter }),
    other: network.EndpointPerimeter.accounts('222233334444'),
  },
  'network.PrivateEndpointsProps.fips': {
    observe: (fips) => endpoints({ fips }),
    other: network.FipsEndpoints.BESIDE,
  },
  'network.PrivateEndpointsProps.privateDns': {
    observe: (privateDns) => endpoints({ privateDns }),
    other: network.EndpointPrivateDns.DISABLED,
  },
};
