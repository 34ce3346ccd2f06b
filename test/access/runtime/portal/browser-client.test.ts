import {
  type ApiResponse,
  BrowserClient,
  ClientStep,
  PUBLIC_CLIENT,
  type View,
} from '../../../../src/access/runtime/portal/in-browser/client';
import { Provider } from '../../../../src/access/runtime/portal/provider';
import { SignIn } from '../../../../src/access/runtime/portal/sign-in';
import { InMemoryProvider } from './in-memory-provider';
import { SETTINGS } from './visitor';

const STUDIO = 'https://studio.example/auth?token=presigned';

/** A tab that runs the script of each page that it comes to. */
class Tab {
  public readonly views: View[] = [];
  public readonly left: string[] = [];
  public readonly calls: { readonly token: string; readonly entry?: string }[] = [];
  public signOutAddress?: string;
  public stored: string | null = null;
  public response: ApiResponse = { status: 200, body: { url: STUDIO } };
  public now = Date.now();
  private query = new URLSearchParams();

  constructor(public readonly provider: InMemoryProvider) {}

  public async load(step: ClientStep, query: URLSearchParams | Record<string, string> = {}): Promise<void> {
    this.query = new URLSearchParams(query);
    const { fetch } = this.provider;
    const now = () => this.now;
    const client = new BrowserClient({
      signIn: new SignIn(SETTINGS, {
        provider: new Provider(SETTINGS, { fetch, now }),
        credentials: PUBLIC_CLIENT,
        fetch,
      }),
      show: (view) => this.views.push(view),
      offerSignOut: (address) => {
        this.signOutAddress = address;
      },
      leaveFor: (address) => this.left.push(address),
      takeQuery: () => {
        const query = this.query;
        this.query = new URLSearchParams();
        return query;
      },
      store: {
        read: () => this.stored,
        write: (content) => {
          this.stored = content;
        },
        remove: () => {
          this.stored = null;
        },
      },
      requestUrl: async (token, entry) => {
        this.calls.push({ token, entry });
        return this.response;
      },
      now,
    });
    await client.run(step);
  }

  public async begin(): Promise<URLSearchParams> {
    await this.load(ClientStep.SIGN_IN);
    return this.provider.redirect(this.left.at(-1)!);
  }

  public async signIn(): Promise<void> {
    await this.load(ClientStep.CALLBACK, await this.begin());
  }

  public get shown(): string {
    return this.views.at(-1)!.kind;
  }
}

let tab: Tab;

beforeEach(async () => {
  tab = new Tab(await InMemoryProvider.start());
});

test('a sign-in proves with PKCE that it is the one that asked, and has no secret', async () => {
  const response = await tab.begin();
  const { searchParams } = new URL(tab.left[0]);
  const stored = tab.stored!;
  await tab.load(ClientStep.CALLBACK, response);
  const [{ body, headers }] = tab.provider.exchanges;

  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    state: JSON.parse(stored).state,
    nonce: JSON.parse(stored).nonce,
    redirect_uri: `${SETTINGS.url}/callback`,
  });
  expect(Object.fromEntries(body)).toEqual({
    client_id: SETTINGS.clientId,
    code: response.get('code'),
    code_verifier: JSON.parse(stored).verifier,
    grant_type: 'authorization_code',
    redirect_uri: `${SETTINGS.url}/callback`,
  });
  expect(headers.has('authorization')).toBe(false);
  expect(tab.left.at(-1)).toBe(STUDIO);
  expect(tab.stored).toBeNull();
});

test('"other account" asks the provider for another account', async () => {
  await tab.load(ClientStep.SIGN_IN, { account: 'other' });

  expect(new URL(tab.left[0]).searchParams.get('prompt')).toBe('select_account');
});

test.each<[string, (response: URLSearchParams) => void]>([
  ['another state', (response) => response.set('state', 'foreign')],
  ['no state', (response) => response.delete('state')],
  ['another issuer', (response) => response.set('iss', 'https://attacker.example')],
  ['no issuer', (response) => response.delete('iss')],
  ['two codes', (response) => response.append('code', 'second')],
  ['no code', (response) => response.delete('code')],
])('a response with %s is not exchanged', async (_, change) => {
  const response = await tab.begin();
  change(response);
  await tab.load(ClientStep.CALLBACK, response);

  expect(tab.shown).toBe('expired');
  expect([tab.provider.exchanges, tab.calls, tab.stored]).toEqual([[], [], null]);
});

test('a response is accepted once, in the tab that asked, and in time', async () => {
  const response = await tab.begin();
  const other = new Tab(tab.provider);
  await other.load(ClientStep.CALLBACK, response);
  const late = new Tab(tab.provider);
  const second = await late.begin();
  late.now += 600_000;
  await late.load(ClientStep.CALLBACK, second);
  await tab.load(ClientStep.CALLBACK, response);
  await tab.load(ClientStep.CALLBACK, response);

  expect([other.shown, late.shown, tab.shown]).toEqual(['expired', 'expired', 'expired']);
  expect(tab.calls).toHaveLength(1);
});

test('an ID token with another nonce opens nothing', async () => {
  tab.provider.idTokenClaims = { nonce: 'foreign' };
  await tab.signIn();

  expect([tab.shown, tab.calls]).toEqual(['expired', []]);
});

test.each([
  [300, { code: 'ChoiceRequired', entries: [] }, 'choose'],
  [401, { code: 'Unauthorized' }, 'expired'],
  [403, { code: 'NoAccess' }, 'no-access'],
  [403, { code: 'AccessDenied' }, 'denied'],
  [429, { code: 'TooManyRequests' }, 'busy'],
  [502, { code: 'UpstreamFailure' }, 'unavailable'],
  [504, undefined, 'unavailable'],
  [200, { url: 'javascript:alert(1)' }, 'unavailable'],
  [200, { url: 'http://studio.example/' }, 'unavailable'],
  [200, undefined, 'unavailable'],
])('the response %i %j of the API is the page "%s"', async (status, body, shown) => {
  tab.response = { status, body };
  await tab.signIn();

  expect(tab.shown).toBe(shown);
  expect(tab.left).toHaveLength(1);
});

test('a choice is sent with the same token', async () => {
  const choice = { id: 'entry-2', domainId: 'd-1', userProfileName: 'alice' };
  tab.response = { status: 300, body: { entries: [choice], requestId: 'request-2' } };
  await tab.signIn();
  const { choices, choose, requestId } = tab.views.at(-1)!;
  tab.response = { status: 200, body: { url: STUDIO } };
  choose!(choices![0]);
  await new Promise(setImmediate);

  expect(requestId).toBe('request-2');
  expect(tab.calls.map(({ entry }) => entry)).toEqual([undefined, 'entry-2']);
  expect(tab.calls[0].token).toBe(tab.calls[1].token);
  expect(tab.left.at(-1)).toBe(STUDIO);
});

test('a token that does not fit into a request is not sent', async () => {
  tab.provider.accessTokenClaims = { groups: 'x'.repeat(7000) };
  await tab.signIn();

  expect([tab.shown, tab.calls]).toEqual(['too-large', []]);
});

test('an outage of the provider is the page for a failure, except after signing out', async () => {
  tab.provider.answers.discovery = () => new Response(undefined, { status: 503 });
  await tab.load(ClientStep.SIGN_IN);
  expect(tab.shown).toBe('unavailable');

  tab.views.length = 0;
  await tab.load(ClientStep.SIGNED_OUT);
  expect([tab.views, tab.signOutAddress]).toEqual([[], undefined]);
});

test('signing out offers the page of the provider, and ends a sign-in that has begun', async () => {
  await tab.begin();
  await tab.load(ClientStep.SIGNED_OUT);

  expect(tab.signOutAddress).toMatch(/\/logout\?client_id=studio-portal&post_logout_redirect_uri=/);
  expect(tab.stored).toBeNull();
});
