import type { Item } from '../../../../src/access/runtime/directory-item';
import type { RevocationResult } from '../../../../src/access/runtime/revocation/revocation';
import { select } from '../../../../src/access/runtime/url-function/selection';
import { sessionNames } from '../../../../src/access/runtime/url-function/sessions';
import { Database } from '../../support/directory-database';
import { fileUser, ISSUER, itemsFor, parsed, TABLE } from '../reconciler/loopback-deployment';
import { LoopbackAccount } from './loopback-account';

const database = new Database(TABLE);
const account = new LoopbackAccount();
const lines: string[] = [];
const before = { ...process.env };
let handler: (event: unknown, context: { awsRequestId: string }) => Promise<RevocationResult>;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text).trim()) > 0);
  const address = await account.start();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_DYNAMODB: await database.start(),
    AWS_ENDPOINT_URL_IAM: address,
    AWS_ENDPOINT_URL_SAGEMAKER: address,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    TABLE_NAME: TABLE,
    ACCESS_ROLE_NAMES: 'AccessOne AccessTwo',
    AWS_LAMBDA_FUNCTION_NAME: 'Revocation',
  });
  ({ handler } = jest.requireActual('../../../../src/access/runtime/revocation/revocation.lambda'));
});
beforeEach(() => {
  database.reset();
  account.reset();
  lines.length = 0;
  for (const item of itemsFor([fileUser(1), fileUser(2)]).values()) {
    database.put(item);
  }
});
afterAll(async () => {
  process.env = before;
  jest.restoreAllMocks();
  await database.stop();
  await account.stop();
});

const CONTEXT = { awsRequestId: 'request-1' };
const named = (number: number, action: string, more: object = {}) => ({
  action,
  issuer: ISSUER,
  subject: `subject-${number}`,
  reason: 'INC-4711',
  ...more,
});
const run = (event: object) => handler(event, CONTEXT);
const identityOf = (number: number) =>
  sessionNames({ issuer: ISSUER, subject: `subject-${number}`, key: `${ISSUER}#subject-${number}` }, 'x')
    .sourceIdentity;

/** What the function that creates URLs makes of the items of a user. */
function selected(number: number): string {
  const key = `${ISSUER}#subject-${number}`;
  const items = [...database.items.values()].filter(({ pk }) => pk.S === key) as Item[];
  const selection = select(items, { key, nowSeconds: 0, faultOf: () => undefined });
  return selection.kind === 'none' ? selection.reason : selection.kind;
}

function deniedIn(role: string): string[] {
  const [statement] = JSON.parse(account.policies.get(role) ?? '{"Statement":[]}').Statement;
  return statement?.Condition.StringEquals['aws:SourceIdentity'] ?? [];
}

describe('a revocation', () => {
  test('prevents new URLs and ends the sessions of that user, and of nobody else', async () => {
    expect(await run(named(1, 'revoke'))).toEqual({ action: 'revoke', revoked: 1 });
    expect([selected(1), selected(2)]).toEqual(['revoked-user', 'one']);
    for (const role of ['AccessOne', 'AccessTwo']) {
      expect(deniedIn(role)).toEqual([identityOf(1)]);
    }
  });

  test('leaves the entries of the user as they are, and is undone by a release', async () => {
    await run(named(1, 'revoke'));
    await run(named(2, 'revoke'));
    expect(await run(named(1, 'release'))).toEqual({ action: 'release', revoked: 1 });
    expect([selected(1), selected(2), deniedIn('AccessOne')]).toEqual(['one', 'revoked-user', [identityOf(2)]]);
    await run(named(2, 'release'));
    expect(account.policies.size).toBe(0);
    expect(new Map(database.items)).toEqual(itemsFor([fileUser(1), fileUser(2)]));
  });

  test('can be repeated, and released although there is none', async () => {
    await run(named(1, 'revoke'));
    expect(await run(named(1, 'revoke'))).toEqual({ action: 'revoke', revoked: 1 });
    await run(named(1, 'release'));
    expect(await run(named(1, 'release'))).toEqual({ action: 'release', revoked: 0 });
  });

  test('may be of a person whom the directory does not know yet', async () => {
    await run(named(77, 'revoke'));
    expect([selected(77), deniedIn('AccessOne')]).toEqual(['revoked-user', [identityOf(77)]]);
  });

  test('shuts the user out of the directory even if the access roles cannot be changed', async () => {
    account.denies = true;
    await expect(run(named(1, 'revoke'))).rejects.toThrow('the revocation failed with AccessDenied: repeat it');
    expect(selected(1)).toBe('revoked-user');
    account.denies = false;
    await run(named(1, 'revoke'));
    expect(deniedIn('AccessOne')).toEqual([identityOf(1)]);
  });

  test('of two people at the same time ends the sessions of both', async () => {
    let second: Promise<unknown> | undefined;
    account.before = async () => {
      if (!second) {
        second = Promise.resolve();
        second = run(named(2, 'revoke'));
        await second;
      }
    };
    await run(named(1, 'revoke'));
    expect(deniedIn('AccessOne')).toEqual([identityOf(1), identityOf(2)].sort());
  });

  test('of hundreds of people shuts all of them out', async () => {
    for (let number = 100; number < 300; number++) {
      database.put({
        pk: { S: '#revocations' },
        sk: { S: `digest-${number}` },
        user: { S: `${ISSUER}#subject-${number}` },
        sourceIdentity: { S: identityOf(number).padStart(64, 'x') },
        revokedAt: { N: String(Math.floor(Date.now() / 1000)) },
      });
    }
    expect(await run(named(1, 'revoke'))).toEqual({ action: 'revoke', revoked: 201 });
    expect(account.policies.get('AccessOne')).toContain('aws:TokenIssueTime');
  });
});

describe('the schedule', () => {
  test('takes users out of the policies whose sessions have expired, and leaves them shut out', async () => {
    await run(named(1, 'revoke'));
    const revokedAt = { N: String(Math.floor(Date.now() / 1000) - 14 * 3600) };
    for (const item of [...database.items.values()].filter(({ user }) => user)) {
      database.put({ ...item, revokedAt });
    }
    expect(await run({ source: 'schedule' })).toEqual({ action: 'refresh', revoked: 1 });
    expect([account.policies.size, selected(1)]).toEqual([0, 'revoked-user']);
  });

  test('writes a policy again that somebody has removed', async () => {
    await run(named(1, 'revoke'));
    account.policies.clear();
    await run({ source: 'schedule' });
    expect(deniedIn('AccessTwo')).toEqual([identityOf(1)]);
  });
});

describe('running applications', () => {
  const app = (more: object) => ({ AppName: 'default', AppType: 'JupyterLab', Status: 'InService', ...more });
  const space = (SpaceName: string, OwnerUserProfileName: string, SharingType: string) => ({
    SpaceName,
    OwnershipSettingsSummary: { OwnerUserProfileName },
    SpaceSharingSettingsSummary: { SharingType },
  });

  beforeEach(() => {
    account.spaces.push(
      space('mine', 'user-1', 'Private'),
      space('team', 'user-1', 'Shared'),
      space('hers', 'user-2', 'Private'),
    );
    account.apps.push(
      app({ UserProfileName: 'user-1' }),
      app({ UserProfileName: 'user-1', AppName: 'old', Status: 'Deleted' }),
      app({ SpaceName: 'mine', AppName: 'editor' }),
      app({ SpaceName: 'team' }),
      app({ SpaceName: 'hers' }),
      app({ UserProfileName: 'user-2' }),
    );
  });

  test('of the user and of private spaces are stopped on request, and those of others never', async () => {
    expect(await run(named(1, 'revoke', { stopApps: true }))).toEqual({
      action: 'revoke',
      revoked: 1,
      stoppedApps: 2,
      sharedSpaces: 1,
    });
    expect(account.deleted).toEqual(['d-a1b2c3d4e5f6 user-1 default', 'd-a1b2c3d4e5f6 mine editor']);
  });

  test('go on without the request', async () => {
    await run(named(1, 'revoke'));
    expect(account.deleted).toEqual([]);
  });
});

describe('a request', () => {
  test.each<[string, object]>([
    ['without action', named(1, 'remove')],
    ['without subject', named(1, 'revoke', { subject: '' })],
    ['with a subject that no token has', named(1, 'revoke', { subject: ' subject-1' })],
    ['without reason', named(1, 'revoke', { reason: '' })],
    ['with a mistyped field', named(1, 'revoke', { stopapps: true })],
    ['with a text for stopApps', named(1, 'revoke', { stopApps: 'yes' })],
    ['to release and to stop', named(1, 'release', { stopApps: true })],
  ])('%s changes nothing and says what is wrong', async (_, event) => {
    await expect(run(event)).rejects.toThrow(/must be|only/);
    expect([selected(1), account.policies.size]).toEqual(['one', 0]);
  });

  test('is recorded before it changes anything, and counted', async () => {
    let recorded = 0;
    database.before = () => {
      recorded = lines.length;
      return undefined;
    };
    await run(named(1, 'revoke'));
    expect(recorded).toBe(1);
    const [record, outcome] = lines.flatMap(parsed);
    expect(record).toMatchObject({
      message: 'Directory revocation',
      action: 'revoke',
      issuer: ISSUER,
      subject: 'subject-1',
      reason: 'INC-4711',
      requestId: 'request-1',
      DirectoryRevocations: 1,
    });
    expect(outcome).toMatchObject({ outcome: 'done', revoked: 1 });
  });
});
