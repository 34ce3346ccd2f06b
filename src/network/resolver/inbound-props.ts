import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ResolverAddressFamily, ResolverIpAddress } from './ip-address';
import type { ResolverQueryLogOptions } from './query-log';

/**
 * The protocols in which an inbound endpoint answers: the combinations that Route 53 Resolver accepts.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html
 */
export enum InboundProtocols {
  /** Plain DNS by UDP and TCP on port 53. */
  DO53 = 'DO53',

  /** DNS over HTTPS on port 443. An endpoint with plain DNS alone gets there by `DO53_AND_DOH` only, in an update of its own. */
  DOH = 'DOH',

  /** DNS over HTTPS on port 443 with cryptography that is validated after FIPS 140. An endpoint with plain DNS alone gets there by `DO53_AND_DOH_FIPS` only. */
  DOH_FIPS = 'DOH_FIPS',

  /** Plain DNS, and DNS over HTTPS. */
  DO53_AND_DOH = 'DO53_AND_DOH',

  /** Plain DNS, and DNS over HTTPS with cryptography that is validated after FIPS 140. */
  DO53_AND_DOH_FIPS = 'DO53_AND_DOH_FIPS',
}

/**
 * Properties of an inbound endpoint.
 */
export interface InboundResolverProps {
  /**
   * The VPC whose names the endpoint answers: those of its interface endpoints with private DNS, and of private hosted zones
   * that are associated with it. Another VPC replaces the endpoint.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The address ranges of the DNS servers that may ask, in CIDR notation, IPv4 or IPv6. A range of all addresses is refused.
   */
  readonly allowedDnsServers: string[];

  /**
   * The number of inbound rules per security group that the account grants. AWS raises it on request, up to 1,000.
   *
   * @default - 60, which accounts have unless it was raised
   */
  readonly ruleQuota?: number;

  /**
   * The addresses of the endpoint, from 2 to 20, in at least two availability zones. Pin them, or derive them with
   * `ResolverIpAddresses.derived`, where DNS servers outside of the stack forward queries to them: CloudFormation tells
   * nobody which addresses AWS chose.
   *
   * @default - one in each subnet of `vpcSubnets`, chosen by AWS, and not known to the template
   */
  readonly ipAddresses?: ResolverIpAddress[];

  /**
   * The subnets, of which each gets one address. It excludes `ipAddresses`, which name the subnets themselves.
   *
   * @default - one in each of the first two availability zones. A VPC that has private and isolated subnets needs a choice
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The kinds of addresses that the endpoint has.
   *
   * @default - IPv4 only
   */
  readonly addressFamily?: ResolverAddressFamily;

  /**
   * The protocols in which the endpoint answers, which also say which ports the security group opens.
   *
   * @default - plain DNS by UDP and TCP
   */
  readonly protocols?: InboundProtocols;

  /**
   * The logging of all DNS queries of the VPC, including those that come in by the endpoint.
   *
   * @default - queries are not logged
   */
  readonly queryLogging?: ResolverQueryLogOptions;

  /**
   * The name that the console shows: at most 64 letters, digits, spaces, hyphens and underscores.
   *
   * @default - none
   */
  readonly resolverEndpointName?: string;
}

/**
 * What is known of an existing inbound endpoint.
 */
export interface InboundResolverAttributes {
  /**
   * The id of the endpoint, such as `rslvr-in-0123456789abcdef0`.
   */
  readonly resolverEndpointId: string;

  /**
   * The addresses of the endpoint.
   *
   * @default - not known, so nothing can be forwarded to the endpoint
   */
  readonly ipAddresses?: string[];

  /**
   * The VPC of the endpoint, which shows forwarding loops.
   *
   * @default - not known
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the endpoint.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}
