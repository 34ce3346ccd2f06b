import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import type { DataKeys } from './data-keys';

/** What a cookie is for. A cookie of one purpose is refused for the other. */
export enum Purpose {
  TRANSACTION = 'portal-signin',
  TOKEN = 'portal-token',
}

export interface SealPorts {
  /** The address of the portal. */
  readonly audience: string;
  readonly keys: DataKeys;
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

const ENCRYPTION = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

/** Encrypts the content of a cookie, which nobody can read, change, prolong, or use at another portal. */
export async function seal(
  purpose: Purpose,
  content: JWTPayload,
  seconds: number,
  { audience, keys, now }: SealPorts,
): Promise<string> {
  const { plaintext, encrypted } = await keys.current();
  return new EncryptJWT(content)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: purpose, kid: encrypted })
    .setAudience(audience)
    .setExpirationTime(Math.floor(now() / 1000) + seconds)
    .encrypt(plaintext);
}

/** The content of a cookie. Undefined if this portal did not seal it for this purpose, or it has expired. Throws if KMS does not answer. */
export async function unseal(
  purpose: Purpose,
  cookie: string,
  { audience, keys, now }: SealPorts,
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtDecrypt(cookie, async ({ kid }) => (await keys.find(kid)) ?? unknownKey(), {
      ...ENCRYPTION,
      typ: purpose,
      audience,
      requiredClaims: ['exp'],
      currentDate: new Date(now()),
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) {
      return undefined;
    }
    throw error;
  }
}

function unknownKey(): never {
  throw new errors.JWEDecryptionFailed();
}
