import { createLocalJWKSet } from 'jose';
import { verifyToken } from '../../../../src/access/runtime/authorizer/token';
import {
  authorizeCookie,
  type CookieAuthorizerRecord,
  type CookieAuthorizerResult,
} from '../../../../src/access/runtime/portal/cookie-authorizer';
import { TOKEN_COOKIE, TRANSACTION_COOKIE } from '../../../../src/access/runtime/portal/cookies';
import { Purpose, seal } from '../../../../src/access/runtime/portal/sealed';
import { claims, ISSUER, POLICY, type SigningKey, sign, signingKey } from '../../support/tokens';
import { InMemoryKeys, PORTAL_URL, sealPorts } from './in-memory-keys';

const METHOD = 'arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/v1/GET/open';
const seconds = () => Math.floor(Date.now() / 1000);
let key: SigningKey;
let service: InMemoryKeys;
let records: CookieAuthorizerRecord[];
let keysDown = false;

beforeAll(async () => {
  key = await signingKey('provider-key');
});

beforeEach(() => {
  service = new InMemoryKeys();
  records = [];
  keysDown = false;
});

interface Request {
  readonly cookie?: string;
  readonly site?: string | null;
  readonly methodArn?: unknown;
  readonly headers?: object;
}

function authorize({ cookie = '', site = 'same-origin', methodArn = METHOD, headers = {} }: Request) {
  const event = {
    methodArn,
    headers: { Cookie: cookie, ...(site !== null && { 'Sec-Fetch-Site': site }), ...headers },
    requestContext: { requestId: 'request-1' },
  };
  const keySet = createLocalJWKSet({ keys: [key.jwk] });
  return authorizeCookie(event, 'lambda-request', {
    seal: sealPorts(service, Date.now),
    verify: async (token) =>
      keysDown
        ? { accepted: false, reason: 'keys-unavailable' as never }
        : verifyToken(token, POLICY, keySet, seconds()),
    record: (record) => records.push(record),
  });
}

async function cookieOf(
  token: string,
  { name = TOKEN_COOKIE, purpose = Purpose.TOKEN, audience = PORTAL_URL, from = service } = {},
) {
  return `${name}=${await seal(purpose, { token }, 300, sealPorts(from, Date.now, audience))}`;
}

const token = (changes = {}) => sign(key, { ...claims(seconds()), ...changes });

const DENIED = ['wrong-audience', 'foreign-issuer', 'bad-signature'];

function expectNobody(
  result: CookieAuthorizerResult,
  refusal: string,
  outcome = DENIED.includes(refusal) ? 'denied' : 'unauthenticated',
): void {
  expect(result).toEqual({
    principalId: 'nobody',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: METHOD }],
    },
    context: { refusal },
  });
  expect(records).toMatchObject([{ outcome, reason: refusal, requestId: 'request-1' }]);
}

describe('the authorizer of the portal', () => {
  test.each(['same-origin', 'none'])('names the user of a verified token that comes from %s', async (site) => {
    const result = await authorize({ cookie: await cookieOf(await token()), site });

    expect(result).toEqual({
      principalId: `${ISSUER}#alice`,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: METHOD }],
      },
      context: { issuer: ISSUER, subject: 'alice' },
    });
    expect(records).toEqual([
      { outcome: 'allowed', reason: 'verified', requestId: 'request-1', issuer: ISSUER, subject: 'alice' },
    ]);
  });

  test.each(['cross-site', 'same-site', '', 'same-origin, cross-site', null])(
    'names nobody if the request comes from the site %p',
    async (site) => {
      expectNobody(await authorize({ cookie: await cookieOf(await token()), site }), 'foreign-site');
    },
  );

  test('names nobody if there are two values for the site', async () => {
    const cookie = await cookieOf(await token());

    expectNobody(await authorize({ cookie, headers: { 'sec-fetch-site': 'same-origin' } }), 'foreign-site');
  });

  test('names nobody without cookie, and reads no token from elsewhere', async () => {
    const headers = { Authorization: `Bearer ${await token()}` };

    expectNobody(await authorize({ headers }), 'missing-cookie');
  });

  test('names nobody if a token is in the cookie without encryption (token injection)', async () => {
    expectNobody(await authorize({ cookie: `${TOKEN_COOKIE}=${await token()}` }), 'invalid-cookie');
  });

  test('names nobody if there are two cookies', async () => {
    const cookie = await cookieOf(await token());

    expectNobody(await authorize({ cookie: `${cookie}; ${cookie}` }), 'missing-cookie');
  });

  test.each<[string, () => Promise<string>]>([
    ['of another portal', async () => cookieOf(await token(), { audience: 'https://other.example.com' })],
    ['of another key', async () => cookieOf(await token(), { from: new InMemoryKeys() })],
    ['of a sign-in that is not complete', async () => cookieOf(await token(), { purpose: Purpose.TRANSACTION })],
    ['that was changed', async () => `${(await cookieOf(await token())).slice(0, -2)}AA`],
  ])('names nobody by a cookie %s', async (_, cookie) => {
    expectNobody(await authorize({ cookie: await cookie() }), 'invalid-cookie');
  });

  test('names nobody by a cookie of another name', async () => {
    expectNobody(
      await authorize({ cookie: await cookieOf(await token(), { name: TRANSACTION_COOKIE }) }),
      'missing-cookie',
    );
  });

  test.each<[string, object, string]>([
    ['for another audience', { aud: 'other' }, 'wrong-audience'],
    ['that has expired', { exp: 1 }, 'expired'],
    ['of another issuer', { iss: 'https://evil.example.com' }, 'foreign-issuer'],
  ])('verifies the token again, and names nobody by one %s', async (_, changes, reason) => {
    expectNobody(await authorize({ cookie: await cookieOf(await token(changes)) }), reason);
  });

  test('names nobody by a token of a key that the portal invented', async () => {
    const invented = await signingKey('provider-key');

    expectNobody(await authorize({ cookie: await cookieOf(await sign(invented, claims(seconds()))) }), 'bad-signature');
  });

  test('reports a failure while KMS does not answer', async () => {
    const cookie = await cookieOf(await token());
    service.down = true;

    expectNobody(await authorize({ cookie }), 'cookie-key-unavailable', 'failed');
  });

  test('reports a failure while the keys of the provider are unavailable', async () => {
    keysDown = true;

    expectNobody(await authorize({ cookie: await cookieOf(await token()) }), 'keys-unavailable', 'failed');
  });

  test.each([
    METHOD.replace('GET/open', 'GET/studio'),
    METHOD.replace('GET/open', 'POST/presigned-url'),
    METHOD.replace('GET/open', '*'),
    `${METHOD}/more`,
    undefined,
  ])('authorizes no other method, such as %p', async (methodArn) => {
    const cookie = await cookieOf(await token());

    await expect(authorize({ cookie, methodArn: methodArn ?? null })).rejects.toThrow('another method');
  });

  test('records no token and no cookie', async () => {
    const signed = await token();
    const cookie = await cookieOf(signed);
    await authorize({ cookie });

    expect(JSON.stringify(records)).not.toContain(signed.split('.')[1]);
    expect(JSON.stringify(records)).not.toContain(cookie.slice(-30));
  });
});
