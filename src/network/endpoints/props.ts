import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { EndpointPolicy, EndpointPolicyOptions } from './policy';
import type { EndpointService } from './service';
import type { EndpointSet } from './set';

/**
 * Which services are reached through FIPS 140 validated endpoints. They exist in the USA and in Canada only.
 *
 * An endpoint with FIPS has its own id: policies that restrict calls to endpoints must name it as well.
 *
 * @see https://aws.amazon.com/compliance/fips/
 */
export enum FipsEndpoints {
  /** No service. */
  NONE = 'none',
  /** Services that have a FIPS endpoint get both: Studio itself keeps calling the usual host names. */
  BESIDE = 'beside',
  /** Services that have a FIPS endpoint get that alone. Every client must call it by its FIPS host name. */
  ONLY = 'only',
}

/**
 * Whether the usual host name of a service, such as `api.sagemaker.<region>.amazonaws.com`, leads to the endpoint.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
 */
export enum EndpointPrivateDns {
  /** In the VPC of the endpoint, for every client in it. */
  ENABLED = 'enabled',
  /** Nowhere: a private hosted zone does it, or clients use the endpoint's own names. */
  DISABLED = 'disabled',
}

/**
 * In which availability zones endpoints are made. Not every service is offered in every zone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export enum EndpointZones {
  /** In all zones of the selected subnets. The deployment fails in one that does not offer a service. */
  SELECTED = 'selected',
  /**
   * In those of the selected zones that offer the service, which the CDK CLI looks up once and keeps in `cdk.context.json`.
   * The stack needs a concrete account and region, the subnets known zones, and the synthesis credentials.
   */
  LOOKED_UP = 'looked-up',
}

/**
 * Whether everything in the VPC of the endpoints may connect to them.
 */
export enum VpcClients {
  /** Only those that are named as clients. */
  NAMED = 'named',
  /** Everything with an address in the first address range of the VPC. */
  ALL = 'all',
}

/**
 * How the endpoint of one service differs from the others.
 */
export interface EndpointCustomization {
  /**
   * The service, which must be part of the set.
   */
  readonly service: EndpointService;

  /**
   * The policy of the endpoint.
   *
   * @default - the default policy of the service, or none where the service takes none
   */
  readonly policy?: EndpointPolicy;

  /**
   * The subnets of an interface endpoint, of which one per availability zone is taken, or those whose route tables
   * lead to a gateway endpoint.
   *
   * @default - those of all endpoints
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Whether the usual host name leads to the endpoint.
   *
   * @default - as for all endpoints; but disabled for `execute-api`, where it would cut the VPC off from every public API
   */
  readonly privateDns?: EndpointPrivateDns;
}

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
   * The number of inbound rules per security group that the account grants. AWS raises it on request, up to 1,000.
   *
   * @default - 60, which accounts have unless it was raised
   */
  readonly ruleQuota?: number;

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
   * @default - the private subnets with egress, or the isolated ones. A VPC that has both needs a choice
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

/**
 * An endpoint that exists already.
 */
export interface ExistingEndpoint {
  /**
   * The service that it leads to.
   */
  readonly service: EndpointService;

  /**
   * The id of the endpoint, such as `vpce-0123456789abcdef0`.
   */
  readonly endpointId: string;
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

/**
 * An endpoint, and why it is there.
 */
export interface IncludedEndpoint {
  /**
   * The service that it leads to.
   */
  readonly service: EndpointService;

  /**
   * The id of the endpoint.
   */
  readonly endpointId: string;

  /**
   * What it is needed for.
   */
  readonly purpose: string;

  /**
   * Whether the set of services cannot do without it.
   */
  readonly required: boolean;
}
