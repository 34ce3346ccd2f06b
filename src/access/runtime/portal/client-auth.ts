import {
  type AuthorizationServer,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  generateRandomState,
} from 'oauth4webapi';
import type { SigningAlgorithm } from '../../shared/portal/settings';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_SECONDS = 60;

/** The time for which a secret is kept, in milliseconds. A rotated secret is used after it at the latest. */
const SECRET_MS = 300_000;

/** How the portal proves to the token endpoint that it is the registered client. */
export interface ClientCredentials {
  authentication(): Promise<ClientAuth>;
  /** Forgets what the provider has refused, so that the next attempt reads a rotated secret. */
  forget(): void;
}

/** By a secret, in the body if the provider accepts it there: not every provider decodes the header. */
export class SecretCredentials implements ClientCredentials {
  private kept?: { readonly secret: string; readonly until: number };

  constructor(
    private readonly read: () => Promise<string>,
    private readonly now: () => number,
  ) {}

  public async authentication(): Promise<ClientAuth> {
    if (!this.kept || this.now() >= this.kept.until) {
      this.kept = { secret: await this.read(), until: this.now() + SECRET_MS };
    }
    const { secret } = this.kept;
    return (server, ...others) =>
      (acceptsBody(server) ? ClientSecretPost : ClientSecretBasic)(secret)(server, ...others);
  }

  public forget(): void {
    this.kept = undefined;
  }
}

/** Providers that do not say accept the header. @see https://openid.net/specs/openid-connect-discovery-1_0.html */
function acceptsBody({ token_endpoint_auth_methods_supported: methods = [] }: AuthorizationServer): boolean {
  return methods.includes('client_secret_post');
}

export interface AssertionKey {
  readonly algorithm: SigningAlgorithm;
  /** The id under which the provider knows the public key. */
  readonly keyId?: string;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/** By an assertion that a key signs, which the portal cannot read. @see https://www.rfc-editor.org/rfc/rfc7523 */
export class AssertionCredentials implements ClientCredentials {
  constructor(
    private readonly key: AssertionKey,
    private readonly now: () => number,
  ) {}

  public async authentication(): Promise<ClientAuth> {
    return async (server, client, body) => {
      body.set('client_id', client.client_id);
      body.set('client_assertion_type', ASSERTION_TYPE);
      body.set('client_assertion', await this.assertion(server, client.client_id));
    };
  }

  public forget(): void {
    // An assertion is used once.
  }

  private async assertion({ issuer }: AuthorizationServer, clientId: string): Promise<string> {
    const { algorithm, keyId, sign } = this.key;
    const now = Math.floor(this.now() / 1000);
    const claims = {
      iss: clientId,
      sub: clientId,
      aud: issuer,
      jti: generateRandomState(),
      iat: now,
      nbf: now,
      exp: now + ASSERTION_SECONDS,
    };
    const signed = [{ alg: algorithm, kid: keyId, typ: 'JWT' }, claims].map(encoded).join('.');
    const signature = await sign(Buffer.from(signed));
    const bytes = algorithm === 'ES256' ? joined(signature) : signature;
    return `${signed}.${Buffer.from(bytes).toString('base64url')}`;
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** The two numbers of an ECDSA signature, as JWS joins them. KMS returns them as DER. */
export function joined(der: Uint8Array): Uint8Array {
  const bytes = Buffer.from(der);
  const first = numberAt(bytes, 2);
  const second = numberAt(bytes, first.end);
  return Buffer.concat([first.value, second.value]);
}

/** A positive DER integer has a leading zero if its first bit is set, and none of the other zeros. */
function numberAt(bytes: Buffer, start: number): { readonly value: Buffer; readonly end: number } {
  const end = start + 2 + bytes[start + 1];
  const digits = bytes.subarray(start + 2, end);
  const value = Buffer.alloc(32);
  const kept = digits.subarray(Math.max(0, digits.length - 32));
  kept.copy(value, 32 - kept.length);
  return { value, end };
}
