/** What the construct tells the authorizer by its environment, as JSON. */
export const JWT_SETTINGS_VARIABLE = 'TOKEN_SETTINGS';

/** Which tokens are accepted. */
export interface TokenPolicy {
  readonly issuer: string;
  /** One of them suffices. */
  readonly audiences: readonly string[];
  readonly audienceClaim: string;
  readonly subjectClaim: string;
  /** What the claim `token_use` must say. */
  readonly tokenUse?: string;
  /** Claims that must have a value, or a list with it. */
  readonly requiredClaims: Readonly<Record<string, string>>;
  /** All of them are needed. */
  readonly scopes: readonly string[];
  readonly clockSkewSeconds: number;
}

/** A policy, and the one place where keys come from. */
export interface JwtSettings extends TokenPolicy {
  readonly jwksUri?: string;
  readonly jwks?: { readonly keys: readonly object[] };
}

/** A clock that is further off than this makes expiry meaningless. */
export const CLOCK_SKEW_MAX_SECONDS = 300;
