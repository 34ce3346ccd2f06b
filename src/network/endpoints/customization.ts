import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { EndpointPolicy } from './policy';
import type { EndpointPrivateDns } from './private-dns';
import type { EndpointService } from './service';

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
