import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LoopbackAws } from '../../../../demo/fleet/loopback-aws';
import { verifySignature } from '../../../../demo/local-access/signature';
import { FLEET_VARIABLES } from '../../../../src/notebook/shared/fleet';
import { remediating } from './policies';

const BUNDLE = join(__dirname, '../../../../assets/notebook/fleet/index.js');
const CREDENTIALS = { accessKeyId: 'KEY', secretAccessKey: 'SECRET-ACCESS-KEY', sessionToken: 'SESSION' };
const KIB = 1024;

type Handler = (event: unknown, context: object) => Promise<object>;

const aws = new LoopbackAws();
let handler: Handler;
let logged = '';

beforeAll(async () => {
  await aws.start();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_LAMBDA_FUNCTION_NAME: 'fleet',
    [FLEET_VARIABLES.policy]: JSON.stringify(remediating()),
    [FLEET_VARIABLES.tableName]: 'Fleet',
    [FLEET_VARIABLES.bucketName]: 'evidence',
    [FLEET_VARIABLES.account]: '111122223333',
    [FLEET_VARIABLES.urlSuffix]: 'amazonaws.com',
  });
  // Modules read their environment when they are loaded, as in Lambda.
  handler = require('../../../../src/notebook/runtime/fleet/fleet.lambda').handler;
});
afterAll(() => aws.stop());

beforeEach(() => {
  aws.reset();
  logged = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    logged += String(text);
    return true;
  });
  for (const level of ['info', 'error', 'log'] as const) {
    jest.spyOn(console, level).mockImplementation((...texts: unknown[]) => {
      logged += `${texts.join(' ')}\n`;
    });
  }
});
afterEach(() => jest.restoreAllMocks());

const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 900_000 };

describe('the handler', () => {
  test('stops, updates, and starts a notebook instance over three events', async () => {
    aws.account.add('notebook', { delays: { stop: 0, update: 0, start: 0 }, platform: 'notebook-al2023-v1' });
    const event = { detail: { NotebookInstanceName: 'notebook' } };
    // Notice comes first, and is due at once here.
    await handler({}, context);
    for (let index = 0; index < 3; index++) {
      await handler(event, context);
    }
    expect(aws.account.accepted.map(({ operation }) => operation)).toEqual([
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
    ]);
    expect(aws.account.notebooks.get('notebook')).toMatchObject({ status: 'InService', metadataVersion: '2' });
    expect(aws.table.items.has('lease')).toBe(false);
  });

  test('counts metrics, and logs no secret', async () => {
    aws.account.add('notebook', { tags: { 'opt-out': 'mine' } });
    expect(await handler({}, context)).toMatchObject({ totals: { noncompliant: 1, optedOut: 1 } });
    const metrics = logged
      .split('\n')
      .filter((line) => line.includes('_aws'))
      .map((line) => JSON.parse(line));
    expect(metrics).toEqual([
      expect.objectContaining({
        FunctionName: 'fleet',
        NoncompliantNotebooks: 1,
        OptedOutNotebooks: 1,
        CompleteRuns: 1,
      }),
    ]);
    expect(logged).not.toMatch(/SECRET|SESSION/);
  });
});

test('files and events have signatures that AWS would accept, each for its own service', async () => {
  aws.account.add('notebook');
  await handler({}, context);
  const services = aws.received.map((request) => verifySignature(request, () => CREDENTIALS)?.service);
  expect([...new Set(services)].sort()).toEqual(['events', 's3']);
  const changed = aws.received.map(({ body, ...request }) =>
    verifySignature({ ...request, body: `${body} ` }, () => CREDENTIALS),
  );
  expect(changed.every((signed) => signed === undefined)).toBe(true);
});

test('the bundle runs in a process of its own', async () => {
  aws.account.add('notebook');
  const script = `require(${JSON.stringify(BUNDLE)}).handler({}, { awsRequestId: 'r', getRemainingTimeInMillis: () => 900000 })`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env: process.env });
  expect(stdout).toContain('"NoncompliantNotebooks":1');
  expect(aws.objects.has('111122223333/eu-central-1/latest.html')).toBe(true);
  expect(aws.account.count('StopNotebookInstance')).toBe(1);
});

test('the bundle has its SDK, which knows the platform, and no CDK', () => {
  const code = readFileSync(BUNDLE, 'utf-8');
  expect(code).not.toContain('require("@aws-sdk/client');
  expect(code).toContain('PlatformIdentifier');
  expect(code).not.toContain('aws-cdk-lib');
  expect(code.length).toBeLessThan(1_500 * KIB);
});
