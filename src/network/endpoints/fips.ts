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
