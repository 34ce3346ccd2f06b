import { READ_CONDITIONS } from '../../../../src/access/directory/grants';
import { type AuditRecord, auditLine } from '../../../../src/access/runtime/url-function/audit';
import { AwsUpstream, type StepTimeouts } from '../../../../src/access/runtime/url-function/aws';
import type { UrlFunctionConfig } from '../../../../src/access/runtime/url-function/config';
import { UrlFunction } from '../../../../src/access/runtime/url-function/url-function';
import { CONFIG, entryOf, eventOf, ISSUER, NOW, ROLE, SECRET, URL } from './events';
import { type AwsResponse, assumedRole, json, LoopbackAws, stsError } from './loopback-aws';

const FUNCTION_KEY = 'ASIAFUNCTION00000000';
const KEYS = {
  AWS_ACCESS_KEY_ID: FUNCTION_KEY,
  AWS_SECRET_ACCESS_KEY: `${SECRET}-function`,
  AWS_SESSION_TOKEN: `${SECRET}-function`,
};

const server = new LoopbackAws();
const before = { ...process.env };
const records: AuditRecord[] = [];
let endpoint: string;

beforeAll(async () => {
  Object.assign(process.env, KEYS, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  endpoint = await server.start();
});

afterAll(async () => {
  process.env = before;
  await server.stop();
});

beforeEach(() => {
  server.calls.length = 0;
  records.length = 0;
  server.answers = {
    Query: () => json({ Items: [entryOf('alice', { spaceName: 'lab', landingUri: 'app:JupyterLab:lab' })] }),
    AssumeRole: () => assumedRole(new Date(NOW + 900_000)),
    CreatePresignedDomainUrl: () => json({ AuthorizedUrl: URL }),
  };
});

function urlFunction(timeouts: Partial<StepTimeouts> = {}): UrlFunction {
  const upstream = new AwsUpstream(CONFIG, {
    endpoint,
    timeouts: { directory: 5000, session: 5000, url: 5000, ...timeouts },
  });
  return new UrlFunction(CONFIG, { upstream, now: () => NOW, record: (record) => records.push(record) });
}

const log = () => records.map((record) => JSON.stringify(auditLine(record, 'UrlFunction', NOW))).join('\n');
const inputs = () => Object.fromEntries(server.calls.map(({ operation, input }) => [operation, input]));

describe('a request', () => {
  test('reads the entries of one user, consistently and with nothing else that the table holds', async () => {
    const { statusCode } = await urlFunction().answer(eventOf());
    expect(statusCode).toBe(200);
    expect(inputs().Query).toMatchObject({
      TableName: 'Directory',
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `${ISSUER}#alice` } },
      ConsistentRead: true,
      Select: 'SPECIFIC_ATTRIBUTES',
      Limit: 26,
    });
    const { ProjectionExpression, ExpressionAttributeNames } = inputs().Query as Record<string, object>;
    const names = Object.values(ExpressionAttributeNames).sort();
    expect(names).toEqual(READ_CONDITIONS['ForAllValues:StringEquals']['dynamodb:Attributes']);
    expect(String(ProjectionExpression).split(', ').sort()).toEqual(Object.keys(ExpressionAttributeNames).sort());
  });

  test('assumes the access role in the name of the user', async () => {
    await urlFunction().answer(eventOf());
    expect(inputs().AssumeRole).toMatchObject({
      RoleArn: ROLE,
      RoleSessionName: 'alice',
      SourceIdentity: expect.stringMatching(/^alice-[0-9a-f]{16}$/),
      DurationSeconds: '900',
    });
  });

  test('makes the URL for what the entry names', async () => {
    await urlFunction().answer(eventOf());
    expect(inputs().CreatePresignedDomainUrl).toEqual({
      DomainId: 'd-abc',
      UserProfileName: 'alice',
      SpaceName: 'lab',
      LandingUri: 'app:JupyterLab:lab',
      ExpiresInSeconds: 20,
      SessionExpirationDurationInSeconds: 28_800,
    });
  });

  test('is signed for its service and region: by the function, and for SageMaker by the session of the user', async () => {
    await urlFunction().answer(eventOf());
    expect(
      server.calls.map(({ service, region, accessKeyId, sessionToken }) => [
        service,
        region,
        accessKeyId,
        sessionToken,
      ]),
    ).toEqual([
      ['dynamodb', 'eu-west-1', FUNCTION_KEY, `${SECRET}-function`],
      ['sts', 'eu-west-1', FUNCTION_KEY, `${SECRET}-function`],
      ['sagemaker', 'eu-west-1', 'ASIASESSIONOFALICE00', `${SECRET}-token`],
    ]);
    expect(
      server.calls.every(({ signedHeaders }) =>
        ['host', 'x-amz-date', 'x-amz-security-token'].every((name) => signedHeaders.includes(name)),
      ),
    ).toBe(true);
  });

  test('of the same user takes the session that is at hand, and reads the directory again', async () => {
    const same = urlFunction();
    await same.answer(eventOf());
    await same.answer(eventOf());
    expect(server.operations()).toEqual([
      'Query',
      'AssumeRole',
      'CreatePresignedDomainUrl',
      'Query',
      'CreatePresignedDomainUrl',
    ]);
  });

  test('of a user without entry ends there', async () => {
    server.answers.Query = () => json({});
    const { statusCode } = await urlFunction().answer(eventOf());
    expect([statusCode, records[0].reason, server.operations()]).toEqual([403, 'unknown-user', ['Query']]);
  });
});

type Operation = 'Query' | 'AssumeRole' | 'CreatePresignedDomainUrl';

const error = (type: string, status = 400) => json({ __type: type, message: SECRET }, status);

describe('a failure', () => {
  test.each<[Operation, string, AwsResponse, number, string]>([
    [
      'Query',
      'throttled',
      error('com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException'),
      429,
      'ProvisionedThroughputExceededException',
    ],
    ['Query', 'denied', error('com.amazon.coral.service#AccessDeniedException'), 502, 'AccessDeniedException'],
    [
      'Query',
      'without table',
      error('com.amazonaws.dynamodb.v20120810#ResourceNotFoundException'),
      502,
      'ResourceNotFoundException',
    ],
    ['Query', 'broken', error('InternalServerError', 500), 502, 'InternalServerError'],
    ['AssumeRole', 'throttled', stsError('Throttling', 400), 429, 'Throttling'],
    ['AssumeRole', 'denied', stsError('AccessDenied', 403), 502, 'AccessDenied'],
    ['CreatePresignedDomainUrl', 'throttled', error('ThrottlingException'), 429, 'ThrottlingException'],
    ['CreatePresignedDomainUrl', 'denied', error('AccessDeniedException'), 502, 'AccessDeniedException'],
    ['CreatePresignedDomainUrl', 'without profile', error('ResourceNotFound'), 502, 'ResourceNotFound'],
  ])('of %s, %s, is told to operators by its kind alone', async (operation, _, answer, statusCode, kind) => {
    server.answers[operation] = () => answer;
    const response = await urlFunction().answer(eventOf());
    expect([response.statusCode, records[0].error]).toEqual([statusCode, kind]);
    expect(log() + JSON.stringify(response)).not.toContain(SECRET);
  });

  test.each<[Operation, keyof StepTimeouts, string]>([
    ['Query', 'directory', 'directory-failed'],
    ['AssumeRole', 'session', 'session-failed'],
    ['CreatePresignedDomainUrl', 'url', 'url-failed'],
  ])('of %s to answer at all ends in time', async (operation, step, reason) => {
    server.answers[operation] = () => undefined;
    const response = await urlFunction({ [step]: 20 }).answer(eventOf());
    expect([response.statusCode, records[0].reason]).toEqual([504, reason]);
  });

  test('is tried once more', async () => {
    const queries = () => server.operations().filter((operation) => operation === 'Query');
    // The role is assumed at the same time.
    server.answers.Query = () =>
      queries().length === 1 ? error('InternalServerError', 500) : json({ Items: [entryOf('alice')] });
    expect((await urlFunction().answer(eventOf())).statusCode).toBe(200);
    expect(queries()).toHaveLength(2);
  });

  test('to give credentials is one', async () => {
    server.answers.AssumeRole = () => ({
      headers: { 'Content-Type': 'text/xml' },
      body: '<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>',
    });
    expect((await urlFunction().answer(eventOf())).statusCode).toBe(502);
  });
});

describe('the services', () => {
  const host = async (config: Partial<UrlFunctionConfig>) => {
    const clients = new AwsUpstream({ ...CONFIG, ...config }) as unknown as Record<
      string,
      { config: { useFipsEndpoint(): Promise<boolean>; region(): Promise<string> } }
    >;
    return Promise.all(
      ['sts', 'sagemaker', 'dynamodb'].map(async (name) => [
        name,
        await clients[name].config.region(),
        await clients[name].config.useFipsEndpoint(),
      ]),
    );
  };

  test('are called in the region of the function', async () => {
    expect(await host({})).toEqual([
      ['sts', 'eu-west-1', false],
      ['sagemaker', 'eu-west-1', false],
      ['dynamodb', 'eu-west-1', false],
    ]);
  });

  test('are called at FIPS endpoints where these are all there is', async () => {
    const services = await host({ region: 'us-gov-west-1', fipsServices: ['sts', 'sagemaker'] });
    expect(services.map(([, , fips]) => fips)).toEqual([true, true, false]);
  });
});
