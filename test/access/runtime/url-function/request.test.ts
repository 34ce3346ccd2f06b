import type { ProxyEvent } from '../../../../src/access/runtime/url-function/request';
import { RequestOutcome } from '../../../../src/access/shared/request-outcome';
import { entryOf, eventOf, ISSUER, PORTAL, PORTAL_SESSION, redirectEvent, SECRET, signedEvent } from './events';
import { InMemoryAws } from './in-memory-aws';

const BODY = { issuer: ISSUER, subject: 'alice' };
const portalBench = () => new InMemoryAws({ callerRoleArns: [PORTAL] });

/** What becomes of a request: its status, the reason for operators, and who was looked up. */
async function fate(event: ProxyEvent, bench = new InMemoryAws()): Promise<[number, string, string[]]> {
  const { statusCode } = await bench.answer(event);
  return [statusCode, bench.last.reason, bench.asked];
}

describe('the identity of a request', () => {
  test.each<[string, Partial<ProxyEvent>]>([
    [
      'the body',
      { body: JSON.stringify({ issuer: ISSUER, subject: 'bob', userProfileName: 'bob', domainId: 'd-xyz' }) },
    ],
    ['the path', { path: '/presigned-url/bob', pathParameters: { subject: 'bob', user: 'bob' } } as object],
    [
      'the query',
      { queryStringParameters: { subject: 'bob', issuer: ISSUER, landingUri: 'https://evil.example.com' } } as object,
    ],
    ['the headers', { headers: { 'X-Subject': 'bob', 'X-Forwarded-User': 'bob' } } as object],
  ])('is not taken from %s', async (_, changes) => {
    const bench = new InMemoryAws({ callerRoleArns: [PORTAL] });
    bench.put(entryOf('bob'));
    expect(await fate(eventOf(changes), bench)).toEqual([200, 'issued', [`${ISSUER}#alice`]]);
    expect(bench.targets).toEqual([
      { domainId: 'd-abc', userProfileName: 'alice', expiresInSeconds: 20, sessionSeconds: 28_800 },
    ]);
  });

  test.each<[string, unknown]>([
    ['without authorizer', undefined],
    ['with an empty authorizer', {}],
    ['with an authorizer that is no object', 'alice'],
    ['with claims of nobody', { claims: {} }],
    ['with claims that are no object', { claims: 'alice', issuer: ISSUER, subject: 'alice' }],
    ['with an inherited subject', Object.create({ issuer: ISSUER, subject: 'alice' })],
  ])('is missing in a request %s', async (_, authorizer) => {
    expect(await fate(eventOf({}, { authorizer }))).toEqual([401, 'no-identity', []]);
  });

  test.each<[string, unknown, unknown]>([
    ['without issuer', undefined, 'alice'],
    ['without subject', ISSUER, undefined],
    ['with an empty subject', ISSUER, ''],
    ['with a subject that is no text', ISSUER, { S: 'alice' }],
    ['with an issuer that would take a part of the subject', `${ISSUER}#a`, 'lice'],
    ['with a line in the subject', ISSUER, 'alice\nbob'],
    ['with a line separator in the subject', ISSUER, 'alice\u2028bob'],
    ['with a subject that is too long', ISSUER, 'a'.repeat(2000)],
  ])('is malformed in a request %s', async (_, issuer, subject) => {
    expect(await fate(eventOf({}, { authorizer: { issuer, subject } }))).toEqual([401, 'malformed-identity', []]);
  });

  test.each([[undefined], [null], ['x'], [{}]])('is missing where the context is %p', async (requestContext) => {
    expect(await fate(eventOf({ requestContext }))).toEqual([401, 'no-identity', []]);
  });
});

describe('a caller that IAM authorizes', () => {
  test('asks on behalf of the user in the body', async () => {
    const bench = portalBench();
    expect(await fate(signedEvent(BODY), bench)).toEqual([200, 'issued', [`${ISSUER}#alice`]]);
    expect(bench.last.caller).toBe(PORTAL_SESSION);
  });

  test('asks in the same way where API Gateway says that there is no authorizer', async () => {
    const event = eventOf({ body: JSON.stringify(BODY) }, { authorizer: null, identity: { userArn: PORTAL_SESSION } });
    expect(await fate(event, portalBench())).toEqual([200, 'issued', [`${ISSUER}#alice`]]);
  });

  test('can send the body in Base64', async () => {
    const body = Buffer.from(JSON.stringify(BODY)).toString('base64');
    expect((await fate({ ...signedEvent(body), isBase64Encoded: true }, portalBench()))[0]).toBe(200);
  });

  test.each([
    ['another role', PORTAL_SESSION.replace('Portal', 'Other')],
    ['a role whose name begins alike', PORTAL_SESSION.replace('Portal', 'PortalAdmin')],
    ['a role of another account', PORTAL_SESSION.replace('111122223333', '999999999999')],
    ['a role of another partition', PORTAL_SESSION.replace('arn:aws:', 'arn:aws-cn:')],
    ['a user', 'arn:aws:iam::111122223333:user/Portal'],
    ['the role itself, which never signs', PORTAL],
    ['a session whose name holds the role', 'arn:aws:sts::111122223333:assumed-role/Other/Portal'],
  ])('is not %s', async (_, userArn) => {
    const bench = portalBench();
    const response = await bench.answer(signedEvent(BODY, userArn));
    expect([response.statusCode, bench.last.reason, bench.asked]).toEqual([403, 'unknown-caller', []]);
    expect(JSON.parse(response.body).code).toBe('CallerNotAllowed');
  });

  test('is nobody unless callers are configured', async () => {
    expect(await fate(signedEvent(BODY))).toEqual([401, 'no-identity', []]);
  });

  test('is nobody without a signature', async () => {
    const event = eventOf({ body: JSON.stringify(BODY) }, { authorizer: null, identity: { userArn: null } });
    expect(await fate(event, portalBench())).toEqual([401, 'no-identity', []]);
  });

  test.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', `{"subject":"${SECRET}`],
    ['a list', [BODY]],
    ['a text', '"alice"'],
    ['nobody', {}],
    ['no issuer', { subject: 'alice' }],
    ['a subject that is no text', { issuer: ISSUER, subject: ['alice'] }],
    ['an inherited subject', '{"__proto__":{"issuer":"https://idp.example.com/","subject":"alice"}}'],
    ['too much', { ...BODY, more: 'x'.repeat(9000) }],
  ])('must name a user in the body, which holds %s', async (_, body) => {
    const bench = portalBench();
    const response = await bench.answer(signedEvent(body));
    expect([response.statusCode, bench.last.reason, bench.asked]).toEqual([400, 'malformed-body', []]);
    expect(bench.log + response.body).not.toContain(SECRET);
  });

  test('learns no more of users than users do', async () => {
    const bench = portalBench();
    bench.put(entryOf('bob', { enabled: false }));
    const [unknown, disabled] = await Promise.all(
      ['carol', 'bob'].map((subject) => bench.answer(signedEvent({ issuer: ISSUER, subject }))),
    );
    expect(disabled).toEqual(unknown);
  });

  test('does not outdo an authorizer', async () => {
    const bench = portalBench();
    bench.put(entryOf('bob'));
    const event = eventOf(
      { body: JSON.stringify({ ...BODY, subject: 'bob' }) },
      { identity: { userArn: PORTAL_SESSION } },
    );
    expect((await fate(event, bench))[2]).toEqual([`${ISSUER}#alice`]);
  });
});

describe('a route', () => {
  test.each<[string, Partial<ProxyEvent>]>([
    ['another method', { httpMethod: 'GET' }],
    ['another resource', { resource: '/{proxy+}' }],
    ['a method in lower case', { httpMethod: 'post' }],
    ['no method', { httpMethod: undefined }],
  ])('is not found with %s', async (_, changes) => {
    const bench = new InMemoryAws();
    const response = await bench.answer(eventOf(changes));
    expect([response.statusCode, JSON.parse(response.body).code, bench.last.reason, bench.asked]).toEqual([
      404,
      'NotFound',
      'unknown-route',
      [],
    ]);
  });

  test('is one of two', async () => {
    const bench = new InMemoryAws();
    await bench.answer(eventOf());
    await bench.answer(redirectEvent());
    expect(bench.records.map(({ route, outcome }) => [route, outcome])).toEqual([
      ['POST /presigned-url', RequestOutcome.ISSUED],
      ['GET /studio', RequestOutcome.ISSUED],
    ]);
  });
});

test('an answer carries the id of its request', async () => {
  const { body } = await new InMemoryAws().answer(eventOf({ resource: '/' }));
  expect(JSON.parse(body)).toEqual({ code: 'NotFound', message: expect.any(String), requestId: 'request-1' });
});
