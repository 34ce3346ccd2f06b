import type { TokenPolicy } from '../../shared/jwt-settings';
import { isSubject } from '../../shared/subject';

export type Claims = Readonly<Record<string, unknown>>;

/** Why a token is refused: for the logs of operators, not for callers. */
export enum RefusalReason {
  MISSING_TOKEN = 'missing-token',
  MALFORMED_TOKEN = 'malformed-token',
  TOKEN_TOO_LONG = 'token-too-long',
  /** Above all `none`, and algorithms with a shared secret. */
  UNSUPPORTED_ALGORITHM = 'unsupported-algorithm',
  /** The token requires an extension that is not supported. */
  CRITICAL_HEADER = 'critical-header',
  /** The token contains a key, or the address of one. */
  EMBEDDED_KEY = 'embedded-key',
  /** The token is neither an ID token nor an access token. */
  UNEXPECTED_TYPE = 'unexpected-type',
  /** Not exactly one key of the issuer matches the token. */
  UNKNOWN_KEY = 'unknown-key',
  /** The keys of the issuer could not be fetched. */
  KEYS_UNAVAILABLE = 'keys-unavailable',
  BAD_SIGNATURE = 'bad-signature',
  /** The token reports an event, as logout tokens do. It does not sign anybody in. */
  SECURITY_EVENT = 'security-event',
  FOREIGN_ISSUER = 'foreign-issuer',
  WRONG_AUDIENCE = 'wrong-audience',
  WRONG_TOKEN_USE = 'wrong-token-use',
  /** The expiry is missing, or a time is not a number. */
  INVALID_TIME = 'invalid-time',
  EXPIRED = 'expired',
  NOT_YET_VALID = 'not-yet-valid',
  ISSUED_IN_FUTURE = 'issued-in-future',
  WRONG_CLAIM = 'wrong-claim',
  MISSING_SCOPE = 'missing-scope',
  /** The subject is missing, too long, or has invisible characters. */
  INVALID_SUBJECT = 'invalid-subject',
}

/** Why claims with a valid signature are refused. */
export function claimsRefusal(claims: Claims, policy: TokenPolicy, now: number): RefusalReason | undefined {
  const { clockSkewSeconds: skew } = policy;
  const checks: [boolean, RefusalReason][] = [
    // Security event tokens, of which logout tokens are one kind. https://www.rfc-editor.org/rfc/rfc8417#section-2.2
    [!Object.hasOwn(claims, 'events'), RefusalReason.SECURITY_EVENT],
    [claims.iss === policy.issuer, RefusalReason.FOREIGN_ISSUER],
    [hasAudience(claims, policy), RefusalReason.WRONG_AUDIENCE],
    [policy.tokenUse === undefined || claims.token_use === policy.tokenUse, RefusalReason.WRONG_TOKEN_USE],
    [timesAreNumbers(claims), RefusalReason.INVALID_TIME],
    [now < Number(claims.exp) + skew, RefusalReason.EXPIRED],
    [claims.nbf === undefined || Number(claims.nbf) <= now + skew, RefusalReason.NOT_YET_VALID],
    [claims.iat === undefined || Number(claims.iat) <= now + skew, RefusalReason.ISSUED_IN_FUTURE],
    [hasRequiredClaims(claims, policy), RefusalReason.WRONG_CLAIM],
    [policy.scopes.every((scope) => scopesOf(claims).includes(scope)), RefusalReason.MISSING_SCOPE],
    [subjectOf(claims, policy) !== undefined, RefusalReason.INVALID_SUBJECT],
  ];
  return checks.find(([holds]) => !holds)?.[1];
}

/** The subject; undefined if it is not safe to log and to look up. */
export function subjectOf(claims: Claims, { subjectClaim }: TokenPolicy): string | undefined {
  const subject = claim(claims, subjectClaim);
  return isSubject(subject) ? subject : undefined;
}

function hasAudience(claims: Claims, { audiences, audienceClaim }: TokenPolicy): boolean {
  return audiences.some((audience) => has(claim(claims, audienceClaim), audience));
}

function timesAreNumbers({ exp, nbf, iat }: Claims): boolean {
  return Number.isFinite(exp) && [nbf, iat].every((time) => time === undefined || Number.isFinite(time));
}

function hasRequiredClaims(claims: Claims, { requiredClaims }: TokenPolicy): boolean {
  return Object.entries(requiredClaims).every(([name, value]) => has(claim(claims, name), value));
}

/** Scopes are a text in `scope`, or a list that some providers call `scp`. */
function scopesOf(claims: Claims): readonly unknown[] {
  return ['scope', 'scp'].flatMap((name) => {
    const scopes = claim(claims, name);
    if (typeof scopes === 'string') {
      return scopes.split(' ');
    }
    return Array.isArray(scopes) ? scopes : [];
  });
}

function has(value: unknown, wanted: string): boolean {
  return value === wanted || (Array.isArray(value) && value.includes(wanted));
}

/** Only own properties: inherited ones such as `constructor` are not claims. */
function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
