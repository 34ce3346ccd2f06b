import { createLocalJWKSet } from 'jose';
import { verifyToken } from '../../../../src/access/runtime/authorizer/token';
import type { Appearance } from '../../../../src/access/runtime/portal/appearance';
import { type ClientCredentials, SecretCredentials } from '../../../../src/access/runtime/portal/client-auth';
import { Portal } from '../../../../src/access/runtime/portal/portal';
import { Provider } from '../../../../src/access/runtime/portal/provider';
import { isRedirectUriChanged } from '../../../../src/access/runtime/portal/redirect-uri';
import type { PortalRecord, PortalResponse } from '../../../../src/access/runtime/portal/request';
import { SignIn } from '../../../../src/access/runtime/portal/sign-in';
import type { PortalSettings } from '../../../../src/access/shared/portal/settings';
import { ISSUER, POLICY } from '../../support/tokens';
import { InMemoryKeys, PORTAL_URL, sealPorts } from './in-memory-keys';
import { CLIENT_ID, type InMemoryProvider } from './in-memory-provider';

export const SECRET = 'client-secret-that-must-not-leak';

export const SETTINGS: PortalSettings = {
  url: PORTAL_URL,
  keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/cookies',
  issuer: ISSUER,
  clientId: CLIENT_ID,
  client: { kind: 'secret', secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:portal' },
  scope: 'openid studio',
  parameters: { resource: 'urn:studio' },
  token: 'access_token',
};

export interface VisitorOptions {
  readonly settings?: Partial<PortalSettings>;
  readonly appearance?: Appearance;
  readonly credentials?: ClientCredentials;
  readonly keys?: InMemoryKeys;
}

/** A portal, and one browser that keeps its cookies. */
export class Visitor {
  public readonly records: PortalRecord[] = [];
  public readonly cookies = new Map<string, string>();
  public readonly responses: PortalResponse[] = [];
  public readonly keys: InMemoryKeys;
  private readonly portal: Portal;

  constructor(
    public readonly provider: InMemoryProvider,
    { settings: changes, appearance = { texts: {} }, credentials, keys = new InMemoryKeys() }: VisitorOptions = {},
  ) {
    const settings = { ...SETTINGS, ...changes };
    const { fetch } = provider;
    const now = Date.now;
    const keySet = createLocalJWKSet({ keys: [provider.key.jwk] });
    this.keys = keys;
    this.portal = new Portal({
      url: settings.url,
      isRedirectUriChanged: isRedirectUriChanged(settings),
      signIn: new SignIn(settings, {
        provider: new Provider(settings, { fetch, now }),
        credentials: credentials ?? new SecretCredentials(async () => SECRET, now),
        fetch,
      }),
      seal: sealPorts(keys, now, settings.url),
      verify: (token) =>
        verifyToken(
          token,
          settings.token === 'id_token' ? { ...POLICY, audiences: [settings.clientId] } : POLICY,
          keySet,
          now() / 1000,
        ),
      appearance,
      now,
      record: (record) => this.records.push(record),
    });
  }

  /** Requests a page, with the cookies so far unless others are given. */
  public async get(
    resource: string,
    query: URLSearchParams | Record<string, string> = {},
    {
      cookies = this.cookieHeader,
      language,
      method = 'GET',
    }: { cookies?: string; language?: string; method?: string } = {},
  ): Promise<PortalResponse> {
    const response = await this.portal.answer(
      requestEvent(method, resource, new URLSearchParams(query), cookies, language),
    );
    this.responses.push(response);
    for (const line of response.multiValueHeaders?.['Set-Cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      value === '' ? this.cookies.delete(name) : this.cookies.set(name, value);
    }
    return response;
  }

  /** Starts to sign in, and returns what the provider sends the browser back with. */
  public async leave(subject?: string): Promise<URLSearchParams> {
    const { headers } = await this.get('/signin');
    return this.provider.redirect(headers.Location, subject);
  }

  public async signIn(subject?: string): Promise<PortalResponse> {
    return this.get('/callback', await this.leave(subject));
  }

  public get last(): PortalRecord {
    return this.records[this.records.length - 1];
  }

  public get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** Which page a response is. */
export function pageOf({ body }: PortalResponse): string | undefined {
  return /data-page="([\w-]+)"/.exec(body)?.[1];
}

export function requestEvent(
  httpMethod: string,
  resource: string,
  query: URLSearchParams,
  cookies: string,
  language?: string,
): object {
  const names = [...new Set(query.keys())];
  return {
    httpMethod,
    resource,
    headers: { Cookie: cookies, ...(language && { 'Accept-Language': language }) },
    queryStringParameters: names.length ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: names.length
      ? Object.fromEntries(names.map((name) => [name, query.getAll(name)]))
      : null,
    requestContext: { requestId: 'request-1' },
  };
}
