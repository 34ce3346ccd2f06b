import { SecretCredentials } from '../../../../src/access/runtime/portal/client-auth';
import { TOKEN_COOKIE, TRANSACTION_COOKIE } from '../../../../src/access/runtime/portal/cookies';
import { Purpose, unseal } from '../../../../src/access/runtime/portal/sealed';
import { ISSUER } from '../../support/tokens';
import { InMemoryKeys, PORTAL_URL, sealPorts } from './in-memory-keys';
import { InMemoryProvider } from './in-memory-provider';
import { pageOf, SECRET, Visitor } from './visitor';

let provider: InMemoryProvider;
let visitor: Visitor;

beforeEach(async () => {
  provider = await InMemoryProvider.start();
  visitor = new Visitor(provider);
});

async function tokenIn(one: Visitor): Promise<string> {
  const content = await unseal(Purpose.TOKEN, one.cookies.get(TOKEN_COOKIE)!, sealPorts(one.keys, Date.now));
  return String(content?.token);
}

describe('signing in', () => {
  test('asks the provider for a code, with PKCE, state, nonce and the registered address', async () => {
    const { statusCode, headers, body } = await visitor.get('/signin');
    const { origin, pathname, searchParams } = new URL(headers.Location);

    expect([statusCode, origin, pathname, body]).toEqual([302, ISSUER, '/authorize', '']);
    expect(Object.fromEntries(searchParams)).toEqual({
      tenant: '1',
      client_id: 'studio-portal',
      redirect_uri: `${PORTAL_URL}/callback`,
      response_type: 'code',
      scope: 'openid studio',
      resource: 'urn:studio',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('uses other secrets each time', async () => {
    const locations = [await visitor.get('/signin'), await visitor.get('/signin')].map(
      ({ headers }) => headers.Location,
    );
    const parameters = locations.map((location) => new URL(location).searchParams);

    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(parameters[0].get(name)).not.toBe(parameters[1].get(name));
    }
  });

  test.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ account: 'other' }, 'select_account'],
    [{ account: 'anything', prompt: 'none', redirect_uri: 'https://evil.example' }, null],
  ])('with %p asks for the prompt %p', async (query, prompt) => {
    const { searchParams } = new URL((await visitor.get('/signin', query)).headers.Location);

    expect(searchParams.get('prompt')).toBe(prompt);
    expect(searchParams.getAll('redirect_uri')).toEqual([`${PORTAL_URL}/callback`]);
  });

  test('ends with the token of the provider in a cookie, and the browser on its way to Studio', async () => {
    const response = await visitor.signIn();

    expect([response.statusCode, pageOf(response)]).toEqual([200, 'working']);
    expect(response.headers.Refresh).toBe(`0; url=${PORTAL_URL}/open`);
    expect([...visitor.cookies.keys()]).toEqual([TOKEN_COOKIE]);
    expect(JSON.parse(Buffer.from((await tokenIn(visitor)).split('.')[1], 'base64url').toString())).toMatchObject({
      aud: 'studio-access',
      sub: 'alice',
    });
    expect(visitor.last).toEqual({
      requestId: 'request-1',
      route: 'GET /callback',
      outcome: 'signed-in',
      reason: 'signed-in',
      statusCode: 200,
      issuer: ISSUER,
      subject: 'alice',
    });
  });

  test('takes the ID token where the API is called with that', async () => {
    const other = new Visitor(provider, { settings: { token: 'id_token' } });
    await other.signIn();

    expect(JSON.parse(Buffer.from((await tokenIn(other)).split('.')[1], 'base64url').toString()).aud).toBe(
      'studio-portal',
    );
  });

  test('authenticates the portal with its secret, in the way that the provider accepts', async () => {
    await visitor.signIn();
    provider.metadata = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    await new Visitor(provider).signIn();
    const [header, body] = provider.exchanges;

    expect(header.headers.get('authorization')).toBe(`Basic ${btoa(`studio-portal:${SECRET}`.replace(/-/g, '%2D'))}`);
    expect(header.body.has('client_secret')).toBe(false);
    expect(body.body.get('client_secret')).toBe(SECRET);
  });

  test('works with given endpoints, without a discovery document', async () => {
    const endpoints = { authorization: `${ISSUER}/authorize`, token: `${ISSUER}/token` };
    const other = new Visitor(provider, { settings: { endpoints } });

    expect(pageOf(await other.signIn())).toBe('working');
    expect(provider.discoveries).toBe(0);
  });

  test('reads the discovery document once', async () => {
    await visitor.signIn();
    await visitor.signIn();

    expect(provider.discoveries).toBe(1);
  });
});

describe('a portal whose redirect URI has changed', () => {
  const own = `${PORTAL_URL}/callback`;
  const registered = 'https://old.example/callback';

  beforeEach(() => {
    visitor = new Visitor(provider, { settings: { registeredRedirectUri: registered } });
  });

  test('sends users to the provider, which shows its own error, and records a failure for operators', async () => {
    provider.redirectUris = [registered];
    const { statusCode, headers } = await visitor.get('/signin');

    expect([statusCode, new URL(headers.Location).searchParams.get('redirect_uri')]).toEqual([302, own]);
    expect(() => provider.redirect(headers.Location)).toThrow(`${own} is not registered`);
    expect(visitor.last).toMatchObject({
      route: 'GET /signin',
      outcome: 'failed',
      reason: 'redirect-uri-changed',
      statusCode: 302,
    });
  });

  test('still shows its start page, and signs nobody in who comes back without a code', async () => {
    provider.redirectUris = [registered];
    await visitor.get('/signin');

    expect(pageOf(await visitor.get('/'))).toBe('start');
    expect(pageOf(await visitor.get('/callback'))).toBe('expired');
    expect(visitor.cookies.has(TOKEN_COOKIE)).toBe(false);
  });

  test('signs users in once the provider knows the new redirect URI, and records failures until the code names it', async () => {
    provider.redirectUris = [registered, own];
    expect(pageOf(await visitor.signIn())).toBe('working');
    expect(visitor.records.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'redirect-uri-changed'],
      ['signed-in', 'signed-in'],
    ]);

    const named = new Visitor(provider, { settings: { registeredRedirectUri: own } });
    expect(pageOf(await named.signIn())).toBe('working');
    expect(named.records.map(({ outcome }) => outcome)).toEqual(['served', 'signed-in']);
  });
});

describe('an attack on the sign-in', () => {
  /** No token cookie, and no way to Studio. */
  function expectRefusal(reason: string, page = 'expired'): void {
    const response = visitor.responses[visitor.responses.length - 1];
    expect({ page: pageOf(response), reason: visitor.last.reason, outcome: visitor.last.outcome }).toEqual({
      page,
      reason,
      outcome: 'refused',
    });
    expect(visitor.cookies.has(TOKEN_COOKIE)).toBe(false);
    expect(response.headers).not.toHaveProperty('Refresh');
    expect(response.headers).not.toHaveProperty('Location');
  }

  test('with a response that nobody asked for (login CSRF) is refused', async () => {
    const attacker = new Visitor(provider);

    await visitor.get('/callback', await attacker.leave('mallory'));

    expectRefusal('no-transaction');
    expect(provider.exchanges).toEqual([]);
  });

  test('with the response of another sign-in (state swapped) is refused, and its code is not used', async () => {
    const attacker = new Visitor(provider);
    const foreign = await attacker.leave('mallory');
    await visitor.leave();

    await visitor.get('/callback', foreign);

    expectRefusal('invalid-response');
    expect(provider.exchanges).toEqual([]);
  });

  test('with the code of another sign-in under the right state (code injected) is refused by PKCE', async () => {
    const attacker = new Visitor(provider);
    const foreign = await attacker.leave('mallory');
    const own = await visitor.leave();
    own.set('code', foreign.get('code')!);

    await visitor.get('/callback', own);

    expectRefusal('code-refused');
  });

  test('with an ID token of another sign-in (nonce swapped) is refused', async () => {
    provider.idTokenClaims = { nonce: 'of-another-sign-in' };

    await visitor.signIn();

    expectRefusal('id-token-mismatch');
  });

  test.each<[string, object]>([
    ['for another client', { aud: 'another-client' }],
    ['of another issuer', { iss: 'https://evil.example.com' }],
    ['that has expired', { exp: 1_700_000_000 }],
  ])('with an ID token %s is refused', async (_, idTokenClaims) => {
    provider.idTokenClaims = { ...idTokenClaims };

    await visitor.signIn();

    expectRefusal('id-token-mismatch');
  });

  test.each<[string, object, string]>([
    ['for another API', { aud: 'another-api' }, 'wrong-audience'],
    ['of another issuer', { iss: 'https://evil.example.com' }, 'foreign-issuer'],
    ['that has expired', { exp: 1_700_000_000 }, 'expired'],
  ])('with an access token %s is refused, as the authorizer would', async (_, accessTokenClaims, reason) => {
    provider.accessTokenClaims = { ...accessTokenClaims };

    await visitor.signIn();

    expectRefusal(reason, 'denied');
  });

  test('with a code that was used before (replay) is refused', async () => {
    const response = await visitor.leave();
    const cookies = visitor.cookieHeader;
    await visitor.get('/callback', response, { cookies });
    visitor.cookies.clear();

    await visitor.get('/callback', response, { cookies });

    expectRefusal('code-refused');
  });

  test('by reloading the callback is refused, because the transaction has ended', async () => {
    const response = await visitor.leave();
    await visitor.get('/callback', response);
    visitor.cookies.delete(TOKEN_COOKIE);

    await visitor.get('/callback', response);

    expectRefusal('no-transaction');
  });

  test.each<[string, string | undefined]>([
    ['another issuer', 'https://evil.example.com'],
    ['no issuer, although the provider sends it', undefined],
  ])('with a response of %s (mix-up) is refused', async (_, issuer) => {
    const response = await visitor.leave();
    issuer === undefined ? response.delete('iss') : response.set('iss', issuer);

    await visitor.get('/callback', response);

    expectRefusal('invalid-response');
    expect(provider.exchanges).toEqual([]);
  });

  test.each(['code', 'state', 'iss'])('with two values for %s is refused', async (name) => {
    const response = await visitor.leave();
    response.append(name, 'another');

    await visitor.get('/callback', response);

    expectRefusal('invalid-response');
  });

  test.each(['code', 'state'])('without %s is refused', async (name) => {
    const response = await visitor.leave();
    response.delete(name);

    await visitor.get('/callback', response);

    expectRefusal('invalid-response');
    expect(provider.exchanges).toEqual([]);
  });

  test('with a token in the response (implicit flow) is refused', async () => {
    const response = await visitor.leave();
    response.set('id_token', 'a.b.c');

    await visitor.get('/callback', response);

    expectRefusal('invalid-response');
  });

  test('with the transaction of another portal is refused', async () => {
    const keys = new InMemoryKeys();
    const other = new Visitor(provider, { keys, settings: { url: 'https://other.example.com/v1' } });
    const response = await other.leave();
    visitor = new Visitor(provider, { keys });

    await visitor.get('/callback', response, { cookies: other.cookieHeader });

    expectRefusal('no-transaction');
  });

  test('with the token cookie as transaction is refused', async () => {
    await visitor.signIn();
    const token = visitor.cookies.get(TOKEN_COOKIE)!;
    visitor.cookies.clear();

    await visitor.get('/callback', { code: 'x', state: 'y' }, { cookies: `${TRANSACTION_COOKIE}=${token}` });

    expectRefusal('no-transaction');
  });

  test.each(['next', 'return_to', 'redirect', 'url', 'target_link_uri'])(
    'with an address in "%s" (open redirect) leads nowhere else',
    async (name) => {
      const evil = { [name]: 'https://evil.example.com/' };
      const signIn = await visitor.get('/signin', evil);
      const back = provider.redirect(signIn.headers.Location);
      back.set(name, evil[name]);
      const callback = await visitor.get('/callback', back);
      const start = await visitor.get('/', evil);
      const signedOut = await visitor.get('/signed-out', evil);

      expect(callback.headers.Refresh).toBe(`0; url=${PORTAL_URL}/open`);
      for (const response of [signIn, callback, start, signedOut]) {
        expect(JSON.stringify(response)).not.toContain('evil.example.com');
      }
    },
  );

  test('with line breaks and markup in parameters adds no header and no markup', async () => {
    const hostile = '"><script>alert(1)</script>\r\nSet-Cookie: evil=1';
    const responses = [
      await visitor.get('/signin', { account: hostile }),
      await visitor.get('/callback', {
        code: hostile,
        state: hostile,
        error: hostile,
        error_description: hostile,
        iss: hostile,
      }),
      await visitor.get('/', { title: hostile, contact: hostile, lang: hostile }, { language: hostile }),
      await visitor.get('/signed-out', { state: hostile }),
    ];

    for (const { headers, multiValueHeaders, body } of responses) {
      const values = [...Object.values(headers), ...(multiValueHeaders?.['Set-Cookie'] ?? [])];
      expect(values.filter((value) => /[\r\n]/.test(value) || value.includes('evil'))).toEqual([]);
      expect(body).not.toMatch(/<script|evil/);
    }
  });
});

describe('a sign-in that fails', () => {
  test.each<[string, string, string]>([
    ['access_denied', 'cancelled', 'refused'],
    ['login_required', 'expired', 'refused'],
    ['interaction_required', 'expired', 'refused'],
    ['temporarily_unavailable', 'unavailable', 'failed'],
    ['server_error', 'unavailable', 'failed'],
    ['invalid_scope', 'unavailable', 'failed'],
  ])('with the error %s of the provider shows the page "%s"', async (error, page, outcome) => {
    const response = await visitor.leave();
    response.delete('code');
    response.set('error', error);

    expect(pageOf(await visitor.get('/callback', response))).toBe(page);
    expect(visitor.last).toMatchObject({ outcome, reason: 'provider-error' });
  });

  test.each<[string, () => Response, string]>([
    ['an outage', () => new Response('<html>', { status: 503 }), 'provider-failed'],
    ['no connection', () => fail(), 'provider-failed'],
    ['a response without token', () => Response.json({ token_type: 'Bearer' }), 'provider-failed'],
    ['a refused secret', () => Response.json({ error: 'invalid_client' }, { status: 401 }), 'client-refused'],
    [
      'a refused secret in the header',
      () => Response.json({}, { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
      'client-refused',
    ],
  ])('because of %s at the token endpoint is a failure', async (_, answer, reason) => {
    provider.answers.token = answer;

    const response = await visitor.signIn();

    expect([response.statusCode, pageOf(response)]).toEqual([503, 'unavailable']);
    expect(visitor.last).toMatchObject({ outcome: 'failed', reason });
  });

  test('because the discovery document cannot be fetched is a failure', async () => {
    provider.answers.discovery = () => new Response('', { status: 500 });

    expect(pageOf(await visitor.get('/signin'))).toBe('unavailable');
    expect(visitor.last).toMatchObject({ outcome: 'failed', reason: 'provider-unavailable' });
  });

  test.each<[string, object]>([
    ['names another issuer', { issuer: 'https://evil.example.com' }],
    ['has no token endpoint', { token_endpoint: undefined }],
  ])('because the discovery document %s is a failure', async (_, metadata) => {
    provider.metadata = { ...metadata };

    expect(pageOf(await visitor.get('/signin'))).toBe('unavailable');
  });

  test('because KMS does not answer is a failure', async () => {
    visitor.keys.down = true;

    expect(pageOf(await visitor.get('/signin'))).toBe('unavailable');
    expect(visitor.last).toMatchObject({ outcome: 'failed', reason: 'internal-error' });
  });

  test('because the token does not fit into a cookie says so', async () => {
    provider.accessTokenClaims = { groups: 'g'.repeat(3000) };

    expect(pageOf(await visitor.signIn())).toBe('too-large');
    expect(visitor.last).toMatchObject({ outcome: 'failed', reason: 'token-too-large', subject: 'alice' });
    expect(visitor.cookies.size).toBe(0);
  });

  test.each(['expired', 'unavailable', 'denied'])(
    'removes the transaction, whatever the page is (%s)',
    async (page) => {
      const response = await visitor.leave();
      if (page === 'unavailable') {
        provider.answers.token = () => new Response('', { status: 503 });
      }
      if (page === 'denied') {
        provider.accessTokenClaims = { aud: 'other' };
      }
      if (page === 'expired') {
        response.set('state', 'other');
      }

      expect(pageOf(await visitor.get('/callback', response))).toBe(page);
      expect(visitor.cookies.has(TRANSACTION_COOKIE)).toBe(false);
    },
  );

  test('reads a rotated secret after the provider refused the one before', async () => {
    const secrets = ['old', 'new'];
    const rotated = new Visitor(provider, {
      credentials: new SecretCredentials(async () => secrets.shift()!, Date.now),
    });
    provider.metadata = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    provider.answers.token = () => Response.json({ error: 'invalid_client' }, { status: 401 });
    await rotated.signIn();
    provider.answers.token = undefined;

    expect(pageOf(await rotated.signIn())).toBe('working');
    expect(provider.exchanges.map(({ body }) => body.get('client_secret'))).toEqual(['old', 'new']);
  });
});

describe('what the portal reveals', () => {
  test('is no token, code, secret or verifier: not in pages, addresses, records or cookies', async () => {
    const response = await visitor.leave();
    const code = response.get('code')!;
    await visitor.get('/callback', response);
    const token = await tokenIn(visitor);
    const verifier = provider.exchanges[0].body.get('code_verifier')!;
    const shown = [...visitor.responses, ...visitor.records].map((one) => JSON.stringify(one)).join('\n');

    for (const secret of [code, token, token.split('.')[1], token.split('.')[2], verifier, SECRET]) {
      expect(shown).not.toContain(secret);
    }
  });
});

describe('the other pages', () => {
  test('start with a link to sign in, in the language of the browser', async () => {
    const response = await visitor.get('/', {}, { language: 'de-DE' });

    expect(pageOf(response)).toBe('start');
    expect(response.body).toContain(`<a class="act" href="${PORTAL_URL}/signin">Studio öffnen</a>`);
    expect(response.headers['Content-Language']).toBe('de');
  });

  test('sign out of the portal, link to the provider, and say that Studio stays open', async () => {
    await visitor.signIn();
    const response = await visitor.get('/signed-out');

    expect(pageOf(response)).toBe('signed-out');
    expect(visitor.cookies.size).toBe(0);
    expect(response.body).toContain('Studio sessions that are already open stay open');
    expect(response.body).toContain(
      `${ISSUER}/logout?client_id=studio-portal&#38;post_logout_redirect_uri=${encodeURIComponent(`${PORTAL_URL}/signed-out`)}`,
    );
  });

  test('sign out while the provider does not answer, and if it has no page for it', async () => {
    provider.answers.discovery = () => new Response('', { status: 500 });
    expect(pageOf(await visitor.get('/signed-out'))).toBe('signed-out');

    provider.answers.discovery = undefined;
    provider.metadata = { end_session_endpoint: undefined };
    expect((await visitor.get('/signed-out')).body).not.toContain('Sign out at the identity provider');
  });

  test.each([
    ['GET', '/other'],
    ['POST', '/signin'],
    ['HEAD', '/'],
    ['GET', '/open'],
    ['GET', '/logo'],
  ])('do not exist for %s %s', async (method, resource) => {
    const response = await visitor.get(resource, {}, { method });

    expect([response.statusCode, pageOf(response)]).toEqual([404, 'unknown']);
  });

  test('have the logo of the operator', async () => {
    const logo = Buffer.from('89504e470d0a1a0a', 'hex');
    const branded = new Visitor(provider, { appearance: { texts: {}, logo } });
    const response = await branded.get('/logo');

    expect((await branded.get('/')).body).toContain(`<img src="${PORTAL_URL}/logo" alt="">`);
    expect(response).toMatchObject({ statusCode: 200, isBase64Encoded: true, body: logo.toString('base64') });
    expect(response.headers['Content-Type']).toBe('image/png');
  });
});

function fail(): never {
  throw new TypeError('fetch failed');
}
