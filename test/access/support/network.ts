import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { network } from '../../../src';

export const PREFIX_LIST = 'pl-02cd2c6b';
export const API_ENDPOINT = 'vpce-a0000000000000005';

const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API } = network.EndpointService;
export const ENDPOINT_IDS: [network.EndpointService, string][] = [
  [SAGEMAKER_API, 'vpce-a0000000000000001'],
  [SAGEMAKER_STUDIO, 'vpce-a0000000000000002'],
  [STS, 'vpce-a0000000000000003'],
  [DYNAMODB, 'vpce-a0000000000000004'],
  [EXECUTE_API, API_ENDPOINT],
];

type EndpointIds = typeof ENDPOINT_IDS;

/** Existing endpoints, so that a template only has what is tested. By default, all but that of the API. */
export function endpointsIn(scope: Construct, ids = without(EXECUTE_API), vpc?: ec2.IVpc): network.IPrivateEndpoints {
  return network.PrivateEndpoints.fromEndpointIds(scope, 'Endpoints', {
    endpointIds: ids.map(([service, endpointId]) => ({ service, endpointId })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'EndpointsGroup', 'sg-0123456789abcdef0')],
    vpc,
  });
}

export function endpointsWithout(scope: Construct, service: network.EndpointService): network.IPrivateEndpoints {
  return endpointsIn(scope, without(EXECUTE_API, service));
}

/** Existing endpoints in an existing VPC, with all that private access needs. */
export function networkIn(stack: Stack, ids = ENDPOINT_IDS): network.IPrivateEndpoints {
  return endpointsIn(stack, ids, vpcIn(stack));
}

/** The ids of the other endpoints. */
export function without(...services: network.EndpointService[]): EndpointIds {
  return ENDPOINT_IDS.filter(([{ id }]) => !services.some((service) => service.id === id));
}

export function vpcIn(scope: Construct, subnets: Partial<ec2.VpcAttributes> = {}): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-isolated1', 'subnet-isolated2'],
    isolatedSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    ...subnets,
  });
}
