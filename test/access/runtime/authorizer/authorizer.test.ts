import { createLocalJWKSet } from 'jose';
import {
  type AuthorizerEvent,
  type AuthorizerRecord,
  type AuthorizerResult,
  authorize,
  type TokenSettings,
} from '../../../../src/access/runtime/authorizer/authorizer';
import { KeysUnavailable } from '../../../../src/access/runtime/authorizer/token';
import { RefusalReason } from '../../../../src/access/runtime/authorizer/token-claims';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../../../src/access/shared/jwt-settings';
import { RunningBundle, recordsIn } from '../../support/bundle';
import {
  claims,
  forged,
  ISSUER,
  KeyServer,
  NOW,
  POLICY,
  type SigningKey,
  sign,
  signingKey,
} from '../../support/tokens';

const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/POST/presigned-url';
const DENIED = {
  principalId: 'refused',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};

function allowed(subject = 'alice') {
  const Resource = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/*';
  return {
    principalId: `${ISSUER}#${subject}`,
    policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource }] },
    context: { issuer: ISSUER, subject },
  };
}

/** Any other message than "Unauthorized". */
const FAILED = /^The caller could not be authorized$/;

function request(token: string, more: Partial<AuthorizerEvent> = {}): AuthorizerEvent {
  return {
    methodArn: METHOD_ARN,
    headers: { authorization: `Bearer ${token}` },
    requestContext: { requestId: 'request-1' },
    ...more,
  };
}

let key: SigningKey;
let stranger: SigningKey;
let records: AuthorizerRecord[];

beforeAll(async () => {
  [key, stranger] = await Promise.all([signingKey('one'), signingKey('one')]);
});

beforeEach(() => {
  records = [];
});

function known(): TokenSettings {
  return { policy: POLICY, keys: createLocalJWKSet({ keys: [key.jwk] }) };
}

async function authorized(event: AuthorizerEvent, settings = known): Promise<AuthorizerResult> {
  return authorize(event, 'lambda-request', {
    settings,
    now: () => NOW * 1000,
    record: (record) => records.push(record),
  });
}

describe('a caller with a good token', () => {
  test('is allowed all methods of the stage, by name', async () => {
    expect(await authorized(request(await sign(key, claims())))).toEqual(allowed());
    expect(records).toEqual([
      { outcome: 'allowed', reason: 'verified', requestId: 'request-1', issuer: ISSUER, subject: 'alice' },
    ]);
  });

  test.each([
    [
      'in the way of TOKEN authorizers',
      (token: string) => ({ methodArn: METHOD_ARN, authorizationToken: `bearer ${token}` }),
    ],
    ['in a header of any case', (token: string) => request('', { headers: { AUTHORIZATION: `BEARER ${token}` } })],
    [
      'in a single one of several headers',
      (token: string) => request('', { headers: undefined, multiValueHeaders: { Authorization: [`Bearer ${token}`] } }),
    ],
  ])('may bring it %s', async (_, eventOf) => {
    expect(await authorized(eventOf(await sign(key, claims())))).toEqual(allowed());
  });

  test('is named by the id of the function where API Gateway gives none, or one that would spoil a log', async () => {
    const token = await sign(key, claims());
    await authorized({ methodArn: METHOD_ARN, authorizationToken: `Bearer ${token}` });
    await authorized(request(token, { requestContext: { requestId: 'a\nb' } }));
    expect(records.map(({ requestId }) => requestId)).toEqual(['lambda-request', 'lambda-request']);
  });

  test.each([
    undefined,
    '*',
    'arn:aws:execute-api:eu-west-1:111122223333:*/prod/POST/x',
    'arn:aws:execute-api:eu-west-1:111122223333:abc/*/POST/x',
  ])('is not allowed anything of the method %s', async (methodArn) => {
    await expect(authorized(request(await sign(key, claims()), { methodArn }))).rejects.toThrow(FAILED);
    expect(records).toEqual([
      { outcome: 'failed', reason: 'unexpected-event', requestId: 'request-1', issuer: ISSUER, subject: 'alice' },
    ]);
  });
});

describe('a caller', () => {
  test.each([
    ['no header', { headers: {} }],
    ['no headers', { headers: null }],
    ['an empty header', { headers: { Authorization: '' } }],
    ['a header on the prototype', { headers: Object.create({ authorization: 'Bearer x' }) }],
  ])('with %s is asked to sign in', async (_, more) => {
    await expect(authorized(request('', more))).rejects.toThrow(/^Unauthorized$/);
    expect(records).toEqual([{ outcome: 'unauthenticated', reason: 'missing-token', requestId: 'request-1' }]);
  });

  test.each([
    ['another scheme', { headers: { authorization: 'Basic YTpi' } }],
    ['no scheme', { headers: { authorization: 'abc' } }],
    ['two tokens', { headers: { authorization: 'Bearer a b' } }],
    ['two headers', { multiValueHeaders: { authorization: ['Bearer a', 'Bearer b'] } }],
    ['two spellings of the header', { headers: { authorization: 'Bearer a', Authorization: 'Bearer b' } }],
    ['a header that is no text', { headers: { authorization: ['Bearer a'] } }],
  ])('with %s is denied', async (_, more) => {
    expect(await authorized(request('', more))).toEqual(DENIED);
    expect(records).toEqual([{ outcome: 'denied', reason: 'malformed-token', requestId: 'request-1' }]);
  });

  test('with a token that is refused is denied everywhere, and recorded by the name that its signature vouches for', async () => {
    expect(await authorized(request(await sign(key, { ...claims(), aud: 'other' })))).toEqual(DENIED);
    expect(await authorized(request(await sign(stranger, claims())))).toEqual(DENIED);
    expect(records).toEqual([
      { outcome: 'denied', reason: 'wrong-audience', requestId: 'request-1', issuer: ISSUER, subject: 'alice' },
      { outcome: 'denied', reason: 'bad-signature', requestId: 'request-1' },
    ]);
  });

  test.each([
    ['expired', { exp: NOW - 100 }],
    ['not-yet-valid', { nbf: NOW + 100 }],
    ['issued-in-future', { iat: NOW + 100 }],
  ])('with a token that is %s is asked to sign in', async (reason, more) => {
    await expect(authorized(request(await sign(key, { ...claims(), ...more })))).rejects.toThrow(/^Unauthorized$/);
    expect(records).toEqual([
      { outcome: 'unauthenticated', reason, requestId: 'request-1', issuer: ISSUER, subject: 'alice' },
    ]);
  });

  test('with two headers is denied, although each has a good token', async () => {
    const values = [await sign(key, claims()), await sign(key, { ...claims(), sub: 'bob' })];
    const authorization = values.map((token) => `Bearer ${token}`);
    expect(await authorized(request('', { multiValueHeaders: { authorization } }))).toEqual(DENIED);
    expect(records).toEqual([{ outcome: 'denied', reason: 'malformed-token', requestId: 'request-1' }]);
  });
});

describe('a failure is no refusal', () => {
  test.each([
    ['keys-unavailable', unavailable(new KeysUnavailable('down'))],
    ['broken-configuration', broken],
    ['internal-error', () => ({ policy: { ...POLICY, clockSkewSeconds: 999 }, keys: createLocalJWKSet({ keys: [] }) })],
  ])('for the reason %s', async (reason, settings) => {
    const token = await sign(key, claims());
    await expect(authorized(request(token), settings)).rejects.toThrow(FAILED);
    expect(records).toEqual([{ outcome: 'failed', reason, requestId: 'request-1' }]);
  });

  function unavailable(error: Error): () => TokenSettings {
    return () => ({ policy: POLICY, keys: () => Promise.reject(error) });
  }

  function broken(): TokenSettings {
    throw new Error('SECRET');
  }
});

describe('the bundle', () => {
  const MARK = 'MARKED';

  /** Every path: each token and each event carries the mark. */
  async function events(now: number): Promise<[string, AuthorizerEvent][]> {
    const marked = { ...claims(now), email: MARK, scope: MARK };
    const good = await sign(key, marked);
    const withMark = (more: Partial<AuthorizerEvent>): AuthorizerEvent =>
      ({ ...request(good, more), queryStringParameters: { token: MARK } }) as AuthorizerEvent;
    return [
      ['verified', withMark({})],
      ['expired', request(await sign(key, { ...marked, exp: now - 1000 }))],
      ['wrong-audience', request(await sign(key, { ...marked, aud: MARK }))],
      ['foreign-issuer', request(await sign(key, { ...marked, iss: MARK }))],
      ['invalid-subject', request(await sign(key, { ...marked, sub: `${MARK}\n{"outcome":"allowed"}` }))],
      ['bad-signature', request(await sign(stranger, marked))],
      ['unknown-key', request(await sign(stranger, marked, { kid: MARK }))],
      ['unsupported-algorithm', request(forged({ alg: 'none', kid: MARK }, marked))],
      ['malformed-token', request(MARK)],
      ['missing-token', withMark({ headers: {} })],
    ];
  }

  function settings(more: Partial<JwtSettings>): Record<string, string> {
    return { [JWT_SETTINGS_VARIABLE]: JSON.stringify({ ...POLICY, ...more }) };
  }

  test('says of every request who and why, and nothing of tokens', async () => {
    const bundle = new RunningBundle('authorizer', settings({ jwks: { keys: [key.jwk] } }));
    const paths = await events(Math.floor(Date.now() / 1000));
    const answers = [];
    for (const [, event] of paths) {
      answers.push(await bundle.call(event));
    }
    const output = await bundle.end();
    expect(answers).toEqual([
      { result: allowed() },
      { error: 'Unauthorized' },
      ...paths.slice(3).map(() => ({ result: DENIED })),
      { error: 'Unauthorized' },
    ]);
    const lines = recordsIn(output);
    expect(lines.map(({ reason }) => reason)).toEqual(paths.map(([reason]) => reason));
    expect(lines[0]).toMatchObject({
      level: 'FATAL',
      audit: true,
      message: 'Caller authorization',
      outcome: 'allowed',
      requestId: 'request-1',
      issuer: ISSUER,
      subject: 'alice',
    });
    expect(output).not.toContain(MARK);
    const parts = paths.flatMap(([, { headers }]) =>
      Object.values(headers as object).flatMap((value) => value.replace('Bearer ', '').split('.')),
    );
    expect(parts.filter((part) => part && output.includes(part))).toEqual([]);
  });

  test('lets nobody in and stays silent of tokens while the keys cannot be had', async () => {
    const server = await KeyServer.start();
    const uri = server.uri.replace('http:', 'https:');
    const bundle = new RunningBundle('authorizer', settings({ jwksUri: uri }));
    const token = await sign(key, { ...claims(Math.floor(Date.now() / 1000)), email: MARK });
    expect(await bundle.call(request(token))).toEqual({ error: expect.stringMatching(FAILED) });
    await server.stop();
    expect(await bundle.call(request(token))).toEqual({ error: expect.stringMatching(FAILED) });
    const output = await bundle.end();
    expect(output.match(/"reason":"keys-unavailable"/g)).toHaveLength(2);
    expect(output).not.toContain(token.split('.')[1]);
  });

  test('counts each request by outcome and reason, never by a person', async () => {
    const bundle = new RunningBundle('authorizer', {
      ...settings({ jwks: { keys: [key.jwk] } }),
      AWS_LAMBDA_FUNCTION_NAME: 'Authorizer',
    });
    for (const [, event] of await events(Math.floor(Date.now() / 1000))) {
      await bundle.call(event);
    }
    const lines = recordsIn(await bundle.end());
    const dimensions = [
      ['FunctionName', 'outcome'],
      ['FunctionName', 'outcome', 'reason'],
    ];
    for (const { Authorizations, FunctionName, reason, _aws } of lines) {
      expect([Authorizations, FunctionName]).toEqual([1, 'Authorizer']);
      expect(_aws.CloudWatchMetrics).toEqual([
        {
          Namespace: 'SecureSageMaker/StudioAccess',
          Dimensions: dimensions,
          Metrics: [{ Name: 'Authorizations', Unit: 'Count' }],
        },
      ]);
      expect(['verified', ...Object.values(RefusalReason)]).toContain(reason);
    }
  });

  test.each([
    ['missing', {}],
    ['malformed', { [JWT_SETTINGS_VARIABLE]: '{' }],
    ['without keys', settings({})],
    ['with keys of no use', settings({ jwks: { keys: [{ kty: 'oct', k: 'AA' }] } })],
  ])('fails at every request, and says so, if its settings are %s', async (_, environment) => {
    const bundle = new RunningBundle('authorizer', environment);
    const token = await sign(key, claims(Math.floor(Date.now() / 1000)));
    const answers = [await bundle.call(request(token)), await bundle.call(request(token))];
    expect(answers).toEqual(Array(2).fill({ error: expect.stringMatching(FAILED) }));
    const lines = recordsIn(await bundle.end());
    expect(lines.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      Array(2).fill(['failed', 'broken-configuration']),
    );
  });
});
