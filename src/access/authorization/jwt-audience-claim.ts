/**
 * Which claim of a token says for whom it was issued.
 */
export enum JwtAudienceClaim {
  /** The standard claim, which ID tokens and most access tokens have. */
  AUDIENCE = 'aud',
  /** The claim that access tokens of Amazon Cognito have instead. */
  CLIENT_ID = 'client_id',
}
