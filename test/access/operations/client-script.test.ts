import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { certificateFor } from '../../../demo/local-access/certificate';
import { clientScript } from '../../../src/access/operations/client-script';
import { PRIVATE_RANGES } from '../../../src/access/shared/canary';
import {
  API_HOST,
  HEALTHY,
  PRESIGNED_URL,
  SECRET,
  STUDIO_HOST,
  StudioPath,
  TOKEN,
} from '../runtime/canary/studio-path';

const LOOPBACK = ['127.0.0.0/8'];
const DAY_MS = 86_400_000;

const missing = ['sh', 'curl', 'awk'].filter((name) => spawnSync(name, ['--version']).error !== undefined);
const onMachine = missing.length === 0 ? describe : describe.skip;
if (missing.length > 0) {
  console.warn(`The script for client machines was not run, because ${missing.join(' and ')} is not installed.`);
}

const folder = mkdtempSync(join(tmpdir(), 'client-script-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly lines: string[];
  readonly output: string;
}

interface RunOptions {
  readonly ranges?: readonly string[];
  readonly token?: string;
  readonly portal?: boolean;
  /** A directory with other programs. */
  readonly programs?: string;
}

/** Runs the script as on a client machine whose DNS leads to loopback, and which trusts the certificate. */
async function run(
  path: StudioPath,
  { ranges = LOOPBACK, token, portal = true, programs }: RunOptions = {},
): Promise<Run> {
  const script = join(folder, 'check-studio-access.sh');
  writeFileSync(script, clientScript({ portal, addressRanges: ranges }));
  writeFileSync(join(folder, 'trusted.pem'), path.certificate.cert);
  const names = [API_HOST, STUDIO_HOST].map((host) => `resolve = "${host}:${path.port}:127.0.0.1"`);
  writeFileSync(join(folder, '.curlrc'), [`cacert = "${join(folder, 'trusted.pem')}"`, ...names].join('\n'));
  const environment: Record<string, string> = {
    PATH: [programs, process.env.PATH].filter(Boolean).join(':'),
    CURL_HOME: folder,
    HOME: folder,
  };
  if (token) {
    environment.TOKEN = token;
  }
  const args = [script, path.urlOf('/v1'), `${STUDIO_HOST}:${path.port}`];
  const { code, stdout, stderr } = await promisify(execFile)('sh', args, { env: environment })
    .then((result) => ({ code: 0, ...result }))
    .catch((error: { code: number; stdout: string; stderr: string }) => error);
  expect(stderr).toBe('');
  return { code, lines: stdout.trim().split('\n'), output: stdout };
}

/** The check and its result, without details. */
function results({ lines }: Run): string[] {
  return lines.map((line) => line.split(' ').slice(0, 2).join(' '));
}

const HEALTHY_LINES = ['names', 'certificates', 'names', 'certificates', 'portal', 'sign-in'].map(
  (check) => `${check}: passed`,
);

onMachine('the script for client machines', () => {
  let path: StudioPath;
  beforeAll(async () => {
    path = await StudioPath.start();
  });
  beforeEach(() => {
    path.answers = HEALTHY;
    path.requests.length = 0;
  });
  afterAll(() => path.stop());

  test('passes on a healthy path', async () => {
    const healthy = await run(path);
    expect([healthy.code, results(healthy)]).toEqual([0, HEALTHY_LINES]);
    expect(path.requests).toEqual(['GET /', 'GET /', 'GET /v1/', 'POST /v1/presigned-url']);
  });

  test('names the host, its address, and the end of its certificate', async () => {
    const { lines } = await run(path);
    expect(lines[0]).toBe(`names: passed ${API_HOST}:${path.port} 127.0.0.1`);
    expect(lines[1]).toContain(`${API_HOST}:${path.port}`);
  });

  test('requests a presigned URL with a token, and shows neither', async () => {
    const signedIn = await run(path, { token: TOKEN });
    expect([signedIn.code, results(signedIn)]).toEqual([0, [...HEALTHY_LINES, 'presigned-url: passed']]);
    expect(signedIn.output).not.toContain(SECRET);
  });

  test('does not open a portal that does not exist', async () => {
    const withoutPortal = await run(path, { portal: false });
    expect(results(withoutPortal)).toEqual(HEALTHY_LINES.filter((line) => line !== 'portal: passed'));
  });

  test('reports an address that is not private', async () => {
    const exposed = await run(path, { ranges: PRIVATE_RANGES });
    expect([exposed.code, results(exposed)[0]]).toEqual([1, 'names: unexpected-address']);
  });

  test.each<[string, StudioPath['answers'], string]>([
    ['a portal that is denied', { 'GET /v1/': () => ({ status: 403 }) }, 'portal: status-403'],
    ['a portal that fails', { 'GET /v1/': () => ({ status: 502 }) }, 'portal: status-502'],
    [
      'a page in between',
      { 'GET /v1/': () => ({ status: 200, contentType: 'text/plain', body: '<html>' }) },
      'portal: unexpected-content',
    ],
    [
      'an API that lets in a caller without token',
      { 'POST /v1/presigned-url': () => ({ status: 200, body: JSON.stringify({ url: PRESIGNED_URL }) }) },
      'sign-in: status-200',
    ],
    [
      'a 401 that does not come from the API',
      { 'POST /v1/presigned-url': () => ({ status: 401, body: '{"code":"ProxyAuthentication"}' }) },
      'sign-in: unexpected-content',
    ],
  ])('reports %s', async (_, answers, expected) => {
    path.answers = { ...HEALTHY, ...answers };
    const failed = await run(path);
    expect(failed.code).toBe(1);
    expect(results(failed).filter((line) => !HEALTHY_LINES.includes(line))).toEqual([expected]);
  });

  test('reports a token that is refused', async () => {
    const refused = await run(path, { token: 'expired' });
    expect([refused.code, results(refused).at(-1)]).toEqual([1, 'presigned-url: status-401']);
  });

  test.each([
    ['another name', certificateFor(['other.example.com'])],
    ['a time that is over', certificateFor([API_HOST, STUDIO_HOST], Date.now() - 10 * DAY_MS)],
  ])('reports a certificate for %s', async (_, certificate) => {
    const server = await StudioPath.start(certificate);
    const failed = await run(server);
    await server.stop();
    expect(failed.code).toBe(1);
    expect(results(failed).slice(0, 2)).toEqual(['names: passed', 'certificates: certificate']);
    expect(server.requests).toEqual([]);
  });

  test('reports a port that nobody listens on', async () => {
    const server = await StudioPath.start();
    const { port } = server;
    await server.stop();
    const failed = await run({
      ...path,
      port,
      urlOf: (route: string) => `https://${API_HOST}:${port}${route}`,
    } as StudioPath);
    expect(results(failed).slice(0, 2)).toEqual(['names: passed', 'certificates: not-connected']);
  });

  test.each([
    [6, 'name-not-found'],
    [28, 'timeout'],
    [60, 'certificate'],
    [99, 'curl-99'],
  ])('translates the exit status %i of curl', async (status, reason) => {
    const programs = join(folder, `curl-${status}`);
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'curl'), `#!/bin/sh\nexit ${status}\n`);
    chmodSync(join(programs, 'curl'), 0o755);
    const failed = await run(path, { programs });
    expect(failed.code).toBe(1);
    expect(new Set(results(failed).map((line) => line.split(': ')[1]))).toEqual(new Set([reason]));
  });

  test('requires the URL of the API', () => {
    const script = join(folder, 'without-arguments.sh');
    writeFileSync(script, clientScript({ portal: false, addressRanges: LOOPBACK }));
    expect(() => execFileSync('sh', [script], { stdio: 'pipe' })).toThrow('API_URL is missing');
  });
});

onMachine('the ranges of the script', () => {
  const functions = (ranges: readonly string[]) =>
    clientScript({ portal: false, addressRanges: ranges })
      .split('# Why curl failed')[0]
      .replace(/^api=.*\nshift$/m, '');

  test.each<[string, string, boolean]>([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['100.64.0.0/10', '100.127.255.255', true],
    ['100.64.0.0/10', '100.128.0.0', false],
    ['172.16.0.0/12', '172.31.9.9', true],
    ['172.16.0.0/12', '172.32.0.1', false],
    ['192.168.3.0/25', '192.168.3.127', true],
    ['192.168.3.0/25', '192.168.3.128', false],
    ['192.0.2.7/32', '192.0.2.7', true],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', 'fd00::1', false],
    ['fc00::/7', 'fdab::1', true],
    ['fc00::/7', 'FE00::1', false],
    ['2001:db8:1::/48', '2001:db8:1:2::7', true],
    ['2001:db8:1::/48', '2001:db8:2::7', false],
    ['::1/128', '::1', true],
    ['fc00::/7', '252.0.0.1', false],
  ])('%s and the address %s: %s', (range, address, expected) => {
    const { status } = spawnSync('sh', ['-c', `${functions([range])}\nexpected '${address}'`]);
    expect(status === 0).toBe(expected);
  });
});
