import {
  EXPIRY_MARGIN_MS,
  SessionCache,
  type SessionCredentials,
  sessionNames,
} from '../../../../src/access/runtime/url-function/sessions';
import { SESSION_NAME } from '../../../../src/private/formats';

const identity = (subject: string, issuer = 'https://idp.example.com/') => ({
  issuer,
  subject,
  key: `${issuer}#${subject}`,
});
const sourceIdentity = (subject: string, issuer?: string) =>
  sessionNames(identity(subject, issuer), 'alice').sourceIdentity;

describe('the names of a session', () => {
  test('are the user profile, and the subject with a digest of the whole identity', () => {
    expect(sessionNames(identity('alice@example.com'), 'alice-dev')).toEqual({
      roleSessionName: 'alice-dev',
      sourceIdentity: 'alice@example.com-7143075e8a78ca55',
    });
  });

  test('are not shared by people to whom two identity providers gave one subject', () => {
    expect(sourceIdentity('alice')).not.toBe(sourceIdentity('alice', 'https://other.example.com/'));
  });

  test.each([['auth0|123'], ['a'], ['x'.repeat(65)], ['x'.repeat(1024)], ['Grüße, Welt'], ['a b'], ['😀'.repeat(40)]])(
    'are made fit for IAM: %s',
    (subject) => {
      expect(sourceIdentity(subject)).toMatch(SESSION_NAME.pattern);
      expect(sourceIdentity(subject)).toBe(sourceIdentity(subject));
    },
  );

  test('tell users apart whose names look alike to IAM', () => {
    const subjects = ['a|b', 'a/b', 'a_b', 'a b', `${'x'.repeat(70)}1`, `${'x'.repeat(70)}2`];
    expect(new Set(subjects.map((subject) => sourceIdentity(subject))).size).toBe(subjects.length);
    expect(sourceIdentity('a|b')).not.toBe(sourceIdentity('a|b', 'https://other.example.com/'));
  });

  test('cannot be had by a subject or a user profile that is called so', () => {
    const taken = sourceIdentity('a|b');
    expect(sourceIdentity(taken)).not.toBe(taken);
    const { roleSessionName } = sessionNames(identity('alice'), 'a');
    expect(sessionNames(identity('alice'), roleSessionName).roleSessionName).not.toBe(roleSessionName);
  });

  test('hold for the shortest user profile too', () => {
    expect(sessionNames(identity('alice'), 'a').roleSessionName).toMatch(/^a-[0-9a-f]{16}$/);
  });
});

function credentials(expiresAt: number): SessionCredentials {
  return { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c', expiresAt };
}

describe('the cache of sessions', () => {
  test('holds no more than its capacity, and gives up what was used longest ago', async () => {
    const cache = new SessionCache(2, () => 0);
    const assumed: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        assumed.push(key);
        return credentials(1_000_000);
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) {
      await get(key);
    }
    expect([assumed, cache.size]).toEqual([['a', 'b', 'c', 'b'], 2]);
  });

  test('gives nothing that ends within the margin', async () => {
    const clock = { now: 0 };
    const cache = new SessionCache(2, () => clock.now);
    const assume = jest.fn(async () => credentials(clock.now + 2 * EXPIRY_MARGIN_MS));
    for (const now of [0, EXPIRY_MARGIN_MS - 1, EXPIRY_MARGIN_MS]) {
      clock.now = now;
      await cache.get('a', assume);
    }
    expect(assume).toHaveBeenCalledTimes(2);
  });

  test('keeps no failure, nor lets an old one take a new session away', async () => {
    const cache = new SessionCache(1, () => 0);
    const fails = cache.get('a', () => Promise.reject(new Error('old')));
    cache.forget('a');
    const works = cache.get('a', async () => credentials(1_000_000));
    await expect(fails).rejects.toThrow('old');
    await expect(works).resolves.toMatchObject({ accessKeyId: 'a' });
    expect(cache.size).toBe(1);
  });
});
