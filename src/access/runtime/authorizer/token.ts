import { type CompactVerifyGetKey, compactVerify, errors } from 'jose';
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

/** Only algorithms with public keys: everybody knows the key of the issuer, and must not be able to sign with it. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** A key in a token, or at an address in a token, proves nothing. */
const KEY_HEADERS = ['jwk', 'jku', 'x5u', 'x5c'];

/** Other types, such as logout tokens, are signed with the same keys for other purposes. */
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt'];

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
  const malformed = shapeRefusal(token);
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
function shapeRefusal(token: string): RefusalReason | undefined {
  if (token.length > TOKEN_LENGTH_MAX) {
    return RefusalReason.TOKEN_TOO_LONG;
  }
  const header = COMPACT.test(token) ? jsonObject(Buffer.from(token.split('.')[0], 'base64url')) : undefined;
  return header ? headerRefusal(header) : RefusalReason.MALFORMED_TOKEN;
}

function headerRefusal(header: Readonly<Record<string, unknown>>): RefusalReason | undefined {
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
  const known = typ === undefined || (typeof typ === 'string' && TYPES.includes(typ.toLowerCase()));
  return known ? undefined : RefusalReason.UNEXPECTED_TYPE;
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
