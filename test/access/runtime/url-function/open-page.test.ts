import type { ProxyResponse } from '../../../../src/access/runtime/url-function/response';
import { entryOf, eventOf, URL } from './events';
import { InMemoryAws, named } from './in-memory-aws';

const openEvent = (context: Record<string, unknown> = {}) => eventOf({ httpMethod: 'GET', resource: '/open' }, context);
const refused = (refusal: string) => openEvent({ authorizer: { refusal, principalId: 'nobody' } });

function pageOf({ body }: ProxyResponse): string | undefined {
  return /data-page="([\w-]+)"/.exec(body)?.[1];
}

describe('a browser that comes from the portal', () => {
  test('is sent on to the URL, forgets its token, and tells Studio nothing', async () => {
    const bench = new InMemoryAws();
    const { statusCode, headers, body } = await bench.answer(openEvent());

    expect([statusCode, headers.Location, body]).toEqual([302, URL, '']);
    expect(headers['Set-Cookie']).toBe('__Host-Http-token=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict');
    expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    expect(bench.last).toMatchObject({ outcome: 'issued', route: 'GET /open', userProfileName: 'alice' });
  });

  test.each([
    ['missing-cookie', 401, 'expired'],
    ['invalid-cookie', 401, 'expired'],
    ['foreign-site', 401, 'expired'],
    ['expired', 401, 'expired'],
    ['wrong-audience', 403, 'denied'],
    ['bad-signature', 403, 'denied'],
    ['keys-unavailable', 503, 'unavailable'],
    ['cookie-key-unavailable', 503, 'unavailable'],
  ])(
    'without a user because of "%s" gets %i and the page "%s", and no AWS service is called',
    async (reason, statusCode, page) => {
      const bench = new InMemoryAws();
      const response = await bench.answer(refused(reason));

      expect([response.statusCode, pageOf(response)]).toEqual([statusCode, page]);
      expect(bench.asked).toEqual([]);
      expect(response.headers).not.toHaveProperty('Location');
    },
  );

  test('is signed in by nothing but the authorizer', async () => {
    const bench = new InMemoryAws();
    const response = await bench.answer(openEvent({ authorizer: undefined }));

    expect(pageOf(response)).toBe('expired');
    expect(bench.asked).toEqual([]);
  });

  test('of an unknown, a disabled, and an expired user gets the same page, with links beside it', async () => {
    const bench = new InMemoryAws();
    const pages: string[] = [];
    for (const changes of [{ enabled: false }, { expiresAt: 1 }, undefined]) {
      bench.items.clear();
      if (changes) {
        bench.put(entryOf('alice', changes));
      }
      const response = await bench.answer(openEvent());
      expect([response.statusCode, pageOf(response)]).toEqual([403, 'no-access']);
      pages.push(response.body);
    }

    expect(new Set(pages).size).toBe(1);
    expect([...pages[0].matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      'signin?account=other',
      'signed-out',
    ]);
    expect(pages[0]).toContain('<dd data-field="requestId">request-1</dd>');
  });

  test.each([
    ['ThrottlingException', 429, 'busy'],
    ['TimeoutError', 503, 'unavailable'],
    ['AccessDeniedException', 503, 'unavailable'],
  ])('gets a page if SageMaker answers with %s', async (name, statusCode, page) => {
    const bench = new InMemoryAws();
    bench.failures.url = named(name);
    const response = await bench.answer(openEvent());

    expect([response.statusCode, pageOf(response)]).toEqual([statusCode, page]);
    expect(bench.last.outcome).toBe('failed');
  });
});
