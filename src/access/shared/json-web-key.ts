/** A member of a JSON Web Key Set before anything of it was checked. */
export type UncheckedKey = Readonly<Record<string, unknown>>;

/** What importing a key tells about it. */
export interface ImportedKey {
  readonly asymmetricKeyType?: string;
  readonly asymmetricKeyDetails?: {
    readonly modulusLength?: number;
    readonly publicExponent?: bigint;
    readonly namedCurve?: string;
  };
}

/** Throws if it cannot read a key. */
export type KeyImporter = (key: UncheckedKey) => ImportedKey;

/** @see https://www.rfc-editor.org/rfc/rfc7518#section-3.3 */
const RSA_BITS_MIN = 2048;

/** With a small exponent, signatures can be computed without the private key. @see https://doi.org/10.6028/NIST.FIPS.186-5 (section A.1.1) */
const RSA_EXPONENT_MIN = 65_537n;

const SECRET_MEMBERS = ['d', 'dp', 'dq', 'k', 'oth', 'p', 'q', 'qi'];
const ASYMMETRIC_TYPES = ['EC', 'OKP', 'RSA'];

/** The algorithms that verify a signature with a kind of key. @see https://www.rfc-editor.org/rfc/rfc7518#section-3.1 and https://www.rfc-editor.org/rfc/rfc9864 */
const ALGORITHMS_OF: Readonly<Record<string, readonly string[]>> = {
  rsa: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
  ed25519: ['EdDSA', 'Ed25519'],
};

/** Only algorithms with public keys: everybody knows the key of the issuer, and must not be able to sign with it. */
export const ALGORITHMS = Object.values(ALGORITHMS_OF).flat();

/** Why a key cannot verify tokens, or must not. Each text completes "the key must …" without a value of the key, which may be secret. */
export function keyFaults(key: UncheckedKey, importKey: KeyImporter): string[] {
  const kind = expectations([
    [!SECRET_MEMBERS.some((name) => name in key), 'be public, got a private or shared one'],
    [ASYMMETRIC_TYPES.includes(String(key.kty)), `be of type ${ASYMMETRIC_TYPES.join(', ')}`],
  ]);
  const imported = importedKey(key, importKey);
  if (kind.length > 0 || !imported) {
    return kind.length > 0 ? kind : ['be a complete public key'];
  }
  return [...strengthFaults(imported), ...purposeFaults(key, algorithmsOf(imported))];
}

function strengthFaults(key: ImportedKey): string[] {
  const isRsa = key.asymmetricKeyType === 'rsa';
  return expectations([
    [algorithmsOf(key).length > 0, 'be an RSA, P-256, P-384, P-521, or Ed25519 key'],
    [!isRsa || bitsOf(key) >= RSA_BITS_MIN, `have at least ${RSA_BITS_MIN} bits`],
    [!isRsa || hasSafeExponent(key), `have an odd exponent of at least ${RSA_EXPONENT_MIN}`],
  ]);
}

function purposeFaults({ kid, use, key_ops: operations, alg }: UncheckedKey, algorithms: readonly string[]): string[] {
  return expectations([
    [kid === undefined || typeof kid === 'string', 'have a text as kid'],
    [use === undefined || use === 'sig', 'be for signatures, with "sig" as use'],
    [operations === undefined || isVerifying(operations), 'be for verification, with "verify" in key_ops'],
    [
      algorithms.length === 0 || alg === undefined || algorithms.includes(String(alg)),
      `have one of ${algorithms.join(', ')} as alg`,
    ],
  ]);
}

function expectations(faults: readonly (readonly [boolean, string])[]): string[] {
  return faults.filter(([holds]) => !holds).map(([, expected]) => expected);
}

function importedKey(key: UncheckedKey, importKey: KeyImporter): ImportedKey | undefined {
  try {
    return importKey(key);
  } catch {
    return undefined;
  }
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: ImportedKey): readonly string[] {
  return ALGORITHMS_OF[asymmetricKeyDetails?.namedCurve ?? asymmetricKeyType ?? ''] ?? [];
}

function bitsOf({ asymmetricKeyDetails }: ImportedKey): number {
  return asymmetricKeyDetails?.modulusLength ?? 0;
}

function hasSafeExponent({ asymmetricKeyDetails }: ImportedKey): boolean {
  const exponent = asymmetricKeyDetails?.publicExponent ?? 0n;
  return exponent >= RSA_EXPONENT_MIN && exponent % 2n === 1n;
}

function isVerifying(operations: unknown): boolean {
  return Array.isArray(operations) && operations.includes('verify');
}
