import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { entriesOf } from '../../../../src/access/runtime/reconciler/directory-file';
import { DynamoTable } from '../../../../src/access/runtime/reconciler/table';
import type { FileUser } from '../../../../src/access/shared/directory-file';
import { type ResourceRequest, responseBody } from '../../../../src/private/runtime/custom-resource';
import { cancellation, refusal, storedKey } from '../../support/directory-database';
import {
  fileUser,
  ISSUER,
  itemsFor,
  LoopbackDeployment,
  OWNER,
  parsed,
  STACK_ID,
  TABLE,
  usersOf,
} from './loopback-deployment';

// Pauses between attempts are not what these tests are about.
jest.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const surroundings = new LoopbackDeployment();
const { database } = surroundings;
const logged: string[] = [];

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, level).mockImplementation((...texts) => void logged.push(texts.join(' ')));
  }
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text).trim()) > 0);
  await surroundings.start();
});
beforeEach(() => surroundings.reset());
afterAll(() => surroundings.stop());

async function deploy(
  type: ResourceRequest['RequestType'],
  users: readonly FileUser[],
  owner = OWNER,
): Promise<Record<string, unknown>> {
  return surroundings.run(surroundings.request(type, users, {}, owner));
}

const SK = { S: 'd-a1b2c3d4e5f6/user-1' };
const FOREIGN = { pk: { S: `${ISSUER}#foreigner` }, sk: SK, owner: { S: 'SomebodyElse' }, userProfileName: { S: 'x' } };
const FOREIGN_KEY = storedKey(FOREIGN.pk.S, FOREIGN.sk.S);

describe('a deployment', () => {
  test('leaves in the table what its file says', async () => {
    const users = usersOf(250);
    expect(await deploy('Create', users)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: OWNER,
      Data: { written: '250', deleted: '0', unchanged: '0' },
    });
    expect(surroundings.entries()).toEqual(itemsFor(users));
  });

  test('writes what is new or another, takes away what has left, and nothing else', async () => {
    await deploy('Create', usersOf(250));
    const users = [...usersOf(240), fileUser(3000)].map((user, index) =>
      index === 7 ? { ...user, enabled: false } : user,
    );
    expect(await deploy('Update', users)).toMatchObject({ Data: { written: '2', deleted: '10', unchanged: '239' } });
    expect(surroundings.entries()).toEqual(itemsFor(users));
  });

  test('done again, writes nothing', async () => {
    await deploy('Create', usersOf(150));
    database.calls.length = 0;
    expect(await deploy('Update', usersOf(150))).toMatchObject({
      Data: { written: '0', deleted: '0', unchanged: '150' },
    });
    expect(database.calls).not.toContain('TransactWriteItems');
  });

  test('repairs what somebody changed by hand', async () => {
    await deploy('Create', usersOf(3));
    const [pk, item] = [...surroundings.entries()][0];
    database.items.set(pk, { ...item, userProfileName: { S: 'administrator' } });
    await deploy('Update', usersOf(3));
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('puts the values that only it knows in their places', async () => {
    const users = [fileUser(1, { domainId: { value: 1 }, issuer: { value: 0 } })];
    const request = surroundings.request('Create', users);
    const properties = { ...request.ResourceProperties, Values: ['https://cognito.example.com', 'd-made'] };
    await surroundings.run({ ...request, ResourceProperties: properties });
    expect([...surroundings.entries().values()]).toMatchObject([
      { pk: { S: 'https://cognito.example.com#subject-1' }, domainId: { S: 'd-made' } },
    ]);
  });

  test('of the old file takes a failed one back', async () => {
    await deploy('Create', usersOf(300));
    const next = [...usersOf(160), ...usersOf(300, 1000)];
    database.before = (transaction) => (transaction > 5 ? refusal('AccessDeniedException', 'subject-1') : undefined);
    expect(await deploy('Update', next)).toMatchObject({ Status: 'FAILED' });
    expect(surroundings.entries()).not.toEqual(itemsFor(usersOf(300)));
    database.before = undefined;
    surroundings.cloudFormation.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deploy('Update', usersOf(300))).toMatchObject({ Status: 'SUCCESS' });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(300)));
  });
});

describe('very many users', () => {
  test('are written in one deployment, and left alone by the next', async () => {
    const users = usersOf(10_000);
    expect(await deploy('Create', users)).toMatchObject({ Data: { written: '10000' } });
    expect(database.calls.filter((call) => call === 'TransactWriteItems')).toHaveLength(Math.ceil(10_000 / 99));
    expect(await deploy('Update', users)).toMatchObject({ Data: { written: '0', unchanged: '10000' } });
    expect(surroundings.entries()).toEqual(itemsFor(users));
  });

  test('are all there when the function was ended half way and Lambda runs it again', async () => {
    const users = usersOf(1_000);
    database.put(FOREIGN);
    const request = surroundings.request('Create', users);
    database.before = (transaction) => (transaction === 6 ? refusal('AccessDeniedException', 'ended') : undefined);
    await surroundings.run(request);
    expect(surroundings.entries().size).toBe(5 * 99 + 1);
    expect(await surroundings.run(request)).toMatchObject({ Status: 'SUCCESS', Data: { unchanged: String(5 * 99) } });
    expect(surroundings.entries()).toEqual(new Map([[FOREIGN_KEY, FOREIGN], ...itemsFor(users)]));
  });
});

describe('two deployments at the same time', () => {
  test('leave what the later one says, whatever the earlier one was about to write', async () => {
    const [earlier, later] = [usersOf(500), usersOf(700, 50)];
    const early = surroundings.request('Update', earlier, {}, OWNER);
    const fileOf = (users: FileUser[]) => surroundings.request('Update', users);
    let overtaken: Promise<unknown> | undefined;
    database.before = async (transaction) => {
      if (transaction === 3 && !overtaken) {
        overtaken = surroundings.run(fileOf(later));
        await overtaken;
      }
      return undefined;
    };
    await surroundings.handler(early, { getRemainingTimeInMillis: () => 900_000 });
    expect(surroundings.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'FAILED']);
    expect(surroundings.answers[1].Reason).toBe(
      'a later request of the same owner has taken over; 198 of 500 changes were made',
    );
    expect(surroundings.entries()).toEqual(itemsFor(later));
  });

  test('of which one comes again long after, leave the table alone', async () => {
    const early = surroundings.request('Update', usersOf(5));
    await surroundings.run(early);
    await deploy('Update', usersOf(3));
    surroundings.request('Update', usersOf(5));
    expect(await surroundings.run(early)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('a later request'),
    });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('of one and the same request, leave what it says', async () => {
    const request = surroundings.request('Create', usersOf(400));
    await Promise.all([surroundings.run(request), surroundings.run(request)]);
    expect(surroundings.answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(400)));
  });

  test('of different owners, leave the lists of both', async () => {
    const [one, other] = [usersOf(300), usersOf(300, 300)];
    const requests = [surroundings.request('Create', one), surroundings.request('Create', other, {}, 'Other')];
    await Promise.all(requests.map((request) => surroundings.run(request)));
    expect(surroundings.entries()).toEqual(new Map([...itemsFor(one), ...itemsFor(other, 'Other')]));
  });
});

describe('entries of others', () => {
  test('stay as they are, also when everything else goes', async () => {
    database.put(FOREIGN);
    await deploy('Create', usersOf(120));
    await deploy('Delete', usersOf(120));
    expect(surroundings.entries()).toEqual(new Map([[FOREIGN_KEY, FOREIGN]]));
  });

  test('that stand where the file wants a user make the deployment fail before it changes anything', async () => {
    database.put(FOREIGN);
    const sk = { S: 'd-a1b2c3d4e5f6/user-4' };
    database.put({ pk: { S: `${ISSUER}#subject-4` }, sk, userProfileName: { S: 'by-hand' } });
    const answer = await deploy('Create', [...usersOf(200), { ...fileUser(1), subject: 'foreigner' }]);
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: '2 of 201 entries are entries of other owners, such as (nobody), SomebodyElse; nothing was changed',
    });
    expect(surroundings.entries().size).toBe(2);
  });

  test('that come while it runs make it fail, and stay', async () => {
    const taken = {
      pk: { S: `${ISSUER}#subject-50` },
      sk: { S: 'd-a1b2c3d4e5f6/user-50' },
      owner: { S: 'SomebodyElse' },
    };
    database.before = (transaction) => (transaction === 2 ? void database.put(taken) : undefined);
    expect(await deploy('Create', usersOf(200))).toMatchObject({
      Status: 'FAILED',
      Reason: 'another owner has taken a key meanwhile; 99 of 200 changes were made',
    });
    expect(database.items.get(storedKey(taken.pk.S, taken.sk.S))).toEqual(taken);
  });
});

describe('a person in several lists', () => {
  const of = (domainId: string) => fileUser(1, { domainId });

  test('has an entry of each, which either list takes away again', async () => {
    await deploy('Create', [of('d-churn')]);
    expect(await deploy('Create', [of('d-fraud')], 'Fraud')).toMatchObject({ Status: 'SUCCESS' });
    expect(surroundings.entries()).toEqual(
      new Map([...itemsFor([of('d-churn')]), ...itemsFor([of('d-fraud')], 'Fraud')]),
    );
    await deploy('Update', []);
    expect(surroundings.entries()).toEqual(itemsFor([of('d-fraud')], 'Fraud'));
  });

  test('with the same destination fails, and changes nothing', async () => {
    await deploy('Create', [of('d-churn')]);
    expect(await deploy('Create', [of('d-churn'), of('d-fraud')], 'Fraud')).toMatchObject({
      Status: 'FAILED',
      Reason: `1 of 2 entries are entries of other owners, such as ${OWNER}; nothing was changed`,
    });
    expect(surroundings.entries()).toEqual(itemsFor([of('d-churn')]));
  });

  test('with more entries than one read finds fails, and changes nothing', async () => {
    const many = (count: number, name: string) =>
      Array.from({ length: count }, (_, number) => of(`d-${name}${number}`));
    await deploy('Create', many(15, 'a'));
    expect(await deploy('Create', many(11, 'b'), 'Fraud')).toMatchObject({
      Status: 'FAILED',
      Reason: '1 users would have more than 25 entries in all lists; nothing was changed',
    });
    expect(surroundings.entries().size).toBe(15);
    expect(await deploy('Create', many(10, 'b'), 'Fraud')).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('the wire', () => {
  test('may bring a table in many pages', async () => {
    await deploy('Create', usersOf(50));
    database.pageSize = 7;
    expect(await deploy('Update', usersOf(49))).toMatchObject({ Data: { deleted: '1', unchanged: '49' } });
  });

  test('may lose answers, and a table may be busy', async () => {
    database.loses = (transaction) => transaction === 1;
    database.before = (transaction) => (transaction === 3 ? cancellation(['TransactionConflict', 'None']) : undefined);
    expect(await deploy('Create', usersOf(200))).toMatchObject({ Status: 'SUCCESS' });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(200)));
  });

  test('may stay busy for so long that it is given up', async () => {
    database.before = () => cancellation(['None', 'ThrottlingError']);
    expect(await deploy('Create', usersOf(2))).toMatchObject({
      Status: 'FAILED',
      Reason: 'the table stayed busy; 0 of 2 changes were made',
    });
  });

  test('may deny at first what the same deployment has allowed, and for good what it has not', async () => {
    database.denials = 6;
    expect(await deploy('Create', usersOf(2))).toMatchObject({ Status: 'SUCCESS' });
    database.denials = 60;
    expect(await deploy('Update', usersOf(3))).toMatchObject({
      Status: 'FAILED',
      Reason: 'reconciling failed with AccessDeniedException',
    });
  });

  test.each(['ThrottlingException', 'TransactionInProgressException', 'InternalServerError'])(
    'may say %s for longer than the SDK has patience',
    async (name) => {
      database.before = () => refusal(name, 'later');
      const table = new DynamoTable(new DynamoDBClient({ maxAttempts: 1 }), TABLE);
      expect(await table.apply([{ kind: 'delete', key: { pk: { S: 'a#b' }, sk: SK } }], OWNER, 'request')).toBe('busy');
    },
  );

  test('tells of transactions that can never pass', async () => {
    database.before = () => cancellation(['None', 'ValidationError']);
    expect(await deploy('Create', usersOf(2))).toMatchObject({
      Reason: 'reconciling failed with TransactionCanceledException',
    });
  });
});

describe('the function', () => {
  test('gives up in time to answer', async () => {
    const answer = await surroundings.run(surroundings.request('Create', usersOf(2)), 20_000);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'the time was not enough; 0 of 2 changes were made' });
  });

  test.each<[string, Partial<FileUser>, string]>([
    ['a name that is none', { userProfileName: 'alice@example.com' }, 'userProfileName'],
    ['a domain that is none', { domainId: 'd-A' }, 'domainId'],
    ['a page with a scheme', { landingUri: 'https://evil.example.com' }, 'landingUri'],
    ['a value that is not there', { domainId: { value: 3 } }, 'domainId'],
  ])('refuses a file with %s, and tells the place and nothing more', async (_, more, field) => {
    const answer = await deploy('Create', [fileUser(1), fileUser(2, more)]);
    expect(answer.Reason).toMatch(new RegExp(`^1 faults in the file of users: user 2: ${field} must be [^@]*$`));
    expect(surroundings.entries().size).toBe(0);
  });

  test('refuses two users that turn out to be the same', async () => {
    const answer = await deploy('Create', [fileUser(1), fileUser(1)]);
    expect(answer.Reason).toBe(
      '1 faults in the file of users: user 2: the same issuer, subject and destination as user 1',
    );
  });

  test.each(['{"format":2,"users":[]}', 'null', 'not JSON'])('refuses the file %s', (text) => {
    expect(() => entriesOf(text, [], OWNER)).toThrow('the file of users is not one of this version of the reconciler');
    expect(() => entriesOf('{"format":1,"users":[null,{}]}', [], OWNER)).toThrow(
      '2 faults in the file of users: user 1: not an object of a known shape',
    );
  });

  test('refuses the file of another request', async () => {
    const request = surroundings.request('Create', usersOf(1));
    surroundings.request('Create', usersOf(2));
    expect(await surroundings.run(request)).toMatchObject({
      Status: 'FAILED',
      Reason: 'the file of users is not the one that belongs to this request',
    });
  });

  test('deletes without a file, and where there is no table any more', async () => {
    await deploy('Create', usersOf(5));
    const request = surroundings.request('Delete', []);
    rmSync(join(surroundings.folder, `${OWNER}.json`));
    expect(await surroundings.run(request)).toMatchObject({ Status: 'SUCCESS', Data: { deleted: '5' } });
    const gone = {
      ...request,
      RequestId: 'gone',
      ResourceProperties: { ...request.ResourceProperties, TableName: 'gone' },
    };
    expect(await surroundings.run(gone)).toMatchObject({ Status: 'SUCCESS', Data: { deleted: '0' } });
  });

  test('fails where there is no table to write to', async () => {
    const request = surroundings.request('Create', usersOf(1));
    const gone = { ...request, ResourceProperties: { ...request.ResourceProperties, TableName: 'gone' } };
    expect(await surroundings.run(gone)).toMatchObject({
      Status: 'FAILED',
      Reason: 'reconciling failed with ResourceNotFoundException',
    });
  });

  test.each([{ Owner: '../../etc/passwd' }, { Owner: undefined }, { TableName: 7 }, { Values: 'x' }])(
    'refuses the properties %p',
    async (more) => {
      const request = surroundings.request('Create', usersOf(1));
      const malformed = { ...request, ResourceProperties: { ...request.ResourceProperties, ...more } };
      expect(await surroundings.run(malformed)).toMatchObject({
        Status: 'FAILED',
        Reason: expect.stringContaining('the properties of the resource'),
      });
      expect(await surroundings.run({ ...malformed, RequestType: 'Delete' })).toMatchObject({ Status: 'SUCCESS' });
      expect(database.calls).toEqual([]);
    },
  );
});

describe('the answer', () => {
  test('is put as CloudFormation wants it', async () => {
    const request = surroundings.request('Create', usersOf(1));
    const { StackId, RequestId, LogicalResourceId } = request;
    expect(await surroundings.run(request)).toMatchObject({ StackId, RequestId, LogicalResourceId, NoEcho: false });
    expect(surroundings.headers[0]).toMatchObject({
      method: 'PUT',
      'content-type': '',
      url: '/answer?Signature=SECRET-SIGNATURE',
    });
  });

  test('is given again where it is not taken', async () => {
    surroundings.statusOf = (attempt) => (attempt < 4 ? 503 : 200);
    expect(await deploy('Create', usersOf(1))).toMatchObject({ Status: 'SUCCESS' });
  });

  test('that nobody takes makes the function fail, without the address', async () => {
    surroundings.statusOf = () => 403;
    const error = await surroundings.run(surroundings.request('Create', usersOf(1))).catch((thrown) => thrown);
    expect(String(error)).toBe('Error: CloudFormation did not take the answer: status 403');
    const unreachable = {
      ...surroundings.request('Create', usersOf(1)),
      ResponseURL: 'http://127.0.0.1:1/?Signature=SECRET-SIGNATURE',
    };
    expect(String(await surroundings.run(unreachable).catch((thrown) => thrown))).toBe(
      'Error: CloudFormation did not take the answer: no connection',
    );
  });

  test('has bounds, whatever the reason', () => {
    const body = responseBody(surroundings.request('Create', []), {
      status: 'FAILED',
      physicalId: OWNER,
      reason: '€"'.repeat(5000),
    });
    expect(Buffer.byteLength(body)).toBeLessThan(4096);
    expect(JSON.parse(body).Reason).toHaveLength(1024);
  });
});

describe('who may enter', () => {
  const records = () => logged.flatMap((line) => parsed(line)).filter(({ message }) => message === 'Directory change');

  test('is recorded at each change: who, before, after, and by which deployment', async () => {
    await deploy('Create', [fileUser(1), fileUser(2)]);
    logged.length = 0;
    const request = surroundings.request('Update', [{ ...fileUser(1), enabled: false }]);
    await surroundings.run(request);
    const deployment = { cause: 'deployment', owner: OWNER, requestId: request.RequestId, stackId: STACK_ID };
    const entry = (number: number) => ({
      domainId: 'd-a1b2c3d4e5f6',
      userProfileName: `user-${number}`,
      enabled: true,
      owner: OWNER,
    });
    expect(records()).toEqual([
      expect.objectContaining({ ...deployment, issuer: ISSUER, subject: 'subject-2', before: entry(2) }),
      expect.objectContaining({
        ...deployment,
        issuer: ISSUER,
        subject: 'subject-1',
        before: entry(1),
        after: { ...entry(1), enabled: false },
      }),
    ]);
    expect(records()[0]).not.toHaveProperty('after');
  });

  test('is recorded before it changes', async () => {
    logged.length = 0;
    const seen: number[] = [];
    database.before = () => void seen.push(records().length);
    await deploy('Create', usersOf(150));
    expect(seen).toEqual([99, 150]);
  });
});

describe('a list that takes access from most of its people', () => {
  test('fails before it changes anything', async () => {
    await deploy('Create', usersOf(5));
    expect(await deploy('Update', usersOf(2))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^the list would take access from 3 of 5 people at once; .* nothing was changed$/),
    });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(5)));
  });

  test('is applied if the code confirms it, if it is rolled back, or if the list is deleted', async () => {
    await deploy('Create', usersOf(9));
    const request = surroundings.request('Update', usersOf(4));
    const ResourceProperties = { ...request.ResourceProperties, Removals: 'unlimited' };
    expect(await surroundings.run({ ...request, ResourceProperties })).toMatchObject({ Status: 'SUCCESS' });
    surroundings.cloudFormation.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deploy('Update', usersOf(1))).toMatchObject({ Status: 'SUCCESS' });
    surroundings.cloudFormation.status = 'DELETE_IN_PROGRESS';
    expect(await deploy('Delete', usersOf(1))).toMatchObject({ Status: 'SUCCESS', Data: { deleted: '1' } });
  });

  test('may be small, or give its people other entries', async () => {
    await deploy('Create', usersOf(2));
    expect(await deploy('Update', usersOf(2, 50))).toMatchObject({ Status: 'SUCCESS' });
    await deploy('Update', usersOf(9));
    const moved = usersOf(9).map((user) => ({ ...user, domainId: 'd-other' }));
    expect(await deploy('Update', moved)).toMatchObject({ Status: 'SUCCESS', Data: { written: '9', deleted: '9' } });
  });
});

describe('a request that CloudFormation did not make', () => {
  test.each(['UPDATE_COMPLETE', 'CREATE_COMPLETE', 'ROLLBACK_COMPLETE', ''])(
    'changes nothing while the stack is %s',
    async (status) => {
      await deploy('Create', usersOf(2));
      surroundings.cloudFormation.status = status;
      for (const type of ['Update', 'Delete'] as const) {
        expect(await deploy(type, usersOf(3))).toMatchObject({
          Status: 'FAILED',
          Reason: 'CloudFormation is not deploying the stack of this request; nothing was changed',
        });
      }
      expect(surroundings.entries()).toEqual(itemsFor(usersOf(2)));
    },
  );

  test('changes nothing in the name of another stack, whatever that does', async () => {
    const StackId = STACK_ID.replace('Access', 'Other');
    const request = surroundings.request('Create', usersOf(2), { StackId });
    expect(await surroundings.run(request)).toMatchObject({ Status: 'FAILED' });
    expect([surroundings.entries().size, surroundings.cloudFormation.asked]).toEqual([0, []]);
  });

  test('is told apart from one that came before the permissions', async () => {
    surroundings.cloudFormation.denials = 3;
    expect(await deploy('Create', usersOf(2))).toMatchObject({ Status: 'SUCCESS' });
  });
});

test('no other log names a person, and none names a secret', () => {
  const lines = logged.filter((line) => !line.includes('"Directory change"'));
  for (const secret of ['subject-', 'user-1', 'idp.example.com', 'SECRET']) {
    expect(lines.join('\n').replaceAll('user-directory', '')).not.toContain(secret);
  }
  expect(logged.join('\n')).not.toContain('SECRET');
});
