import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import type { SecureContext } from 'node:tls';
import type { HttpAnswer } from './http';

export interface BrowserRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Where a portal that signs users in gets to know how that went. */
export const REDIRECT_URI = 'https://portal.example.com/callback';
const CLIENT = 'portal';
const RESOURCE = 'urn:studio-access';
const REDIRECTS_MAX = 10;

/** What DNS says where the browser is: the port of a host, on loopback. */
export type Resolver = (host: string) => number | undefined;

/** A browser somewhere in a network. It keeps cookies by host, and follows no redirect that it is not told to. */
export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>();
  /** Opens a connection for each request, and resumes the TLS sessions of earlier ones. */
  private readonly agent = new Agent();

  constructor(
    private readonly resolve: Resolver,
    /** Whom it trusts. */
    private readonly trust: SecureContext,
  ) {}

  public async fetch(
    address: string,
    { method = 'GET', headers = {}, body = '' }: BrowserRequest = {},
  ): Promise<HttpAnswer & { readonly host: string }> {
    const url = new URL(address);
    const port = url.hostname === 'localhost' ? Number(url.port) : this.resolve(url.hostname);
    if (port === undefined) {
      throw new Error(`there is no host ${url.hostname}`);
    }
    const options = {
      host: '127.0.0.1',
      port,
      servername: url.hostname,
      path: `${url.pathname}${url.search}`,
      method,
      headers: { ...this.headersFor(url, body), ...headers },
      secureContext: this.trust,
      agent: this.agent,
    };
    const response = await answerOf(options, body);
    this.keepCookies(url.host, response.headers['set-cookie'] ?? []);
    const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return { status: response.status, headers: Object.fromEntries(received), body: response.body, host: url.host };
  }

  private headersFor(url: URL, body: string): Record<string, string> {
    const sent: Record<string, string> = { host: url.host };
    const cookie = this.cookiesOf(url.href);
    if (cookie) {
      sent.cookie = cookie;
    }
    if (body) {
      sent['content-length'] = String(Buffer.byteLength(body));
    }
    return sent;
  }

  private keepCookies(host: string, lines: readonly string[]): void {
    const jar = this.jar(host);
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name, value);
    }
  }

  /** What it sends to a host, such as to be copied by a thief. */
  public cookiesOf(address: string): string {
    return [...this.jar(new URL(address).host)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Signs in on the page of an identity provider, and gives the access token that the portal gets: authorization code with PKCE. */
  public async signIn(issuer: string, user: string, password: string): Promise<string> {
    const [verifier, state] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
    const page = await this.follow(`${issuer}/auth?${authorizationQuery(verifier, state)}`);
    const back = await this.follow(page, form({ user, password }));
    const answer = new URL(back).searchParams;
    if (answer.get('state') !== state || answer.get('iss') !== issuer) {
      throw new Error('the answer is not one to this question, or nobody signed in');
    }
    const grant = {
      grant_type: 'authorization_code',
      client_id: CLIENT,
      redirect_uri: REDIRECT_URI,
      code_verifier: verifier,
      code: answer.get('code')!,
    };
    const tokens = await this.fetch(`${issuer}/token`, form(grant));
    return JSON.parse(tokens.body).access_token;
  }

  /** To the page where redirects end, or to the portal. */
  private async follow(address: string, first: BrowserRequest = {}): Promise<string> {
    let [url, request] = [address, first];
    for (let redirects = 0; redirects < REDIRECTS_MAX; redirects++) {
      const { status, headers } = await this.fetch(url, request);
      if (status < 300 || status >= 400) {
        return url;
      }
      url = new URL(headers.location, url).toString();
      request = {};
      if (url.startsWith(REDIRECT_URI)) {
        return url;
      }
    }
    throw new Error('too many redirects');
  }

  private jar(host: string): Map<string, string> {
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    return jar;
  }
}

function authorizationQuery(verifier: string, state: string): URLSearchParams {
  return new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'openid studio',
    resource: RESOURCE,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state,
  });
}

function form(fields: Record<string, string>): BrowserRequest {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString() };
}

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function answerOf(options: RequestOptions, body: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf-8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
