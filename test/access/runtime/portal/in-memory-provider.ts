import { createHash, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { claims, ISSUER, type SigningKey, sign, signingKey } from '../../support/tokens';

export const CLIENT_ID = 'studio-portal';

interface Issued {
  readonly request: URLSearchParams;
  readonly subject: string;
  used: boolean;
}

/** An identity provider without network: it redirects back at once, and remembers which code belongs to which request. */
export class InMemoryProvider {
  public static async start(): Promise<InMemoryProvider> {
    return new InMemoryProvider(await signingKey('provider-key'));
  }

  /** The requests of the token endpoint, as they were sent. */
  public readonly exchanges: { readonly headers: Headers; readonly body: URLSearchParams }[] = [];
  public discoveries = 0;
  /** Replaces the response of an endpoint, such as with an outage. */
  public readonly answers: { discovery?: () => Response; token?: () => Response } = {};
  /** Members that the discovery document has as well, or instead. */
  public metadata: Record<string, unknown> = {};
  /** The redirect URIs of the portal that are registered. @default - any */
  public redirectUris?: readonly string[];
  /** Claims that tokens have as well, or instead. */
  public idTokenClaims: JWTPayload = {};
  public accessTokenClaims: JWTPayload = {};
  private readonly codes = new Map<string, Issued>();

  private constructor(
    public readonly key: SigningKey,
    private readonly now = () => Math.floor(Date.now() / 1000),
  ) {}

  /**
   * Signs a user in, and returns the parameters that the browser brings back. Throws if the redirect URI is not registered: the
   * browser then shows an error of the provider, which does not send it back (RFC 6749, 4.1.2.1).
   */
  public redirect(location: string, subject = 'alice'): URLSearchParams {
    const { searchParams } = new URL(location);
    const redirectUri = String(searchParams.get('redirect_uri'));
    if (this.redirectUris?.includes(redirectUri) === false) {
      throw new Error(`${redirectUri} is not registered`);
    }
    const code = randomUUID();
    this.codes.set(code, { request: searchParams, subject, used: false });
    return new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: ISSUER });
  }

  public readonly fetch: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    if (pathname === '/.well-known/openid-configuration') {
      this.discoveries += 1;
      return this.answers.discovery?.() ?? Response.json(this.document());
    }
    const request = { headers: new Headers(init?.headers), body: new URLSearchParams(String(init?.body)) };
    this.exchanges.push(request);
    return this.answers.token?.() ?? this.exchange(request.body);
  };

  private document(): object {
    return {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize?tenant=1`,
      token_endpoint: `${ISSUER}/token`,
      end_session_endpoint: `${ISSUER}/logout`,
      jwks_uri: `${ISSUER}/keys`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['ES256'],
      ...this.metadata,
    };
  }

  /** As RFC 6749 and RFC 7636 say: a code is used once, by the request that it belongs to. */
  private async exchange(body: URLSearchParams): Promise<Response> {
    const issued = this.codes.get(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (
      !issued ||
      issued.used ||
      issued.request.get('code_challenge') !== challenge ||
      issued.request.get('redirect_uri') !== body.get('redirect_uri')
    ) {
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    }
    issued.used = true;
    const { request, subject } = issued;
    const common = { ...claims(this.now()), sub: subject };
    const nonce = request.get('nonce') ?? undefined;
    return Response.json({
      token_type: 'Bearer',
      access_token: await sign(this.key, { ...common, ...this.accessTokenClaims }, { typ: 'at+jwt' }),
      id_token: await sign(this.key, { ...common, aud: CLIENT_ID, nonce, ...this.idTokenClaims }),
    });
  }
}
