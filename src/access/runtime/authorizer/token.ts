import { type CompactJWSHeaderParameters, compactVerify, errors, type FlattenedJWSInput, type KeyLike } from 'jose';
import { CLOCK_SKEW_MAX_SECONDS, type TokenPolicy } from '../../shared/jwt-settings';
import { claimsRefusal, RefusalReason, subjectOf } from './token-claims';

/** Whom a token names. */
export interface TokenIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** A refusal names whom the token is for only where its signature vouches for that. */
export type Verification =
  | { readonly accepted: true; readonly identity: TokenIdentity }
  | { readonly accepted: false; readonly reason: RefusalReason; readonly identity?: TokenIdentity };

/** Gives the key that the header of a token asks for, among those of the issuer. */
export type KeySource = (header: CompactJWSHeaderParameters, token: FlattenedJWSInput) => Promise<KeyLike>;

/** Keys could not be had, which says nothing of the token. */
export class KeysUnavailable extends Error {}

/** API Gateway passes at most 10 KiB of headers; whatever is longer is not from there. */
export const TOKEN_LENGTH_MAX = 16_384;

/** Public keys alone: whoever knows the key of the issuer, which everybody does, must not be able to sign with it. */
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

/** Keys that a token brings along prove nothing, and neither do those at an address that it names. */
const KEY_HEADERS = ['jwk', 'jku', 'x5u', 'x5c'];

/** Other types, such as logout tokens, are signed with the same keys for other purposes. */
const TYPES = ['jwt', 'at+jwt', 'application/at+jwt'];

const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Verifies a token at a time in seconds since 1970. Nothing of the token is in what it gives but the subject. */
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
  const subject = subjectOf(verified, policy);
  const identity =
    verified.iss === policy.issuer && subject !== undefined ? { issuer: policy.issuer, subject } : undefined;
  const reason = claimsRefusal(verified, policy, now);
  if (reason || !identity) {
    return { accepted: false, reason: reason ?? RefusalReason.INVALID_SUBJECT, identity };
  }
  return { accepted: true, identity };
}

/** What can be told before any key is looked for. */
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

async function verifiedClaims(
  token: string,
  keys: KeySource,
): Promise<Readonly<Record<string, unknown>> | RefusalReason> {
  try {
    const { payload } = await compactVerify(token, keys, { algorithms: ALGORITHMS });
    return jsonObject(payload) ?? RefusalReason.MALFORMED_TOKEN;
  } catch (error) {
    return signatureRefusal(error);
  }
}

/** The messages of errors are not kept, for they may quote what is in the token. */
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
