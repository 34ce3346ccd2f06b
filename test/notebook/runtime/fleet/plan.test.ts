import { FleetRuns, NOON } from '../../../../demo/fleet/fleet-runs';
import { LoopbackAws } from '../../../../demo/fleet/loopback-aws';
import { unexpectedChanges } from '../../../../src/notebook/runtime/fleet/notebook';
import type { FleetReport } from '../../../../src/notebook/runtime/fleet/report';
import { triggerOf } from '../../../../src/notebook/runtime/fleet/trigger';
import { maintenanceWindow } from '../../../../src/notebook/runtime/fleet/window';
import { REPORT, remediating } from './policies';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const aws = new LoopbackAws();

beforeAll(() => aws.start());
afterAll(() => aws.stop());
beforeEach(() => aws.reset());

function codesOf(report: FleetReport | undefined, name: string): string[] {
  return report!.notebooks.find((notebook) => notebook.name === name)!.skipped.map(({ code }) => code);
}

describe('a maintenance window', () => {
  const berlin = { days: [0], begin: 22 * 60, minutes: 4 * 60, timeZone: 'Europe/Berlin' };

  test.each([
    ['before it opens', '2026-12-06T20:59:00Z', false],
    ['when it opens, in local time', '2026-12-06T21:00:00Z', true],
    ['after midnight', '2026-12-07T00:59:00Z', true],
    ['when it closes', '2026-12-07T01:00:00Z', false],
    ['on another day', '2026-12-07T21:30:00Z', false],
    ['in summer, when the clocks differ', '2026-07-05T20:00:00Z', true],
  ])('%s', (_, time, open) => {
    expect(maintenanceWindow(berlin)(Date.parse(time))).toBe(open);
  });

  test('may go on from Saturday to Sunday', () => {
    const night = { days: [6], begin: 23 * 60, minutes: 120, timeZone: 'UTC' };
    expect(maintenanceWindow(night)(Date.parse('2026-12-06T00:30:00Z'))).toBe(true);
    expect(maintenanceWindow(night)(Date.parse('2026-12-05T00:30:00Z'))).toBe(false);
  });

  test('keeps work from beginning, and not from being finished', async () => {
    aws.account.add('notebook');
    const window = { days: [2], begin: 12 * 60, minutes: 30, timeZone: 'UTC' };
    const runs = new FleetRuns(aws, remediating({ window }));
    runs.clock.advance(-HOUR);
    expect(codesOf(await runs.run(), 'notebook')).toEqual(['Notice', 'Window']);
    expect(codesOf(await runs.run(), 'notebook')).toEqual(['Window']);
    runs.clock.advance(HOUR);
    await runs.run();
    expect(aws.account.count('StopNotebookInstance')).toBe(1);
    runs.clock.advance(2 * HOUR);
    await runs.settle(6);
    expect(aws.account.notebooks.get('notebook')).toMatchObject({ status: 'InService', metadataVersion: '2' });
  });
});

describe('notice', () => {
  const policy = remediating({ noticeMinutes: 3 * 24 * 60 });

  test('comes before the stop of a running notebook instance, once, with what is lost', async () => {
    aws.account.add('running');
    const runs = new FleetRuns(aws, policy);
    await runs.run();
    runs.clock.advance(2 * DAY);
    expect(codesOf(await runs.run(), 'running')).toEqual(['Notice']);
    expect(aws.account.accepted).toEqual([]);
    const notices = aws.events.filter(({ kind }) => kind === 'Notebook Fleet Notice');
    expect(notices.map(({ detail }) => detail)).toEqual([
      expect.objectContaining({
        fleet: 'fleet',
        lost: expect.stringContaining('/home/ec2-user/SageMaker'),
        notebooks: [
          {
            notebook: 'running',
            arn: aws.account.arnOf('running'),
            lacks: ['the minimum version of the instance metadata service is 1, not 2'],
            notBefore: expect.stringMatching(/^2026-12-04T12:00:00/),
            optOutTagKey: 'opt-out',
          },
        ],
      }),
    ]);
    runs.clock.advance(DAY);
    await runs.run();
    expect(aws.account.count('StopNotebookInstance')).toBe(1);
  });

  test('is not needed for a stopped one, which stays stopped', async () => {
    aws.account.add('stopped', { status: 'Stopped' });
    await new FleetRuns(aws, policy).settle(5);
    expect(aws.account.notebooks.get('stopped')).toMatchObject({ status: 'Stopped', metadataVersion: '2' });
    expect(aws.account.count('StartNotebookInstance')).toBe(0);
  });

  test('is not given for what is only reported', async () => {
    aws.account.add('running');
    await new FleetRuns(aws, REPORT).run();
    expect(aws.events.map(({ kind }) => kind)).toEqual(['Notebook Fleet Run']);
  });
});

describe('limits', () => {
  test('of work at a time and within a day are kept', async () => {
    for (let index = 0; index < 6; index++) {
      aws.account.add(`n${index}`);
    }
    const runs = new FleetRuns(aws, remediating({ maxConcurrent: 2, maxPerDay: 3 }));
    const report = await runs.run();
    expect(aws.account.count('StopNotebookInstance')).toBe(2);
    expect(codesOf(report, 'n5')).toContain('MaxConcurrent');
    const later = await runs.settle(12);
    expect(aws.account.count('StopNotebookInstance')).toBe(3);
    expect(codesOf(later, 'n5')).toEqual(['MaxPerDay']);
    runs.clock.advance(DAY);
    await runs.settle(12);
    expect(aws.account.count('StopNotebookInstance')).toBe(6);
  });

  test('of failed notebook instances stop all work, until an operator resets the fleet', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      aws.account.add(name, { starts: ['Failed: no capacity'] });
    }
    const runs = new FleetRuns(aws, remediating({ maxConcurrent: 1, maxFailedNotebooks: 2 }));
    const report = await runs.settle(14);
    expect(report.breaker?.reason).toBe('work has failed on 2 notebook instances');
    expect(codesOf(report, 'd')).toContain('Breaker');
    expect(runs.metrics.at(-1)).toMatchObject({ WorkStopped: 1 });
    expect(aws.account.count('StopNotebookInstance')).toBe(2);
    const reset = await runs.run({ kind: 'reset' });
    expect(reset?.breaker).toBeUndefined();
    expect(aws.account.count('StopNotebookInstance')).toBe(3);
  });
});

test('code-owned notebook instances are changed only in the settings that are allowed', async () => {
  aws.account.add('code', { tags: { terraform: 'yes' } });
  const policy = remediating({ codeOwnedSettings: ['IMDS_V2'] }, { settings: ['IMDS_V2', 'NO_ROOT_ACCESS'] });
  await new FleetRuns(aws, policy).settle(8);
  expect(aws.account.notebooks.get('code')).toMatchObject({
    status: 'InService',
    metadataVersion: '2',
    rootAccess: 'Enabled',
  });
});

test.each([
  [
    { 'aws:cloudformation:stack-name': 'ml', 'aws:cloudformation:logical-id': 'Notebook' },
    /resource Notebook of stack ml.*ImdsV2/,
  ],
  [{ terraform: 'yes' }, /in Terraform: instance_metadata_service_configuration/],
  [{ 'aws:servicecatalog:productArn': 'arn' }, /Service Catalog product/],
  [{}, /UpdateNotebookInstance with/],
])('the report has the line to change for %j', async (tags, line) => {
  aws.account.add('notebook', { tags });
  const report = await new FleetRuns(aws, REPORT).run();
  expect(report?.notebooks[0].lacks[0].fix).toMatch(line);
});

test('an update sends root access only as disabled', async () => {
  aws.account.add('root', { status: 'Stopped' });
  aws.account.add('no-root', { status: 'Stopped', rootAccess: 'Disabled' });
  await new FleetRuns(aws, remediating()).settle(2);
  const sent = aws.account.accepted.map(({ input }) => [input.NotebookInstanceName, input.RootAccess]);
  expect(sent).toEqual([
    ['no-root', 'Disabled'],
    ['root', undefined],
  ]);
});

test('an event continues the work on its notebook instance, and does not list the fleet', async () => {
  aws.account.add('a', { delays: { stop: 0, update: 0, start: 0 } });
  const runs = new FleetRuns(aws, remediating());
  await runs.run();
  const lists = () => aws.account.calls.filter(({ operation }) => operation === 'ListNotebookInstances').length;
  const before = lists();
  for (let index = 0; index < 3; index++) {
    await runs.run({ kind: 'event', name: 'a' });
  }
  expect(aws.account.notebooks.get('a')).toMatchObject({ status: 'InService', metadataVersion: '2' });
  expect(lists()).toBe(before);
});

test('a run that has no time left reads the others next time', async () => {
  for (let index = 0; index < 12; index++) {
    aws.account.add(`n${index}`, { metadataVersion: '2' });
  }
  const runs = new FleetRuns(aws, REPORT);
  const first = await runs.run({ kind: 'schedule' }, 60_600);
  expect(first?.complete).toBe(false);
  const read = first!.notebooks.map(({ name }) => name);
  const second = await runs.run({ kind: 'schedule' }, 60_600);
  expect(second!.notebooks.some(({ name }) => read.includes(name))).toBe(false);
  expect(runs.metrics.every((metrics) => !('CompleteRuns' in metrics))).toBe(true);
  expect((await runs.run())?.complete).toBe(true);
});

test('domains that are not VPC only are reported', async () => {
  aws.account.domains.push(
    { id: 'd-open', networkAccess: 'PublicInternetOnly' },
    { id: 'd-closed', networkAccess: 'VpcOnly' },
  );
  const report = await new FleetRuns(aws, REPORT).run();
  expect(report?.domains.map(({ domainId, vpcOnly }) => [domainId, vpcOnly])).toEqual([
    ['d-open', false],
    ['d-closed', true],
  ]);
  expect(report?.totals.openDomains).toBe(1);
});

describe('the evidence', () => {
  test('has a file for each run below its account and region, and the latest one', async () => {
    aws.account.add('notebook');
    await new FleetRuns(aws, REPORT).run();
    expect([...aws.objects.keys()].sort()).toEqual([
      '111122223333/eu-central-1/2026-12-01/120000-run-1.html',
      '111122223333/eu-central-1/2026-12-01/120000-run-1.json',
      '111122223333/eu-central-1/latest.html',
      '111122223333/eu-central-1/latest.json',
    ]);
    const json = JSON.parse(aws.objects.get('111122223333/eu-central-1/latest.json')!);
    expect(json).toMatchObject({ schemaVersion: 1, mode: 'report', startedAt: new Date(NOON).toISOString() });
  });

  test('is a page that runs and loads nothing, and escapes what tags say', async () => {
    aws.account.add('notebook', { tags: { 'opt-out': '<script>alert(1)</script>' } });
    await new FleetRuns(aws, remediating()).run();
    const page = aws.objects.get('111122223333/eu-central-1/latest.html')!;
    expect(page).not.toContain('<script');
    expect(page).toContain('opted out: &lt;script&gt;');
    expect(page).toContain('Content-Security-Policy');
  });

  test('is written once a day if nothing changes', async () => {
    aws.account.add('notebook', { metadataVersion: '2' });
    const runs = new FleetRuns(aws, REPORT);
    await runs.run();
    runs.clock.advance(23 * HOUR);
    await runs.run();
    expect(aws.objects.size).toBe(4);
    runs.clock.advance(HOUR);
    await runs.run();
    expect(aws.objects.size).toBe(6);
  });

  test('is sent again after a failure of the service, and a refusal ends the run', async () => {
    aws.account.add('notebook');
    const runs = new FleetRuns(aws, REPORT);
    aws.failures = [503, 500];
    await runs.run();
    expect(aws.objects.size).toBe(4);
    runs.clock.advance(2 * DAY);
    aws.failures = [403];
    await expect(runs.run()).rejects.toThrow('PUT of s3 has failed: status 403');
    expect(aws.table.items.has('lease')).toBe(false);
  });
});

test('settings that an update may not change are compared', () => {
  const before = { InstanceType: 'a', RootAccess: 'Disabled', PlatformIdentifier: 'x', Tags: [1] };
  expect(unexpectedChanges(before, { ...before, RootAccess: 'Enabled' }, {})).toEqual(['RootAccess']);
  expect(unexpectedChanges(before, { ...before, RootAccess: 'Enabled' }, { rootAccess: 'Disabled' })).toEqual([]);
  expect(unexpectedChanges(before, { ...before, PlatformIdentifier: 'y' }, { platform: 'y' })).toEqual([]);
  expect(unexpectedChanges(before, { ...before, New: 1, InstanceType: undefined }, {})).toEqual([
    'InstanceType',
    'New',
  ]);
});

test.each([
  [{ reset: true }, { kind: 'reset' }],
  [{ reset: 'true' }, { kind: 'schedule' }],
  [{ detail: { NotebookInstanceName: 'a-1' } }, { kind: 'event', name: 'a-1' }],
  [{ detail: { NotebookInstanceName: '../a' } }, { kind: 'schedule' }],
  [null, { kind: 'schedule' }],
  ['text', { kind: 'schedule' }],
])('the event %j begins a run of the right kind', (event, trigger) => {
  expect(triggerOf(event)).toEqual(trigger);
});
