/**
 * The kinds of addresses that a Route 53 Resolver endpoint has.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html
 */
export enum ResolverAddressFamily {
  /** IPv4 addresses only. */
  IPV4 = 'IPV4',

  /** IPv6 addresses only. */
  IPV6 = 'IPV6',

  /** An IPv4 and an IPv6 address per network interface. */
  DUAL_STACK = 'DUALSTACK',
}
