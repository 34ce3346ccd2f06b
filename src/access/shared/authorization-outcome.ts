/**
 * The outcome of the verification of a token.
 */
export enum AuthorizationOutcome {
  /** The token names a user. */
  ALLOWED = 'allowed',
  /** There is no token that is valid now, so the caller must sign in again. */
  UNAUTHENTICATED = 'unauthenticated',
  /** The token is not accepted, and a new one of the same kind would not be either. */
  DENIED = 'denied',
  /** The token could not be judged, for example because the keys of the identity provider are unavailable. */
  FAILED = 'failed',
}
