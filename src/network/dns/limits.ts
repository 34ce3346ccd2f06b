/**
 * Bounds of DNS and of Route 53 Resolver, each with its source.
 */

/** @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
export const DNS_LABEL_MAX = 63;

/** Without the dot of the root. @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
export const DNS_NAME_MAX = 253;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (IpAddresses) */
export const RESOLVER_ADDRESSES_MIN = 2;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (IpAddresses) */
export const RESOLVER_ADDRESSES_MAX = 20;

/** @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html (Name) */
export const RESOLVER_NAME_MAX = 64;

/** The network address, the router, the DNS server and one for later. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const RESERVED_FIRST_ADDRESSES = 4;

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const RESERVED_LAST_ADDRESSES = 1;
