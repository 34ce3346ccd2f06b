import { JWT_SETTINGS_VARIABLE } from '../../../src/access/shared/jwt-settings';
import { RunningBundle } from '../support/bundle';
import { claims, POLICY, type SigningKey, sign, signingKey } from '../support/tokens';
import { entryOf, eventOf, ROLE, URL } from './url-function/events';
import { assumedRole, json, LoopbackAws } from './url-function/loopback-aws';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const server = new LoopbackAws();
let key: SigningKey;
let endpoint: string;

beforeAll(async () => {
  key = await signingKey('one');
  endpoint = await server.start();
  server.answers = {
    Query: () => json({ Items: [entryOf('alice')] }),
    AssumeRole: () => assumedRole(new Date(Date.now() + 900_000)),
    CreatePresignedDomainUrl: () => json({ AuthorizedUrl: URL }),
  };
});

afterAll(() => server.stop());

/** What Lambda does to the lines of a function with the log format JSON. @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html */
function filtered(output: string, logLevel: string): Record<string, unknown>[] {
  const records = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return records.filter((record) => LEVELS.indexOf(levelOf(record)) >= LEVELS.indexOf(logLevel));
}

function levelOf({ level, timestamp }: Record<string, unknown>): string {
  const known = LEVELS.includes(String(level)) && !Number.isNaN(Date.parse(String(timestamp)));
  return known ? String(level) : 'INFO';
}

/** The names by which Lambda and its libraries tell a function its level. */
function environmentOf(level: string): Record<string, string> {
  return {
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: level,
    POWERTOOLS_LOG_LEVEL: level,
    LOG_LEVEL: level,
  };
}

describe.each(LEVELS)('at the log level %s', (level) => {
  test('the authorizer leaves a record and a metric of each request', async () => {
    const bundle = new RunningBundle('authorizer', {
      ...environmentOf(level),
      [JWT_SETTINGS_VARIABLE]: JSON.stringify({ ...POLICY, jwks: { keys: [key.jwk] } }),
    });
    const token = await sign(key, claims(Math.floor(Date.now() / 1000)));
    const methodArn = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/v1/GET/studio';
    await bundle.call({ methodArn, authorizationToken: `Bearer ${token}` });
    await bundle.call({ methodArn });
    expect(filtered(await bundle.end(), level)).toEqual([
      expect.objectContaining({ reason: 'verified', subject: 'alice', Authorizations: 1, _aws: expect.anything() }),
      expect.objectContaining({ reason: 'missing-token', Authorizations: 1, _aws: expect.anything() }),
    ]);
  });

  test('the URL function leaves a record and a metric of each request', async () => {
    const bundle = new RunningBundle('url-function', {
      ...environmentOf(level),
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'UrlFunction',
      AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      TABLE_NAME: 'Directory',
      ACCESS_ROLE_ARN: ROLE,
      URL_EXPIRY_SECONDS: '20',
      SESSION_SECONDS: '28800',
    });
    await bundle.call(eventOf());
    await bundle.call(eventOf({ resource: '/other' }));
    expect(filtered(await bundle.end(), level)).toEqual([
      expect.objectContaining({ reason: 'issued', subject: 'alice', Requests: 1, _aws: expect.anything() }),
      expect.objectContaining({ reason: 'unknown-route', Requests: 1, _aws: expect.anything() }),
    ]);
  });
});
