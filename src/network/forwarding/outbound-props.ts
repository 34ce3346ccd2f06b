import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ResolverAddressFamily, ResolverIpAddress } from '../resolver/ip-address';
import type { ForwardingTarget } from './target';

/**
 * The protocols in which an outbound endpoint asks: the combinations that Route 53 Resolver accepts.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries-endpoint-values.html
 */
export enum OutboundProtocols {
  /** Plain DNS. */
  DO53 = 'DO53',

  /** DNS over HTTPS. */
  DOH = 'DOH',

  /** Both. Each DNS server then says which of them it is asked in. */
  DO53_AND_DOH = 'DO53_AND_DOH',
}

/**
 * A zone whose queries are forwarded.
 */
export interface ForwardingRule {
  /**
   * The zone, with all names below it, such as `corp.example` or `studio.eu-central-1.sagemaker.aws`. Zones are refused that
   * AWS services of all kinds share: their private names would be lost.
   */
  readonly zone: string;

  /**
   * Where the queries go.
   */
  readonly target: ForwardingTarget;

  /**
   * What the logical ids of the rule are made of. Changing it replaces the rule.
   *
   * @default - the zone, which must then be a literal
   */
  readonly ruleId?: string;
}

/**
 * Properties of outbound forwarding.
 */
export interface OutboundForwardingProps {
  /**
   * The VPC in which the outbound endpoint is. Another VPC replaces the endpoint.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The zones to forward, at least one.
   */
  readonly rules: ForwardingRule[];

  /**
   * Zones below those of the rules that are resolved as if there were no rule, so that the private DNS of interface endpoints
   * and private hosted zones keeps its say, such as `aws.corp.example`.
   *
   * @default - none
   */
  readonly exceptions?: string[];

  /**
   * The VPCs whose queries follow the rules and exceptions. They belong to the account of the stack: others are shared with, and
   * associate the rules themselves. A VPC can have one rule per zone.
   *
   * @default - the VPC of the endpoint
   */
  readonly associatedVpcs?: ec2.IVpc[];

  /**
   * Whom the rules are shared with by AWS RAM, as account ids, or ARNs of the organization or organizational units. Only
   * principals of the own organization are accepted.
   *
   * @default - the rules are not shared
   */
  readonly sharedWith?: string[];

  /**
   * The addresses from which the endpoint asks, from 2 to 20, in at least two availability zones. Pin them where a firewall in front of
   * the DNS servers names them.
   *
   * @default - one in each subnet of `vpcSubnets`, chosen by AWS
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
   * The protocols in which the endpoint asks.
   *
   * @default - plain DNS
   */
  readonly protocols?: OutboundProtocols;

  /**
   * The name that the console shows: at most 64 letters, digits, spaces, hyphens and underscores.
   *
   * @default - none
   */
  readonly resolverEndpointName?: string;
}
