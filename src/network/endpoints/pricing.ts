/**
 * What an endpoint is billed by.
 *
 * @see https://aws.amazon.com/privatelink/pricing/
 */
export enum EndpointPricing {
  /** Nothing is billed. */
  FREE = 'free',
  /** Each availability zone is billed by the hour, and the data by the gigabyte, whether or not the endpoint is used. */
  PER_ZONE_AND_HOUR = 'per-zone-and-hour',
}
