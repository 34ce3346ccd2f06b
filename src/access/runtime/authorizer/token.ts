import { type CompactVerifyGetKey, compactVerify, errors } from 'jose';
import { ALGORITHMS } from '../../shared/json-web-key';
import { CLOCK_SKEW_MAX_SECONDS, type TokenPolicy } from '../../shared/jwt-settings';
import { type Claims, claimsRefusal, RefusalReason, subjectOf } from './token-claims';

/** The user that a token names. */
export interface TokenIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** A refusal has the user of the token only if the signature is valid. */
export type Verification =
  | { readonly accepted: true; readonly identity: TokenIdentity }
  | { readonly accepted: false; readonly reason: RefusalReason; readonly identity?: TokenIdentity };

/** Finds the key of the issuer that the header of a token names. */
export type KeySource = CompactVerifyGetKey;

/** The keys could not be fetched, which is no fault of the token. */
export class KeysUnavailable extends Error {}

/** API Gateway accepts at most 10 KiB of headers, so a longer token does not come from it. */
export const TOKEN_LENGTH_MAX = 16_384;

/** A key in a token, or at an address in a token, proves nothing. */
const KEY_HEADERS = ['jwk', 'jku', 'x5u', 'x5c'];

/** The types of access tokens. @see https://www.rfc-editor.org/rfc/rfc9068#section-4 */
const ACCESS_TOKEN_TYPES = ['at+jwt', 'application/at+jwt'];

/** Other types, such as logout tokens, are signed with the same keys for other purposes. */
const TYPES = ['jwt', ...ACCESS_TOKEN_TYPES];

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Verifies a token at a time in seconds since 1970. Of the token, the result has the issuer and the subject only. */
export async function verifyToken(
  token: string,
  policy: TokenPolicy,
  keys: KeySource,
  now: number,
): Promise<Verification> {
  if (!(policy.clockSkewSeconds >= 0 && policy.clockSkewSeconds <= CLOCK_SKEW_MAX_SECONDS)) {
    throw new Error(`the clock skew must be between 0 and ${CLOCK_SKEW_MAX_SECONDS} seconds`);
  }
  const malformed = shapeRefusal(token, policy);
  if (malformed) {
    return { accepted: false, reason: malformed };
  }
  const verified = await verifiedClaims(token, keys);
  if (typeof verified === 'string') {
    return { accepted: false, reason: verified };
  }
  const identity = identityOf(verified, policy);
  const reason = claimsRefusal(verified, policy, now);
  if (reason || !identity) {
    return { accepted: false, reason: reason ?? RefusalReason.INVALID_SUBJECT, identity };
  }
  return { accepted: true, identity };
}

function identityOf(claims: Claims, policy: TokenPolicy): TokenIdentity | undefined {
  const subject = subjectOf(claims, policy);
  return claims.iss === policy.issuer && subject !== undefined ? { issuer: policy.issuer, subject } : undefined;
}

/** Checks that need no key. */
function shapeRefusal(token: string, policy: TokenPolicy): RefusalReason | undefined {
  if (token.length > TOKEN_LENGTH_MAX) {
    return RefusalReason.TOKEN_TOO_LONG;
  }
  const header = COMPACT.test(token) ? jsonObject(Buffer.from(token.split('.')[0], 'base64url')) : undefined;
  return header ? headerRefusal(header, policy) : RefusalReason.MALFORMED_TOKEN;
}

function headerRefusal(header: Readonly<Record<string, unknown>>, policy: TokenPolicy): RefusalReason | undefined {
  const { alg, typ, kid } = header;
  if (typeof alg !== 'string' || !ALGORITHMS.includes(alg)) {
    return RefusalReason.UNSUPPORTED_ALGORITHM;
  }
  if (Object.hasOwn(header, 'crit')) {
    return RefusalReason.CRITICAL_HEADER;
  }
  if (KEY_HEADERS.some((name) => Object.hasOwn(header, name))) {
    return RefusalReason.EMBEDDED_KEY;
  }
  if (kid !== undefined && typeof kid !== 'string') {
    return RefusalReason.MALFORMED_TOKEN;
  }
  return hasExpectedType(typ, policy) ? undefined : RefusalReason.UNEXPECTED_TYPE;
}

function hasExpectedType(typ: unknown, { accessTokenType }: TokenPolicy): boolean {
  const types = accessTokenType ? ACCESS_TOKEN_TYPES : TYPES;
  return typ === undefined ? !accessTokenType : typeof typ === 'string' && types.includes(typ.toLowerCase());
}

async function verifiedClaims(token: string, keys: KeySource): Promise<Claims | RefusalReason> {
  try {
    const { payload } = await compactVerify(token, keys, { algorithms: ALGORITHMS });
    return jsonObject(payload) ?? RefusalReason.MALFORMED_TOKEN;
  } catch (error) {
    return signatureRefusal(error);
  }
}

/** Drops the message of the error, which may quote the token. */
function signatureRefusal(error: unknown): RefusalReason {
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return RefusalReason.BAD_SIGNATURE;
  }
  if (error instanceof errors.JWSInvalid) {
    return RefusalReason.MALFORMED_TOKEN;
  }
  return error instanceof KeysUnavailable ? RefusalReason.KEYS_UNAVAILABLE : RefusalReason.UNKNOWN_KEY;
}

function jsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
