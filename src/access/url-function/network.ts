import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { SecureSageMakerError } from '../../private/errors';
import type { BundledFunctionNetwork } from '../../private/lambda/function';
import { selectedSubnets, tierFaults } from '../../private/life-cycle/subnets';
import { subnetFaults, unknownVpcFaults } from './checks';

/** The place of a function that calls endpoints. */
export interface FunctionPlace {
  readonly endpoints: IPrivateEndpoints;
  readonly vpc?: ec2.IVpc;
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/** The VPC of the endpoints by default, and its private or isolated subnets. */
export function functionNetwork(
  scope: Construct,
  { endpoints, vpc, vpcSubnets }: FunctionPlace,
): BundledFunctionNetwork {
  const place = vpc ?? endpoints.vpc;
  if (!place) {
    throw new SecureSageMakerError(scope, unknownVpcFaults(endpoints));
  }
  const subnets = selectedSubnets(place, vpcSubnets);
  SecureSageMakerError.throwIfAny(scope, [...tierFaults(place, vpcSubnets), ...subnetFaults(place, subnets)]);
  return { vpc: place, subnets: { subnets } };
}
