/**
 * Which tokens of a user pool are accepted.
 */
export interface CognitoAuthorizationOptions {
  /**
   * Scopes of which an access token must have one. Only app clients that may ask for such a scope get in, which is the way
   * to tell those of a pool apart.
   *
   * @default - ID tokens are accepted, of any app client of the pool
   */
  readonly scopes?: string[];
}
