import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { EndpointCustomization } from './customization';
import type { FipsEndpoints } from './fips';
import type { EndpointPolicyOptions } from './policy-options';
import type { EndpointPrivateDns } from './private-dns';
import type { EndpointSet } from './set';
import type { VpcClients } from './vpc-clients';
import type { EndpointZones } from './zones';

/**
 * Where endpoints are in the network, and who may connect to them.
 */
export interface EndpointNetworkProps {
  /**
   * The VPC of the endpoints.
   */
  readonly vpc: ec2.IVpc;

  /**
   * Who may connect to the interface endpoints, on TCP port 443: address ranges, security groups, or constructs that
   * have one. Others can be added later with `connections`. Without any client the synthesis fails.
   *
   * @default - none
   */
  readonly clients?: ec2.IConnectable[];

  /**
   * Whether everything in the VPC may connect as well.
   *
   * @default `VpcClients.NAMED` - only who is named as a client
   */
  readonly vpcClients?: VpcClients;

  /**
   * The subnets of the interface endpoints, of which one per availability zone is taken. Clients in a zone without an
   * endpoint may fail to resolve its name, or pay for data between zones.
   *
   * @default - the private subnets with egress, or else the isolated ones
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * In which availability zones of these subnets endpoints are made.
   *
   * @default `EndpointZones.SELECTED` - in all of them, without a lookup
   */
  readonly zones?: EndpointZones;
}

/**
 * Properties of private endpoints.
 */
export interface PrivateEndpointsProps extends EndpointNetworkProps, EndpointPolicyOptions {
  /**
   * The services to reach.
   */
  readonly services: EndpointSet;

  /**
   * Which services are reached through FIPS endpoints.
   *
   * @default `FipsEndpoints.NONE` - no service
   */
  readonly fips?: FipsEndpoints;

  /**
   * Whether the usual host names of the services lead to the endpoints, in the whole VPC. Disable it where private
   * hosted zones do that, as in a VPC that serves others.
   *
   * @default `EndpointPrivateDns.ENABLED` - for all services but `execute-api`
   */
  readonly privateDns?: EndpointPrivateDns;

  /**
   * How endpoints of single services differ.
   *
   * @default - they do not
   */
  readonly customizations?: EndpointCustomization[];
}
