import type { FlattenedJWSInput } from 'jose';
import { KeysUnavailable, verifyToken } from '../../../../src/access/runtime/authorizer/token';
import {
  KEYS_BYTES_MAX,
  KEYS_COOLDOWN_MS,
  KEYS_MAX_AGE_MS,
  KEYS_RETRY_MS,
  keySource,
  PublishedKeys,
} from '../../../../src/access/runtime/authorizer/token-keys';
import { claims, ISSUER, KeyServer, NOW, POLICY, type SigningKey, sign, signingKey } from '../../support/tokens';

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
  keys = new PublishedKeys(server.uri, { fetch, now: () => now });
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
    now += KEYS_MAX_AGE_MS - 1;
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

  test.each([
    ['not there', { status: 404 }],
    ['elsewhere', { status: 302, headers: { location: '/keys' } }],
    ['no JSON', { body: '<html>' }],
    ['no key set', { body: '{"keys":{}}' }],
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
    const slow = new PublishedKeys(server.uri, { fetch: hanging, now: () => now });
    await expect(slow.keyOf({ alg: 'ES256', kid: 'one' }, NO_TOKEN)).rejects.toThrow(KeysUnavailable);
    expect(options).toEqual([expect.objectContaining({ redirect: 'error', signal: expect.any(AbortSignal) })]);
  });

  test('with a shared secret or a private key among them are of no use to a forger', async () => {
    server.body = JSON.stringify({ keys: [{ kty: 'oct', kid: 'one', k: 'c2VjcmV0' }] });
    expect(await reasonFor(one)).toBe('unknown-key');
  });
});

describe('the source of keys', () => {
  const ports = { fetch: () => Promise.reject(new Error('must not be asked')), now: () => now };

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

  test.each([undefined, 'http://id.example.com/keys', 'file:///etc/keys'])('is never %s', (jwksUri) => {
    expect(() => keySource({ ...POLICY, jwksUri }, ports)).toThrow('HTTPS');
  });
});
