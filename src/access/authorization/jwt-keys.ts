import { Token } from 'aws-cdk-lib';
import { checkFormat } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { KEY_SET_URL } from '../../private/formats';
import { isPlaceholder } from '../../private/life-cycle/unknown';

/** The environment of a function has at most 4 KB, and other settings need the rest. */
const PINNED_MAX = 3000;

/** The members of a public key. Others, such as certificates, are not needed. */
const PUBLIC_MEMBERS = ['alg', 'crv', 'e', 'kid', 'kty', 'n', 'use', 'x', 'y'];
const SECRET_MEMBERS = ['d', 'dp', 'dq', 'k', 'oth', 'p', 'q', 'qi'];
const ASYMMETRIC_TYPES = ['EC', 'OKP', 'RSA'];

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
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidJwtKeys', checkFormat('the address of the keys', jwksUri, KEY_SET_URL)),
    );
    return new JwtKeys({ jwksUri });
  }

  /**
   * Public keys in the template, for networks that cannot reach the identity provider. Only a deployment changes them, so deploy
   * new keys before the identity provider uses them.
   *
   * @param jwks a JSON Web Key Set as JSON, without private or shared keys
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

type Key = Readonly<Record<string, unknown>>;

/** The keys of a key set; none if it is malformed, or a token, whose value is only known at deployment. */
function parsedKeys(jwks: string): readonly Key[] {
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

function keySetFaults(keys: readonly Key[]): Fault[] {
  const { length } = JSON.stringify(keys.map(publicPart));
  return [
    ...check(keys.length > 0, 'InvalidJwtKeys', 'pinned keys must be a JSON Web Key Set with at least one key'),
    ...check(
      length <= PINNED_MAX,
      'InvalidJwtKeys',
      `pinned keys must have at most ${PINNED_MAX} characters, got ${length}`,
    ),
    ...keys.flatMap(keyFaults),
  ];
}

/** Identifies a key by its position only, because it may be secret. */
function keyFaults(key: Key, index: number): Fault[] {
  return [
    ...check(
      !SECRET_MEMBERS.some((name) => name in key),
      'InvalidJwtKeys',
      `pinned key ${index} must be public, got a private or shared one`,
    ),
    ...check(
      ASYMMETRIC_TYPES.includes(String(key.kty)),
      'InvalidJwtKeys',
      `pinned key ${index} must be of type ${ASYMMETRIC_TYPES.join(', ')}`,
    ),
  ];
}

function publicPart(key: Key): object {
  const members = PUBLIC_MEMBERS.filter((name) => name in key);
  return Object.fromEntries(members.map((name) => [name, key[name]]));
}
