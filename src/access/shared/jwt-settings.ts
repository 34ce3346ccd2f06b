/** The environment variable with the settings of the authorizer, as JSON. */
export const JWT_SETTINGS_VARIABLE = 'TOKEN_SETTINGS';

/** The tokens that are accepted. */
export interface TokenPolicy {
  readonly issuer: string;
  /** A token must have one of them. */
  readonly audiences: readonly string[];
  readonly audienceClaim: string;
  readonly subjectClaim: string;
  /** The required value of the `token_use` claim. */
  readonly tokenUse?: string;
  /** Whether the header must name the type of access tokens. */
  readonly accessTokenType?: boolean;
  /** Claims that must have a value, or a list with that value. */
  readonly requiredClaims: Readonly<Record<string, string>>;
  /** A token must have all of them. */
  readonly scopes: readonly string[];
  readonly clockSkewSeconds: number;
}

/** The policy and either the address of the keys, or the keys themselves. */
export interface JwtSettings extends TokenPolicy {
  readonly jwksUri?: string;
  readonly jwks?: { readonly keys: readonly object[] };
}

/** With a larger clock skew, the expiry of tokens would be meaningless. */
export const CLOCK_SKEW_MAX_SECONDS = 300;
