import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type HttpRequest, json, Listeners } from '../../../demo/local-access/http';
import { verifySignature } from '../../../demo/local-access/signature';

const KEYS = {
  accessKeyId: 'ASIA0123456789ABCDEF',
  secretAccessKey: 'secret/of+the=key',
  sessionToken: 'token of the session',
};
const requests: HttpRequest[] = [];
const listeners = new Listeners();

/** What the SDK sends for two services, whatever becomes of it. */
beforeAll(async () => {
  const port = await listeners.listen(async (request) => {
    requests.push(request);
    return json(400, {});
  });
  const options = { region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, credentials: KEYS, maxAttempts: 1 };
  await new DynamoDBClient(options)
    .send(new GetItemCommand({ TableName: 'Users', Key: { pk: { S: 'ä b' } } }))
    .catch(() => undefined);
  await new STSClient(options)
    .send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/Access', RoleSessionName: 'alice' }))
    .catch(() => undefined);
});

afterAll(() => listeners.stop());

const find =
  (changes: Partial<typeof KEYS> = {}) =>
  (id: string) =>
    id === KEYS.accessKeyId ? { ...KEYS, ...changes } : undefined;
const changed = (changes: Record<string, string>): HttpRequest => ({
  ...requests[0],
  headers: { ...requests[0].headers, ...changes },
});

test('what the SDK signs is good, for its service and region', () => {
  const signed = requests.map((request) => verifySignature(request, find()));
  expect(signed.map((one) => [one?.service, one?.region])).toEqual([
    ['dynamodb', 'eu-central-1'],
    ['sts', 'eu-central-1'],
  ]);
});

test.each<[string, () => unknown]>([
  ['by another secret', () => verifySignature(requests[0], find({ secretAccessKey: 'another' }))],
  ['by a key that nobody has', () => verifySignature(requests[0], () => undefined)],
  ['with the token of another session', () => verifySignature(requests[0], find({ sessionToken: 'another' }))],
  [
    'with another body',
    () => verifySignature({ ...requests[0], body: requests[0].body.replace('Users', 'Other') }, find()),
  ],
  ['with another path', () => verifySignature({ ...requests[0], url: '/other' }, find())],
  ['with another method', () => verifySignature({ ...requests[0], method: 'PUT' }, find())],
  ['for another operation', () => verifySignature(changed({ 'x-amz-target': 'DynamoDB_20120810.Scan' }), find())],
  ['for another host', () => verifySignature(changed({ host: 'example.com' }), find())],
  [
    'for another region',
    () =>
      verifySignature(
        changed({ authorization: requests[0].headers.authorization!.replace('eu-central-1', 'us-east-1') }),
        find(),
      ),
  ],
  ['a while ago', () => verifySignature(requests[0], find(), Date.now() + 600_000)],
  ['not at all', () => verifySignature(changed({ authorization: '' }), find())],
])('a request that is signed %s is none', (_, verify) => {
  expect(verify()).toBeUndefined();
});
