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
 * The protocol in which one DNS server is asked.
 */
export enum DnsProtocol {
  /** Plain DNS. */
  DO53 = 'Do53',

  /** DNS over HTTPS. */
  DOH = 'DoH',
}
