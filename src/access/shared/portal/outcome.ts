/**
 * The outcome of a request to the portal.
 */
export enum PortalOutcome {
  /** A page was shown, or the browser was sent to the identity provider. */
  SERVED = 'served',
  /** A user signed in. */
  SIGNED_IN = 'signed-in',
  /** A sign-in was refused, cancelled, or not completed. */
  REFUSED = 'refused',
  /** The identity provider, an AWS service, or a setting of the portal failed. */
  FAILED = 'failed',
}
