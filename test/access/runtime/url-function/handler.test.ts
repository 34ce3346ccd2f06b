import type { ProxyEvent } from '../../../../src/access/runtime/url-function/request';
import type { ProxyResponse } from '../../../../src/access/runtime/url-function/response';
import { entryOf, eventOf, ISSUER, ROLE, redirectEvent, SECRET, URL } from './events';
import { assumedRole, json, LoopbackAws } from './loopback-aws';

const server = new LoopbackAws();
const before = { ...process.env };
const lines: string[] = [];
let handler: (event: ProxyEvent) => Promise<ProxyResponse>;

beforeAll(async () => {
  const write = (text?: unknown) => lines.push(String(text).trim()) > 0;
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    jest.spyOn(console, method as 'log').mockImplementation(write);
  }
  jest.spyOn(process.stdout, 'write').mockImplementation(write);
  jest.spyOn(process.stderr, 'write').mockImplementation(write);
  Object.assign(process.env, {
    AWS_REGION: 'eu-west-1',
    AWS_LAMBDA_FUNCTION_NAME: 'UrlFunction',
    AWS_ACCESS_KEY_ID: 'ASIAFUNCTION00000000',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: SECRET,
    AWS_ENDPOINT_URL: await server.start(),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    POWERTOOLS_LOGGER_LOG_EVENT: 'true',
    TABLE_NAME: 'Directory',
    ACCESS_ROLE_ARN: ROLE,
    URL_EXPIRY_SECONDS: '20',
    SESSION_SECONDS: '28800',
  });
  server.answers = {
    Query: ({ input }) => json({ Items: JSON.stringify(input).includes('#alice') ? [entryOf('alice')] : [] }),
    AssumeRole: () => assumedRole(new Date(Date.now() + 900_000)),
    CreatePresignedDomainUrl: () => json({ AuthorizedUrl: URL }),
  };
  // What the environment says is read when it is loaded.
  ({ handler } = jest.requireActual('../../../../src/access/runtime/url-function/url-function.lambda'));
});

afterAll(async () => {
  process.env = before;
  jest.restoreAllMocks();
  await server.stop();
});

beforeEach(() => {
  lines.length = 0;
});

const records = () => lines.map((line) => JSON.parse(line));

test('the handler answers, and logs one record with a metric', async () => {
  const response = await handler(eventOf());
  expect(JSON.parse(response.body)).toEqual({ url: URL, expiresInSeconds: 20 });
  expect(records()).toEqual([
    expect.objectContaining({
      level: 'FATAL',
      audit: true,
      message: 'Studio access',
      outcome: 'issued',
      issuer: ISSUER,
      subject: 'alice',
      domainId: 'd-abc',
      userProfileName: 'alice',
      requestId: 'request-1',
      Requests: 1,
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [expect.objectContaining({ Namespace: 'SecureSageMaker/StudioAccess' })],
      },
    }),
  ]);
});

test('the handler logs nothing that is secret, whatever becomes of a request', async () => {
  const stranger = eventOf({}, { authorizer: { issuer: ISSUER, subject: 'mallory', token: SECRET } });
  const events = [
    eventOf(),
    redirectEvent(),
    stranger,
    eventOf({}, { authorizer: {} }),
    eventOf({ resource: '/other' }),
  ];
  const statuses: number[] = [];
  for (const event of events) {
    statuses.push((await handler(event)).statusCode);
  }
  expect(statuses).toEqual([200, 302, 403, 401, 404]);
  expect(records().map(({ reason }) => reason)).toEqual([
    'issued',
    'issued',
    'unknown-user',
    'no-identity',
    'unknown-route',
  ]);
  expect(lines.join('\n')).not.toContain(SECRET);
});
