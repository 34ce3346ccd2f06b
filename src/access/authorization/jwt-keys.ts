import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import { checkFormat, checkUrl } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { KEY_SET_URL } from '../../private/formats';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import { keyFaults, type UncheckedKey } from '../shared/json-web-key';

/** The environment of a function has at most 4 KB, and other settings need the rest. */
const PINNED_MAX = 3000;

/** The members of a public key. Others, such as certificates, are not needed. */
const PUBLIC_MEMBERS = ['alg', 'crv', 'e', 'key_ops', 'kid', 'kty', 'n', 'use', 'x', 'y'];

/** The keys in the settings of the authorizer. */
interface KeySettings {
  readonly jwksUri?: string;
  readonly jwks?: { readonly keys: readonly object[] };
}

/**
 * The keys that verify the tokens of an identity provider.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
export class JwtKeys {
  /**
   * The keys that the identity provider publishes at the `jwks_uri` of its discovery document. The authorizer fetches them, keeps
   * them for ten minutes, and fetches them again if a token has an unknown key. All requests are refused while the keys are unavailable.
   */
  public static fromUri(jwksUri: string): JwtKeys {
    const malformed = [
      ...checkFormat('the address of the keys', jwksUri, KEY_SET_URL),
      ...checkUrl('the address of the keys', jwksUri),
    ];
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidJwtKeys', malformed.slice(0, 1)));
    return new JwtKeys({ jwksUri });
  }

  /**
   * Public keys in the template, for networks that cannot reach the identity provider. Only a deployment changes them, so deploy
   * new keys before the identity provider uses them.
   *
   * Each must be an RSA key with at least 2,048 bits and an exponent of at least 65,537, or a P-256, P-384, P-521, or Ed25519 key.
   * Several keys must have different ids (`kid`).
   *
   * @param jwks a JSON Web Key Set as JSON, with nothing but public keys that verify signatures
   */
  public static pinned(jwks: string): JwtKeys {
    const keys = parsedKeys(jwks);
    SecureSageMakerError.throwIfAny(undefined, isPlaceholder(jwks) ? [] : keySetFaults(keys));
    return new JwtKeys({ jwks: { keys: keys.map(publicPart) } });
  }

  private constructor(private readonly settings: KeySettings) {}

  /** @internal */
  public get _settings(): KeySettings {
    return this.settings;
  }
}

/** The keys of a key set; none if it is malformed, or a token, whose value is only known at deployment. */
function parsedKeys(jwks: string): readonly UncheckedKey[] {
  if (Token.isUnresolved(jwks)) {
    return [];
  }
  try {
    const { keys } = JSON.parse(jwks);
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
  } catch {
    return [];
  }
}

function keySetFaults(keys: readonly UncheckedKey[]): Fault[] {
  const { length } = JSON.stringify(keys.map(publicPart));
  return [
    ...check(keys.length > 0, 'InvalidJwtKeys', 'pinned keys must be a JSON Web Key Set with at least one key'),
    ...check(
      length <= PINNED_MAX,
      'InvalidJwtKeys',
      `pinned keys must have at most ${PINNED_MAX} characters, got ${length}`,
    ),
    ...keys.flatMap((key, index) => pinnedKeyFaults(key, index)),
    ...check(
      keys.length < 2 || new Set(keys.map(({ kid }) => kid ?? '')).size === keys.length,
      'InvalidJwtKeys',
      'pinned keys must have different kids, because a token names its key by the kid',
    ),
  ];
}

/** Identifies a key by its position only, because it may be secret. */
function pinnedKeyFaults(key: UncheckedKey, index: number): Fault[] {
  return faultsOf(
    'InvalidJwtKeys',
    keyFaults(key, imported).map((expected) => `pinned key ${index} must ${expected}`),
  );
}

function imported(key: UncheckedKey): KeyObject {
  return createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
}

function publicPart(key: UncheckedKey): object {
  const members = PUBLIC_MEMBERS.filter((name) => name in key);
  return Object.fromEntries(members.map((name) => [name, key[name]]));
}
