import { Token } from 'aws-cdk-lib';
import { checkPattern } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';

const HTTPS_URL = /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~%/-]*)?(\?[\w.~%/=&-]*)?$/i;

/** What the environment of a function holds besides; it has 4 KB in all. */
const PINNED_MAX = 3000;

/** Of a public key; whatever else a key set holds, such as certificates, is not needed. */
const PUBLIC_MEMBERS = ['alg', 'crv', 'e', 'kid', 'kty', 'n', 'use', 'x', 'y'];
const SECRET_MEMBERS = ['d', 'dp', 'dq', 'k', 'oth', 'p', 'q', 'qi'];
const ASYMMETRIC_TYPES = ['EC', 'OKP', 'RSA'];

/** What becomes of the keys in the environment of the authorizer. */
interface KeySettings {
  readonly jwksUri?: string;
  readonly jwks?: { readonly keys: readonly object[] };
}

/**
 * Where the keys come from with which an identity provider signs its tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
export class JwtKeys {
  /**
   * The keys that the identity provider publishes at an address, which its discovery document names as `jwks_uri`. They are
   * fetched by the authorizer, kept for ten minutes, and looked for again where a token names an unknown one. While they
   * cannot be had, nobody is let in.
   */
  public static fromUri(jwksUri: string): JwtKeys {
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidJwtKeys', checkPattern('the address of the keys', jwksUri, HTTPS_URL, 'an HTTPS URL')),
    );
    return new JwtKeys({ jwksUri });
  }

  /**
   * Public keys that are part of the template, for networks from which the identity provider cannot be reached. Nothing but a
   * deployment changes them, so that one is due before the identity provider changes its keys.
   *
   * @param jwks a JSON Web Key Set, as JSON; it must not hold private or shared keys
   */
  public static pinned(jwks: string): JwtKeys {
    const keys = parsedKeys(jwks);
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidJwtKeys', keyFaults(keys)));
    return new JwtKeys({ jwks: { keys: keys.map(publicPart) } });
  }

  private constructor(private readonly settings: KeySettings) {}

  /** @internal */
  public get _settings(): KeySettings {
    return this.settings;
  }
}

type Key = Readonly<Record<string, unknown>>;

/** Empty for whatever is no key set. A token would stand for text that only the deployment knows. */
function parsedKeys(jwks: string): readonly Key[] {
  try {
    const { keys } = Token.isUnresolved(jwks) ? { keys: [] } : JSON.parse(jwks);
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
  } catch {
    return [];
  }
}

/** Names keys by their place alone, for a secret may be among them. */
function keyFaults(keys: readonly Key[]): string[] {
  const length = JSON.stringify(keys.map(publicPart)).length;
  return [
    ...(keys.length === 0 ? ['pinned keys must be a JSON Web Key Set with at least one key'] : []),
    ...(length > PINNED_MAX ? [`pinned keys must have at most ${PINNED_MAX} characters, got ${length}`] : []),
    ...keys.flatMap((key, index) => [
      ...(SECRET_MEMBERS.some((name) => name in key)
        ? [`pinned key ${index} must be public, got a private or shared one`]
        : []),
      ...(ASYMMETRIC_TYPES.includes(String(key.kty))
        ? []
        : [`pinned key ${index} must be of type ${ASYMMETRIC_TYPES.join(', ')}`]),
    ]),
  ];
}

function publicPart(key: Key): object {
  return Object.fromEntries(PUBLIC_MEMBERS.flatMap((name) => (name in key ? [[name, key[name]]] : [])));
}
