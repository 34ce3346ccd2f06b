import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import type { ExistingEndpoint } from './existing';
import type { IncludedEndpoint } from './included';
import type { EndpointService } from './service';

/**
 * The endpoints through which a network reaches AWS services, wherever they were made.
 */
export interface IPrivateEndpoints extends IConstruct, ec2.IConnectable {
  /**
   * The VPC of the endpoints. It may be unknown where they are imported.
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The ids of all endpoints, in the order of their services.
   */
  readonly endpointIds: string[];

  /**
   * All endpoints with what they are needed for, in the order of their services.
   */
  readonly includedEndpoints: IncludedEndpoint[];

  /**
   * Whether there is an endpoint of a service.
   */
  has(service: EndpointService): boolean;

  /**
   * The id of the endpoint of a service, whether of interfaces or of routes.
   */
  endpointId(service: EndpointService): string;

  /**
   * The interface endpoint of a service.
   */
  endpoint(service: EndpointService): ec2.IInterfaceVpcEndpoint;

  /**
   * The gateway endpoint of a service.
   */
  gatewayEndpoint(service: EndpointService): ec2.IGatewayVpcEndpoint;
}

/**
 * What is known of endpoints that exist already, such as those of a central network account.
 */
export interface PrivateEndpointsAttributes {
  /**
   * The endpoints by their services.
   */
  readonly endpointIds: ExistingEndpoint[];

  /**
   * The security groups of the interface endpoints.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The VPC of the endpoints.
   *
   * @default - not known, so what runs in it must be told
   */
  readonly vpc?: ec2.IVpc;
}
