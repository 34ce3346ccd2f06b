import {
  AuthorizationResponseError,
  type AuthorizationServer,
  authorizationCodeGrantRequest,
  type Client,
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  processAuthorizationCodeResponse,
  ResponseBodyError,
  type TokenEndpointResponse,
  validateAuthResponse,
  WWWAuthenticateChallengeError,
} from 'oauth4webapi';
import { CALLBACK_PATH, type SignInSettings } from '../../shared/portal/settings';
import type { ClientCredentials } from './client-auth';
import { type Provider, requestOptions } from './provider';

/** What the callback compares the response of the provider with. It is in an encrypted cookie until then. */
export interface Transaction {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What becomes of a sign-in that does not succeed. */
export enum SignInFault {
  /** The user must start again. */
  AGAIN = 'again',
  /** The user or the provider cancelled it. */
  CANCELLED = 'cancelled',
  /** The provider or a setting of the portal failed. */
  UNAVAILABLE = 'unavailable',
}

export class SignInError extends Error {
  constructor(
    readonly fault: SignInFault,
    /** For the log of operators, without values of the request. */
    readonly reason: string,
  ) {
    super(reason);
  }
}

export interface SignInPorts {
  readonly provider: Provider;
  readonly credentials: ClientCredentials;
  readonly fetch: typeof fetch;
}

/** Codes of oauth4webapi for an ID token of another sign-in, client or provider, or of another time. */
const MISMATCHES = ['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'];

/** Errors of the provider that are not the user's. @see https://www.rfc-editor.org/rfc/rfc6749 (4.1.2.1) */
const FAILURES = ['invalid_request', 'invalid_scope', 'server_error', 'temporarily_unavailable', 'unauthorized_client'];

/** The authorization code flow with PKCE, `state`, `nonce` and `iss`. The credentials say whether the client is confidential. */
export class SignIn {
  private readonly client: Client;

  constructor(
    private readonly settings: SignInSettings,
    private readonly ports: SignInPorts,
  ) {
    this.client = { client_id: settings.clientId };
  }

  /** The exact address that is registered at the provider. */
  public get redirectUri(): string {
    return `${this.settings.url}${CALLBACK_PATH}`;
  }

  /** The address of the provider's page, and what to remember until it sends the browser back. */
  public async start(otherAccount: boolean): Promise<{ readonly location: string; readonly transaction: Transaction }> {
    const server = await this.metadata();
    const transaction = {
      state: generateRandomState(),
      nonce: generateRandomNonce(),
      verifier: generateRandomCodeVerifier(),
    };
    const location = new URL(server.authorization_endpoint!);
    const parameters = {
      ...this.settings.parameters,
      client_id: this.settings.clientId,
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope: this.settings.scope,
      state: transaction.state,
      nonce: transaction.nonce,
      code_challenge: await calculatePKCECodeChallenge(transaction.verifier),
      code_challenge_method: 'S256',
      ...(otherAccount ? { prompt: accountPrompt(server) } : {}),
    };
    for (const [name, value] of Object.entries(parameters)) {
      location.searchParams.set(name, value);
    }
    return { location: location.toString(), transaction };
  }

  /** Exchanges the code of a response for the token that the API is called with. */
  public async finish(response: URLSearchParams, { state, nonce, verifier }: Transaction): Promise<string> {
    const server = await this.metadata();
    const parameters = this.validated(server, response, state);
    try {
      const tokens = await authorizationCodeGrantRequest(
        server,
        this.client,
        await this.ports.credentials.authentication(),
        parameters,
        this.redirectUri,
        verifier,
        requestOptions(this.ports.fetch),
      );
      const checks = { expectedNonce: nonce, requireIdToken: true };
      return this.tokenOf(await processAuthorizationCodeResponse(server, this.client, tokens, checks));
    } catch (error) {
      throw this.exchangeError(error);
    }
  }

  /** The page of the provider that ends its session, if it has one. */
  public async signOutAddress(): Promise<string | undefined> {
    const { end_session_endpoint: endpoint } = await this.ports.provider.metadata();
    if (!endpoint) {
      return undefined;
    }
    const location = new URL(endpoint);
    location.searchParams.set('client_id', this.settings.clientId);
    location.searchParams.set('post_logout_redirect_uri', `${this.settings.url}/signed-out`);
    return location.toString();
  }

  private async metadata(): ReturnType<Provider['metadata']> {
    try {
      return await this.ports.provider.metadata();
    } catch {
      throw new SignInError(SignInFault.UNAVAILABLE, 'provider-unavailable');
    }
  }

  private tokenOf(tokens: TokenEndpointResponse): string {
    const token = tokens[this.settings.token];
    if (typeof token !== 'string') {
      throw new SignInError(SignInFault.UNAVAILABLE, 'missing-token');
    }
    return token;
  }

  /** Anybody can make up a response, so an error in it may only make the user start again. */
  private validated(server: AuthorizationServer, response: URLSearchParams, state: string): URLSearchParams {
    let parameters: URLSearchParams;
    try {
      parameters = validateAuthResponse(server, this.client, response, state);
    } catch (error) {
      throw error instanceof AuthorizationResponseError
        ? new SignInError(faultOf(error.error), 'provider-error')
        : new SignInError(SignInFault.AGAIN, 'invalid-response');
    }
    if (parameters.getAll('code').length !== 1) {
      throw new SignInError(SignInFault.AGAIN, 'invalid-response');
    }
    return parameters;
  }

  /** Keeps the kind of an error, and drops its message, which may quote the code or the tokens. */
  private exchangeError(error: unknown): SignInError {
    if (error instanceof SignInError) {
      return error;
    }
    const refused = error instanceof WWWAuthenticateChallengeError || errorOf(error) === 'invalid_client';
    if (refused) {
      this.ports.credentials.forget();
      return new SignInError(SignInFault.UNAVAILABLE, 'client-refused');
    }
    // A code that was used or has expired, or the code of another sign-in.
    if (errorOf(error) === 'invalid_grant') {
      return new SignInError(SignInFault.AGAIN, 'code-refused');
    }
    return MISMATCHES.includes(codeOf(error))
      ? new SignInError(SignInFault.AGAIN, 'id-token-mismatch')
      : new SignInError(SignInFault.UNAVAILABLE, 'provider-failed');
  }
}

/** Some providers refuse a prompt that they do not have. */
function accountPrompt({ prompt_values_supported: known }: AuthorizationServer): string {
  return !Array.isArray(known) || known.includes('select_account') ? 'select_account' : 'login';
}

function faultOf(error: string): SignInFault {
  if (FAILURES.includes(error)) {
    return SignInFault.UNAVAILABLE;
  }
  return error === 'access_denied' ? SignInFault.CANCELLED : SignInFault.AGAIN;
}

function errorOf(error: unknown): string | undefined {
  return error instanceof ResponseBodyError ? error.error : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
