import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFor } from '../../../../demo/local-access/certificate';
import { CANARY_METRICS, type CanaryTarget, PRIVATE_RANGES } from '../../../../src/access/shared/canary';
import { ACCESS_METRICS } from '../../../../src/access/shared/metrics';
import { RunningBundle } from '../../support/bundle';
import { LoopbackAws } from '../url-function/loopback-aws';
import { API_HOST, HEALTHY, PRESIGNED_URL, SECRET, STUDIO_HOST, StudioPath, TOKEN } from './studio-path';

const DAY_MS = 86_400_000;
const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:canary';
const NAMES = { [API_HOST]: ['10.0.0.5', '10.0.1.5'], [STUDIO_HOST]: ['10.0.0.6', 'fd00::6'] };

type Line = Record<string, unknown>;

const folder = mkdtempSync(join(tmpdir(), 'canary-'));
const aws = new LoopbackAws();
let awsUrl: string;
let path: StudioPath;

const SECRETS: LoopbackAws['answers'] = {
  GetSecretValue: () => ({ body: JSON.stringify({ SecretString: `${SECRET}+` }) }),
};

beforeAll(async () => {
  awsUrl = await aws.start();
  aws.answers = SECRETS;
  path = await StudioPath.start();
});
afterAll(async () => {
  await aws.stop();
  await path.stop();
  rmSync(folder, { recursive: true });
});

function targetOf(server: StudioPath, more: Partial<CanaryTarget> = {}): CanaryTarget {
  return {
    apiUrl: server.urlOf('/v1'),
    portal: true,
    studioHosts: [`${STUDIO_HOST}:${server.port}`],
    addressRanges: PRIVATE_RANGES,
    client: {
      tokenEndpoint: server.urlOf('/token'),
      clientId: 'canary',
      secretArn: SECRET_ARN,
      parameters: { scope: 'studio/open' },
    },
    ...more,
  };
}

/** Runs the bundle once, as Lambda does, and returns the lines of its log. */
async function run(
  target: CanaryTarget,
  { names = NAMES, trusted = path }: { names?: Record<string, string[]>; trusted?: StudioPath } = {},
): Promise<{ lines: Line[]; text: string }> {
  const certificateFile = join(folder, 'trusted.pem');
  writeFileSync(certificateFile, trusted.certificate.cert);
  const environment = {
    NAMES: JSON.stringify(names),
    NODE_EXTRA_CA_CERTS: certificateFile,
    CANARY_TARGET: JSON.stringify(target),
    AWS_REGION: 'eu-west-1',
    AWS_LAMBDA_FUNCTION_NAME: 'Canary',
    AWS_ACCESS_KEY_ID: 'ASIACANARY0000000000',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: SECRET,
    AWS_ENDPOINT_URL: awsUrl,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
  const bundle = new RunningBundle('canary', environment, { options: ['--require', join(__dirname, 'names.cjs')] });
  const answer = await bundle.call({});
  const text = await bundle.end();
  expect(answer).toEqual({});
  const lines = text.split('\n').filter(Boolean);
  return { lines: lines.map((line) => JSON.parse(line)), text };
}

function outcomes(lines: readonly Line[]): string[] {
  return lines.filter(({ check }) => check !== undefined).map(({ check, reason }) => `${check}: ${reason}`);
}

const PASSED = ['names', 'certificates', 'portal', 'sign-in', 'presigned-url'].map((check) => `${check}: passed`);

describe('the canary on a healthy path', () => {
  let lines: Line[];
  let text: string;

  beforeAll(async () => {
    ({ lines, text } = await run(targetOf(path)));
  });

  test('follows it from the names to the presigned URL', () => {
    expect(outcomes(lines)).toEqual(PASSED);
    expect(path.requests).toEqual(['GET /v1/', 'POST /v1/presigned-url', 'POST /token', 'POST /v1/presigned-url']);
  });

  test('counts a success of each check, and of all of them', () => {
    const { passed, checkPassed, checkDimension } = CANARY_METRICS;
    const { namespace, functionDimension } = ACCESS_METRICS;
    const summary = lines.find((line) => passed in line)!;
    expect(summary).toMatchObject({ [passed]: 1, FunctionName: 'Canary', outcome: 'passed' });
    expect(summary._aws).toEqual({
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [[functionDimension]], Metrics: [{ Name: passed, Unit: 'None' }] },
      ],
    });
    const first = lines.find((line) => checkPassed in line)!;
    expect(first).toMatchObject({ [checkPassed]: 1, [checkDimension]: 'names' });
    expect(first._aws).toMatchObject({
      CloudWatchMetrics: [{ Dimensions: [[functionDimension, checkDimension]] }],
    });
  });

  test('reports the days until each certificate expires', () => {
    const days = lines.filter((line) => CANARY_METRICS.certificateDays in line);
    expect(days.map((line) => [line.host, line[CANARY_METRICS.certificateDays]])).toEqual([
      [API_HOST, 0],
      [STUDIO_HOST, 0],
    ]);
  });

  test('logs neither the URL nor a token or secret', () => {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('auth?token');
  });
});

describe('the canary without a machine user and portal', () => {
  test('requests no token and no page', async () => {
    path.requests.length = 0;
    const { lines } = await run(targetOf(path, { client: undefined, portal: false }));
    expect(outcomes(lines)).toEqual(['names: passed', 'certificates: passed', 'sign-in: passed']);
    expect(path.requests).toEqual(['POST /v1/presigned-url']);
  });
});

interface Failure {
  readonly title: string;
  readonly names?: Record<string, string[]>;
  readonly answers?: StudioPath['answers'];
  readonly aws?: LoopbackAws['answers'];
  /** What must differ from the healthy path. */
  readonly expected: readonly string[];
  readonly host?: string;
}

const FAILURES: readonly Failure[] = [
  {
    title: 'a name that does not resolve',
    names: { [API_HOST]: NAMES[API_HOST] },
    expected: ['names: ENOTFOUND'],
    host: STUDIO_HOST,
  },
  {
    title: 'a name that resolves to a public address',
    names: { ...NAMES, [STUDIO_HOST]: ['10.0.0.6', '203.0.113.7'] },
    expected: ['names: unexpected-address'],
    host: STUDIO_HOST,
  },
  {
    title: 'a name that resolves to a public IPv6 address',
    names: { ...NAMES, [API_HOST]: ['2001:db8::1'] },
    expected: ['names: unexpected-address'],
    host: API_HOST,
  },
  { title: 'a name without address', names: { ...NAMES, [API_HOST]: [] }, expected: ['names: no-address'] },
  {
    title: 'a portal that is denied',
    answers: { 'GET /v1/': () => ({ status: 403 }) },
    expected: ['portal: status-403'],
  },
  {
    title: 'a portal that redirects',
    answers: { 'GET /v1/': () => ({ status: 302 }) },
    expected: ['portal: status-302'],
  },
  {
    title: 'a page that is not the portal',
    answers: { 'GET /v1/': () => ({ status: 200, contentType: 'text/plain', body: 'blocked by the proxy' }) },
    expected: ['portal: unexpected-content'],
  },
  {
    title: 'an API that is denied',
    answers: { 'POST /v1/presigned-url': () => ({ status: 403 }) },
    expected: ['sign-in: status-403', 'presigned-url: status-403'],
  },
  {
    title: 'an API that fails',
    answers: { 'POST /v1/presigned-url': () => ({ status: 502 }) },
    expected: ['sign-in: status-502', 'presigned-url: status-502'],
  },
  {
    title: 'an API that lets in a caller without token',
    answers: { 'POST /v1/presigned-url': () => ({ status: 200, body: JSON.stringify({ url: PRESIGNED_URL }) }) },
    expected: ['sign-in: status-200'],
  },
  {
    title: 'a 401 that does not come from the API',
    answers: {
      'POST /v1/presigned-url': (request, body) =>
        request.headers.authorization
          ? HEALTHY['POST /v1/presigned-url'](request, body)
          : { status: 401, contentType: 'text/html', body: '<html>proxy authentication</html>' },
    },
    expected: ['sign-in: unexpected-content'],
  },
  {
    title: 'a response without URL',
    answers: {
      'POST /v1/presigned-url': (request, body) =>
        request.headers.authorization === `Bearer ${TOKEN}`
          ? { status: 200, body: '{"url":"http://elsewhere.example"}' }
          : HEALTHY['POST /v1/presigned-url'](request, body),
    },
    expected: ['presigned-url: unexpected-content'],
  },
  {
    title: 'an identity provider that refuses the client',
    answers: { 'POST /token': () => ({ status: 401, body: '{"error":"invalid_client"}' }) },
    expected: ['presigned-url: no-token-STATUS_401'],
  },
  {
    title: 'an identity provider that returns no token',
    answers: { 'POST /token': () => ({ status: 200, body: '{}' }) },
    expected: ['presigned-url: no-token-STATUS_200'],
  },
  {
    title: 'a response of the identity provider that is not JSON',
    answers: { 'POST /token': () => ({ status: 200, body: '<html>' }) },
    expected: ['presigned-url: no-token-STATUS_200'],
  },
  {
    title: 'a secret that cannot be read',
    aws: { GetSecretValue: () => ({ status: 400, body: '{"__type":"AccessDeniedException"}' }) },
    expected: ['presigned-url: no-token-AccessDeniedException'],
  },
];

describe('the canary fails for', () => {
  test.each(FAILURES)('$title', async ({ names, answers = {}, aws: awsAnswers, expected, host }) => {
    path.answers = { ...HEALTHY, ...answers };
    aws.answers = awsAnswers ?? SECRETS;
    const { lines, text } = await run(targetOf(path), { names });
    const failed = outcomes(lines).filter((outcome) => !PASSED.includes(outcome));
    expect(failed).toEqual(expected);
    expect(lines.find((line) => CANARY_METRICS.passed in line)).toMatchObject({
      [CANARY_METRICS.passed]: 0,
      outcome: 'failed',
    });
    expect(lines.filter((line) => line[CANARY_METRICS.checkPassed] === 0)).toHaveLength(expected.length);
    if (host) {
      expect(lines.find(({ reason }) => reason === expected[0].split(': ')[1])).toMatchObject({ failedHost: host });
    }
    expect(text).not.toContain(SECRET);
  });

  test.each([
    ['another name', certificateFor(['other.example.com']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['a time that is over', certificateFor([API_HOST, STUDIO_HOST], Date.now() - 10 * DAY_MS), 'CERT_HAS_EXPIRED'],
  ])('a certificate for %s', async (_, certificate, reason) => {
    aws.answers = SECRETS;
    const server = await StudioPath.start(certificate);
    const { lines } = await run(targetOf(server), { trusted: server });
    await server.stop();
    expect(outcomes(lines)).toEqual([
      'names: passed',
      ...['certificates', 'portal', 'sign-in'].map((check) => `${check}: ${reason}`),
      `presigned-url: no-token-${reason}`,
    ]);
  });

  test('a certificate that nobody vouches for', async () => {
    const server = await StudioPath.start();
    const { lines } = await run(targetOf(server));
    await server.stop();
    expect(outcomes(lines)[1]).toBe('certificates: DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(server.requests).toEqual([]);
  });

  test('a port that nobody listens on', async () => {
    const server = await StudioPath.start();
    const target = targetOf(server);
    await server.stop();
    const { lines } = await run(target);
    expect(outcomes(lines).slice(1, 4)).toEqual([
      'certificates: ECONNREFUSED',
      'portal: ECONNREFUSED',
      'sign-in: ECONNREFUSED',
    ]);
  });
});
