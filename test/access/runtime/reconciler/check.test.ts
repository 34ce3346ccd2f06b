import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { UserDirectory } from '../../../../src/access';
import type { FileUser } from '../../../../src/access/shared/directory-file';
import { LIST_METADATA } from '../../../../src/access/shared/directory-reconciler';
import { testApp } from '../../../app';
import { RESOURCE } from '../../directory/directory-stack';
import { refusal, storedKey } from '../../support/directory-database';
import { matches } from '../../support/event-pattern';
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
const { database, cloudFormation, eventBus } = surroundings;
const logged: string[] = [];

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, level).mockImplementation((...texts) => void logged.push(texts.join(' ')));
  }
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => logged.push(String(text).trim()) > 0);
  await surroundings.start();
});
beforeEach(() => {
  surroundings.reset();
  logged.length = 0;
});
afterAll(() => surroundings.stop());

const SCHEDULED = { source: 'schedule' };
const records = () => logged.flatMap((line) => parsed(line));
const sumOf = (name: string) => records().reduce((sum, record) => sum + Number(record[name] ?? 0), 0);

/** A deployment that has ended. */
async function deployed(users: readonly FileUser[]): Promise<void> {
  const request = surroundings.request('Create', users);
  await surroundings.run(request);
  surroundings.settle(request);
  logged.length = 0;
}

function tamper(number: number, changes: object): void {
  const [key, item] = [...itemsFor([fileUser(number)])][0];
  database.items.set(key, { ...item, ...changes });
}

/**
 * As AWS documents it, for another stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacks-event-bridge.html
 */
function stackEvent(status: string, stackId: string) {
  return {
    version: '0',
    source: 'aws.cloudformation',
    account: '111122223333',
    id: '12345678-1234-1234-1234-111122223333',
    region: 'eu-central-1',
    'detail-type': 'CloudFormation Stack Status Change',
    time: '2026-11-30T16:00:00Z',
    resources: [stackId],
    detail: {
      'stack-id': stackId,
      'status-details': { status, 'status-reason': '' },
      'client-request-token': '',
    },
  };
}

describe('a release with the same list', () => {
  /** The template of a release, as CloudFormation gets it. */
  function release(note: string): Record<string, Record<string, unknown>> {
    const stack = new Stack(testApp(), 'Access', { description: note });
    UserDirectory.fromUsers([{ subject: 'subject-1', domainId: 'd-a', userProfileName: 'user-1' }])._bind(stack, {
      issuer: ISSUER,
    });
    return Template.fromStack(stack).toJSON().Resources;
  }

  const rules = Object.values(release('one')).filter(({ Type }) => Type === 'AWS::Events::Rule');
  const patterns = rules.map(({ Properties }) =>
    JSON.parse(
      JSON.stringify((Properties as Record<string, unknown>).EventPattern).replaceAll(
        '{"Ref":"AWS::StackId"}',
        JSON.stringify(STACK_ID),
      ),
    ),
  );
  const reaches = (event: object) => patterns.filter((pattern) => matches(pattern, event)).length === 1;

  test('is the same to CloudFormation, which therefore calls nobody', () => {
    expect(release('two')).toEqual(release('one'));
  });

  test.each(['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'])(
    'that ends with %s has the reconciler repair what was changed in between',
    async (status) => {
      await deployed(usersOf(3));
      tamper(1, { userProfileName: { S: 'administrator' } });
      const event = stackEvent(status, STACK_ID);
      expect(reaches(event)).toBe(true);
      await surroundings.watch(event);
      expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
      expect(sumOf('DirectoryDrift')).toBe(1);
    },
  );

  test.each([
    ['an update that has only begun', 'UPDATE_IN_PROGRESS', STACK_ID],
    ['an update that still cleans up', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', STACK_ID],
    ['another stack', 'UPDATE_COMPLETE', STACK_ID.replace('Access', 'Other')],
  ])('is not told apart from nothing by %s', (_, status, stackId) => {
    expect(reaches(stackEvent(status, stackId))).toBe(false);
  });

  test('has the properties of the list in its metadata, from which a check reads them', () => {
    const [{ Metadata, Properties }] = Object.values(release('one')).filter(({ Type }) => Type === RESOURCE) as Record<
      string,
      Record<string, unknown>
    >[];
    const { ServiceToken: _, ...properties } = Properties;
    expect(properties).toMatchObject({ Owner: expect.anything(), FileHash: expect.anything() });
    expect(Metadata[LIST_METADATA]).toEqual(properties);
  });

  test('has a schedule that calls the reconciler every hour, with a role that can do nothing else', () => {
    const template = Template.fromStack(scheduled());
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: { Input: JSON.stringify(SCHEDULED), RetryPolicy: { MaximumRetryAttempts: 2 } },
    });
  });

  function scheduled(): Stack {
    const stack = new Stack(testApp(), 'Access');
    UserDirectory.fromUsers([{ subject: 'a', domainId: 'd-a', userProfileName: 'a' }])._bind(stack, { issuer: ISSUER });
    return stack;
  }
});

describe('a check', () => {
  test('leaves a table alone that is as its lists say, and counts itself', async () => {
    await deployed(usersOf(3));
    database.calls.length = 0;
    await surroundings.watch(SCHEDULED);
    expect(database.calls.filter((call) => !['Scan', 'GetItem'].includes(call))).toEqual([]);
    expect([sumOf('DirectoryChecks'), sumOf('DirectoryDrift')]).toEqual([1, 0]);
    expect(eventBus.events).toEqual([]);
    expect(records()).toContainEqual(expect.objectContaining({ message: 'checked', lists: 1, deploying: 0, drift: 0 }));
  });

  test.each<[string, () => void]>([
    ['changed', () => tamper(1, { userProfileName: { S: 'administrator' } })],
    ['enabled', () => tamper(1, { enabled: { BOOL: false } })],
    ['taken away', () => void database.items.delete([...itemsFor([fileUser(1)])][0][0])],
    ['slipped in under the name of the list', () => database.put([...itemsFor([fileUser(9)]).values()][0])],
    ['slipped in under a made-up name', () => database.put([...itemsFor([fileUser(9)], 'Invented').values()][0])],
    [
      'slipped in without owner',
      () => database.put({ ...[...itemsFor([fileUser(9)]).values()][0], owner: { N: '1' } }),
    ],
    ['taken over under a made-up name', () => tamper(1, { owner: { S: 'Invented' } })],
  ])('repairs an entry that was %s, after it has reported it', async (_, change) => {
    await deployed(usersOf(3));
    change();
    await surroundings.watch(SCHEDULED);
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
    expect(sumOf('DirectoryDrift')).toBeGreaterThanOrEqual(1);
    expect(records()).toContainEqual(
      expect.objectContaining({ message: 'Directory change', cause: 'drift', issuer: ISSUER, stackId: STACK_ID }),
    );
  });

  test('reports drift also where it cannot repair it, fails, and does not count itself', async () => {
    await deployed(usersOf(3));
    tamper(1, { userProfileName: { S: 'administrator' } });
    database.before = () => refusal('AccessDeniedException', 'no');
    await expect(surroundings.watch(SCHEDULED)).rejects.toThrow('reconciling failed with AccessDeniedException');
    expect([sumOf('DirectoryDrift'), sumOf('DirectoryChecks')]).toEqual([1, 0]);
  });

  test('puts an event for each list with drift before it repairs it, which names nobody', async () => {
    await deployed(usersOf(3));
    tamper(1, { userProfileName: { S: 'administrator' } });
    tamper(2, { enabled: { BOOL: false } });
    database.put([...itemsFor([fileUser(9)], 'Invented').values()][0]);
    const drifted = surroundings.entries();
    const before: unknown[] = [];
    eventBus.before = () => before.push(surroundings.entries());
    await surroundings.watch(SCHEDULED);
    const common = { Source: 'cdk-secure-sagemaker', DetailType: 'Studio User Directory Drift', Resources: [STACK_ID] };
    expect(eventBus.events.map(({ Detail, ...others }) => ({ ...others, Detail: JSON.parse(Detail) }))).toEqual([
      { ...common, Detail: { stackId: STACK_ID, tableName: TABLE, entries: 1 } },
      { ...common, Detail: { stackId: STACK_ID, tableName: TABLE, owner: OWNER, entries: 2 } },
    ]);
    expect(before[0]).toEqual(drifted);
    expect(before[1]).not.toEqual(itemsFor(usersOf(3)));
  });

  test.each<[string, readonly [number, number]]>([
    ['EventBridge refuses the entry', [200, 1]],
    ['the permission is missing', [403, 1]],
    ['EventBridge fails', [500, 0]],
  ])('repairs the table and fails if %s', async (_, answer) => {
    await deployed(usersOf(3));
    tamper(1, { userProfileName: { S: 'administrator' } });
    eventBus.answer = answer;
    await expect(surroundings.watch(SCHEDULED)).rejects.toThrow('an event about drift could not be put: Error');
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
    expect([sumOf('DirectoryDrift'), sumOf('DirectoryChecks')]).toEqual([1, 0]);
    expect(eventBus.events).toEqual([]);
  });

  test('believes neither its event nor what the table says of deployments', async () => {
    await deployed(usersOf(3));
    tamper(1, { userProfileName: { S: 'administrator' } });
    const key = storedKey(`#owner#${OWNER}`, '#requests');
    database.items.set(key, { ...database.items.get(key)!, current: { S: 'forged' }, Values: { L: [] } });
    await surroundings.watch({ ...SCHEDULED, Owner: 'x', FileHash: 'x', TableName: 'x', Values: ['x'] });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('goes on where the bookkeeping was taken away', async () => {
    await deployed(usersOf(3));
    database.items.delete(storedKey(`#owner#${OWNER}`, '#requests'));
    tamper(1, { enabled: { BOOL: false } });
    await surroundings.watch(SCHEDULED);
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('takes the values that only the deployment knows from CloudFormation', async () => {
    const users = [fileUser(1, { domainId: { value: 0 } })];
    const request = surroundings.request('Create', users);
    const made = { ...request, ResourceProperties: { ...request.ResourceProperties, Values: ['d-made'] } };
    await surroundings.run(made);
    surroundings.settle(made);
    database.items.delete(storedKey(`${ISSUER}#subject-1`, 'd-made/user-1'));
    await surroundings.watch(SCHEDULED);
    expect([...surroundings.entries().values()]).toMatchObject([{ domainId: { S: 'd-made' } }]);
  });

  test.each(['UPDATE_IN_PROGRESS', 'CREATE_FAILED', 'UPDATE_FAILED'])(
    'leaves a list that is %s to its deployment',
    async (status) => {
      await deployed(usersOf(3));
      tamper(1, { enabled: { BOOL: false } });
      const [[id, resource]] = cloudFormation.resources;
      cloudFormation.resources.set(id, { ...resource, status });
      const before = surroundings.entries();
      await surroundings.watch(SCHEDULED);
      expect(surroundings.entries()).toEqual(before);
      expect(records()).toContainEqual(expect.objectContaining({ message: 'checked', lists: 0, deploying: 1 }));
    },
  );

  test('leaves a list alone whose file is already that of the next deployment', async () => {
    await deployed(usersOf(3));
    surroundings.request('Update', usersOf(7));
    await surroundings.watch(SCHEDULED);
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('never makes a deployment fail that begins at the same time', async () => {
    await deployed(usersOf(300));
    for (let number = 0; number < 250; number++) {
      tamper(number, { enabled: { BOOL: false } });
    }
    const next = surroundings.request('Update', usersOf(300));
    let deployment: Promise<unknown> | undefined;
    database.before = async (transaction) => {
      if (transaction === 5 && !deployment) {
        cloudFormation.status = 'UPDATE_IN_PROGRESS';
        deployment = surroundings.run(next);
        await deployment;
      }
      return undefined;
    };
    await surroundings.watch(SCHEDULED).catch(() => undefined);
    expect(await deployment).toMatchObject({ Status: 'SUCCESS' });
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(300)));
  });

  test('of two at once leaves what the lists say', async () => {
    await deployed(usersOf(120));
    tamper(5, { enabled: { BOOL: false } });
    await Promise.all([surroundings.watch(SCHEDULED), surroundings.watch(SCHEDULED)]);
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(120)));
  });

  test('follows a change of the protection, which is counted and recorded with who made it', async () => {
    await deployed(usersOf(3));
    tamper(1, { userProfileName: { S: 'administrator' } });
    const principal = 'arn:aws:iam::111122223333:role/Administrator';
    await surroundings.watch({
      source: 'aws.dynamodb',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: { eventName: 'PutResourcePolicy', eventID: 'event-1', userIdentity: { arn: principal } },
    });
    expect([sumOf('DirectoryProtectionChanges'), sumOf('DirectoryChecks'), sumOf('DirectoryDrift')]).toEqual([1, 1, 1]);
    expect(records()).toContainEqual(
      expect.objectContaining({ eventName: 'PutResourcePolicy', eventId: 'event-1', principal }),
    );
    expect(surroundings.entries()).toEqual(itemsFor(usersOf(3)));
  });

  test('that no change of the protection has caused counts none', async () => {
    await deployed(usersOf(3));
    await surroundings.watch(SCHEDULED);
    expect(sumOf('DirectoryProtectionChanges')).toBe(0);
  });

  test('leaves people shut out who were', async () => {
    await deployed(usersOf(3));
    const revocation = { pk: { S: `${ISSUER}#subject-1` }, sk: { S: '#revoked' } };
    database.put(revocation);
    await surroundings.watch(SCHEDULED);
    expect(database.items.get(storedKey(revocation.pk.S, revocation.sk.S))).toEqual(revocation);
    expect(sumOf('DirectoryDrift')).toBe(0);
  });
});
