import type { FlattenedJWSInput } from 'jose';
import { KeysUnavailable, verifyToken } from '../../../../src/access/runtime/authorizer/token';
import {
  KEYS_BYTES_MAX,
  KEYS_COOLDOWN_MS,
  KEYS_MAX_AGE_MS,
  KEYS_REFRESH_MS,
  KEYS_RETRY_MS,
  keySource,
  PublishedKeys,
} from '../../../../src/access/runtime/authorizer/token-keys';
import {
  claims,
  exponentOneToken,
  ISSUER,
  KeyServer,
  NOW,
  POLICY,
  type SigningKey,
  sign,
  signingKey,
} from '../../support/tokens';

const NO_TOKEN = {} as FlattenedJWSInput;

let server: KeyServer;
let one: SigningKey;
let two: SigningKey;
let now: number;
let keys: PublishedKeys;

beforeAll(async () => {
  [one, two] = await Promise.all([signingKey('one'), signingKey('two')]);
});

beforeEach(async () => {
  server = await KeyServer.start();
  server.publish(one);
  now = NOW * 1000;
  keys = new PublishedKeys(server.uri, { fetch, elapsed: () => now });
});

afterEach(async () => {
  await server.stop();
});

async function reasonFor(key: SigningKey): Promise<string> {
  const verification = await verifyToken(
    await sign(key, claims()),
    POLICY,
    (header, token) => keys.keyOf(header, token),
    NOW,
  );
  return verification.accepted ? 'accepted' : verification.reason;
}

describe('published keys', () => {
  test('are fetched once', async () => {
    expect(await Promise.all([one, one, one].map(reasonFor))).toEqual(['accepted', 'accepted', 'accepted']);
    now += KEYS_REFRESH_MS - 1;
    expect(await reasonFor(one)).toBe('accepted');
    expect(server.requests).toBe(1);
  });

  test('are fetched again where one is missing, but not at every attempt', async () => {
    await reasonFor(one);
    server.publish(one, two);
    expect(await reasonFor(two)).toBe('unknown-key');
    expect(server.requests).toBe(1);
    now += KEYS_COOLDOWN_MS;
    expect(await reasonFor(two)).toBe('accepted');
    expect(server.requests).toBe(2);
  });

  test('are not used beyond their age, so that one that was withdrawn is refused', async () => {
    await reasonFor(one);
    server.publish(two);
    now += KEYS_MAX_AGE_MS;
    expect(await reasonFor(one)).toBe('unknown-key');
    expect(await reasonFor(two)).toBe('accepted');
  });

  test('that cannot be renewed are not used any longer', async () => {
    await reasonFor(one);
    server.status = 503;
    now += KEYS_MAX_AGE_MS;
    expect(await reasonFor(one)).toBe('keys-unavailable');
    server.status = 200;
    expect(await reasonFor(one)).toBe('keys-unavailable');
    expect(server.requests).toBe(2);
    now += KEYS_RETRY_MS;
    expect(await reasonFor(one)).toBe('accepted');
  });

  test('stay in use where looking for another one fails', async () => {
    await reasonFor(one);
    now += KEYS_COOLDOWN_MS;
    server.status = 500;
    expect(await reasonFor(two)).toBe('keys-unavailable');
    expect(await reasonFor(one)).toBe('accepted');
  });

  test('are fetched again before their age is over, so that a short outage of the provider locks out nobody', async () => {
    await reasonFor(one);
    now += KEYS_REFRESH_MS;
    server.status = 503;
    expect([await reasonFor(one), await reasonFor(one), server.requests]).toEqual(['accepted', 'accepted', 2]);
    now += KEYS_COOLDOWN_MS;
    server.status = 200;
    expect([await reasonFor(one), server.requests]).toEqual(['accepted', 3]);
    now += KEYS_MAX_AGE_MS - 1;
    expect([await reasonFor(one), server.requests]).toEqual(['accepted', 4]);
  });

  test.each([
    ['that is empty', '{"keys":[]}'],
    ['that is no list', '{"keys":{}}'],
    ['that has nothing to verify with', '{"keys":[null,{"kty":"oct","k":"c2VjcmV0"}]}'],
    ['that is cut off', '{"keys":['],
  ])('stay in use after one answer %s, although anybody can have it fetched by an invented key id', async (_, body) => {
    await reasonFor(one);
    now += KEYS_COOLDOWN_MS;
    const good = server.body;
    server.body = body;
    expect(await reasonFor(two)).toBe('keys-unavailable');
    expect(await reasonFor(one)).toBe('accepted');
    now += KEYS_REFRESH_MS;
    expect(await reasonFor(one)).toBe('accepted');
    server.body = good;
    now += KEYS_COOLDOWN_MS;
    expect(await reasonFor(two)).toBe('unknown-key');
  });

  test('that could not be looked for again are not called unknown, since the provider may have new ones', async () => {
    await reasonFor(one);
    now += KEYS_COOLDOWN_MS;
    server.status = 500;
    expect([await reasonFor(two), await reasonFor(two)]).toEqual(['keys-unavailable', 'keys-unavailable']);
    expect(server.requests).toBe(2);
  });

  test('that are being fetched are waited for by all tokens of a new key', async () => {
    await reasonFor(one);
    server.publish(one, two);
    now += KEYS_COOLDOWN_MS;
    expect(await Promise.all([reasonFor(two), reasonFor(two)])).toEqual(['accepted', 'accepted']);
    expect(server.requests).toBe(2);
  });

  test('are those of the set that can be read, whatever else is in it', async () => {
    server.body = JSON.stringify({ keys: [null, 'x', 7, [], one.jwk] });
    expect(await reasonFor(one)).toBe('accepted');
  });

  test('are not fetched again for a token that names none of several', async () => {
    server.publish(one, two);
    await reasonFor(one);
    now += KEYS_COOLDOWN_MS;
    const unnamed = await sign(one, claims(), { kid: undefined });
    const keysOf = keys.keyOf.bind(keys);
    expect(await verifyToken(unnamed, POLICY, keysOf, NOW)).toEqual({ accepted: false, reason: 'unknown-key' });
    expect(server.requests).toBe(1);
  });

  test('may begin with a byte order mark', async () => {
    server.body = `\ufeff${server.body}`;
    expect(await reasonFor(one)).toBe('accepted');
  });

  test.each([
    ['an encryption key by its use', { use: 'enc' }],
    ['an encryption key by its operations', { use: undefined, key_ops: ['encrypt', 'wrapKey'] }],
    ['a private key', { d: 'AQAB' }],
    ['of another algorithm', { alg: 'ES384' }],
  ])('verify no token by one that is %s', async (_, more) => {
    server.body = JSON.stringify({ keys: [{ ...one.jwk, ...more }, two.jwk] });
    expect([await reasonFor(one), await reasonFor(two)]).toEqual(['unknown-key', 'accepted']);
  });

  test('verify no token that was made without any private key, which an RSA key of exponent 1 would', async () => {
    const { jwk } = await signingKey('weak', 'RS256');
    server.body = JSON.stringify({ keys: [{ ...jwk, e: 'AQ' }, one.jwk] });
    const verification = await verifyToken(
      exponentOneToken(jwk.n!, 'weak', claims()),
      POLICY,
      (header, token) => keys.keyOf(header, token),
      NOW,
    );
    expect(verification).toEqual({ accepted: false, reason: 'unknown-key' });
  });

  test.each([
    ['not there', { status: 404 }],
    ['elsewhere', { status: 302, headers: { location: '/keys' } }],
    ['no JSON', { body: '<html>' }],
    ['no key set', { body: '{"keys":{}}' }],
    ['null', { body: 'null' }],
    ['an empty key set', { body: '{"keys":[]}' }],
    ['too long', { body: JSON.stringify({ keys: [], padding: 'x'.repeat(KEYS_BYTES_MAX) }) }],
  ])('that are %s let nobody in', async (_, answer) => {
    Object.assign(server, answer);
    expect(await reasonFor(one)).toBe('keys-unavailable');
    expect(server.requests).toBe(1);
  });

  test('that nobody serves let nobody in', async () => {
    await server.stop();
    expect(await reasonFor(one)).toBe('keys-unavailable');
    server = await KeyServer.start();
  });

  test('are asked for with a limit of time and without following redirects', async () => {
    const options: RequestInit[] = [];
    const hanging: typeof fetch = async (_, init) => {
      options.push(init!);
      throw new DOMException('timed out', 'TimeoutError');
    };
    const slow = new PublishedKeys(server.uri, { fetch: hanging, elapsed: () => now });
    await expect(slow.keyOf({ alg: 'ES256', kid: 'one' }, NO_TOKEN)).rejects.toThrow(KeysUnavailable);
    expect(options).toEqual([expect.objectContaining({ redirect: 'error', signal: expect.any(AbortSignal) })]);
  });

  test('with a shared secret or a private key among them are of no use to a forger', async () => {
    server.body = JSON.stringify({ keys: [{ kty: 'oct', kid: 'one', k: 'c2VjcmV0' }, two.jwk] });
    expect(await reasonFor(one)).toBe('unknown-key');
  });
});

describe('the source of keys', () => {
  const ports = { fetch: () => Promise.reject(new Error('must not be asked')), elapsed: () => now };

  test('are the pinned ones, without any request', async () => {
    const pinned = keySource({ ...POLICY, jwks: { keys: [one.jwk] } }, ports);
    expect(await verifyToken(await sign(one, claims()), POLICY, pinned, NOW)).toEqual({
      accepted: true,
      identity: { issuer: ISSUER, subject: 'alice' },
    });
    expect(await verifyToken(await sign(two, claims()), POLICY, pinned, NOW)).toEqual({
      accepted: false,
      reason: 'unknown-key',
    });
  });

  test('are the pinned ones that can verify, and none is no configuration', () => {
    const encryption = { ...one.jwk, use: undefined, key_ops: ['encrypt'] };
    expect(() => keySource({ ...POLICY, jwks: { keys: [encryption] } }, ports)).toThrow('no usable key');
  });

  test('may have an address in capitals', () => {
    expect(() => keySource({ ...POLICY, jwksUri: 'HTTPS://id.example.com/keys' }, ports)).not.toThrow();
  });

  test.each([undefined, 'http://id.example.com/keys', 'file:///etc/keys', 'https://'])('is never %s', (jwksUri) => {
    expect(() => keySource({ ...POLICY, jwksUri }, ports)).toThrow('HTTPS');
  });
});
