import { type FakeNotebook, NotebookAccount, ServiceError } from '../../../../demo/fleet/notebook-account';
import type { ReportedNotebook } from '../../../../src/notebook/runtime/fleet/report';
import { run } from '../../../../src/notebook/runtime/fleet/run';
import { ModelStore, modelPorts, randomFrom } from './model';
import { remediating } from './policies';

const MINUTE = 60_000;
const SCHEDULES = 40;
const MAX_CONCURRENT = 2;
const PLATFORMS = ['notebook-al2023-v1', 'notebook-al2023-v1', 'notebook-al2-v3', 'notebook-al1-v1', 'notebook-new-v9'];
const STATUSES = [
  'InService',
  'InService',
  'InService',
  'Stopped',
  'Failed',
  'Pending',
  'InMaintenance',
  'Hibernating',
];
const TYPES = ['ml.t3.medium', 'ml.t3.medium', 'ml.g5.xlarge', 'ml.p3.2xlarge'];
const TAGS: readonly Record<string, string>[] = [
  {},
  {},
  {},
  { 'opt-out': 'no' },
  { terraform: 'yes' },
  { 'aws:cloudformation:stack-name': 'ml' },
];
/** Where notebook instances rest. */
const AT_REST = ['InService', 'Stopped', 'Failed', 'Hibernating'];

/** A random fleet that random owners, refusals, and failures disturb. */
class Schedule {
  public readonly account = new NotebookAccount();
  public readonly stopped = new Set<string>();
  public maxInProgress = 0;
  private readonly store = new ModelStore();
  private readonly time = { now: Date.UTC(2026, 11, 1) };
  private readonly random: (below: number) => number;
  private runs = 0;
  private calm = false;

  constructor(seed: number) {
    this.random = randomFrom(seed);
    for (let index = 0; index < 6; index++) {
      this.account.add(`n${index}`, this.settings());
    }
    this.account.before = ({ operation, input }) => {
      const notebook = this.account.notebooks.get(String(input.NotebookInstanceName));
      if (operation === 'StopNotebookInstance') {
        expect(forbidden(notebook!)).toEqual([]);
        this.stopped.add(notebook!.name);
      }
      this.disturb(operation);
    };
  }

  public async perform(): Promise<readonly ReportedNotebook[]> {
    for (let round = 0; round < 10; round++) {
      await this.run();
    }
    this.calm = true;
    for (const notebook of this.account.notebooks.values()) {
      notebook.starts.length = 0;
    }
    let notebooks: readonly ReportedNotebook[] = [];
    for (let round = 0; round < 20; round++) {
      notebooks = await this.run();
    }
    return notebooks;
  }

  /** What has changed since, for a run that must write nothing. */
  public async writesOfAnotherRun(): Promise<number> {
    const before = this.account.accepted.length;
    await this.run();
    return this.account.accepted.length - before;
  }

  private async run(): Promise<readonly ReportedNotebook[]> {
    this.runs += 1;
    const policy = remediating(
      { maxConcurrent: MAX_CONCURRENT, maxFailedNotebooks: 100 },
      { settings: ['IMDS_V2', 'NO_ROOT_ACCESS', 'PLATFORM_AL2023'] },
    );
    const { account, store, time } = this;
    const report = await run({ kind: 'schedule' }, modelPorts(policy, `run-${this.runs}`, { account, store, time }));
    this.maxInProgress = Math.max(this.maxInProgress, report!.totals.inProgress);
    time.now += 6 * MINUTE;
    return report!.notebooks;
  }

  private settings(): Partial<FakeNotebook> {
    const pick = <T>(values: readonly T[]): T => values[this.random(values.length)];
    return {
      platform: pick(PLATFORMS),
      status: pick(STATUSES),
      instanceType: pick(TYPES),
      tags: { ...pick(TAGS) },
      metadataVersion: pick([undefined, '1', '2']),
      rootAccess: pick(['Enabled', 'Disabled']),
      keyId: pick([undefined, undefined, undefined, 'key']),
      delays: { stop: this.random(3), update: this.random(3), start: this.random(3) },
      starts: this.random(6) === 0 ? [pick(['ignored', 'Failed: no capacity'] as const)] : [],
    };
  }

  private disturb(operation: string): void {
    const event = this.calm ? 99 : this.random(40);
    const name = `n${this.random(6)}`;
    if (event === 0) {
      throw new ServiceError('ThrottlingException', 'Rate exceeded');
    }
    if (event === 1 && !/^(List|Describe)/.test(operation)) {
      throw new ServiceError('ValidationException', 'Something else');
    }
    if (event === 2 || event === 3) {
      this.actAsOwner(event === 2 ? 'Start' : 'Stop', name);
    }
  }

  private actAsOwner(operation: 'Start' | 'Stop', name: string): void {
    try {
      this.account.act(operation, name);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
    }
  }
}

/** Why a notebook instance must not be stopped. */
function forbidden({ platform, tags, instanceType, keyId, status }: FakeNotebook): string[] {
  const reasons: [boolean, string][] = [
    [!['notebook-al2023-v1', 'notebook-al2-v3'].includes(platform), platform],
    [Object.keys(tags).length > 0, 'it is opted out or owned by code'],
    [instanceType !== 'ml.t3.medium', instanceType],
    [keyId !== undefined, 'it has a key'],
    [status !== 'InService' && status !== 'Stopped' && status !== 'Stopping' && status !== 'Pending', status],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}

describe(`in ${SCHEDULES} random schedules`, () => {
  const schedules = Array.from({ length: SCHEDULES }, (_, seed) => new Schedule(seed + 1));
  const results: (readonly ReportedNotebook[])[] = [];

  test('nothing is stopped that must not be', async () => {
    for (const schedule of schedules) {
      results.push(await schedule.perform());
    }
    expect(schedules.some(({ stopped }) => stopped.size > 0)).toBe(true);
  });

  test('everything that was stopped runs again, rests as its owner left it, or is reported as failed', () => {
    for (const [index, schedule] of schedules.entries()) {
      for (const name of schedule.stopped) {
        const { status } = schedule.account.notebooks.get(name)!;
        const reported = results[index].find((notebook) => notebook.name === name);
        const explained = reported?.history.some(({ text }) =>
          /start it|has failed after|stays stopped|not accepted|runs/.test(text),
        );
        expect(AT_REST).toContain(status);
        expect({ index, name, ok: status === 'InService' || explained }).toEqual({ index, name, ok: true });
        expect(reported?.inProgress).toBeUndefined();
      }
    }
  });

  test('work is never in progress on more of them than allowed', () => {
    expect(Math.max(...schedules.map(({ maxInProgress }) => maxInProgress))).toBe(MAX_CONCURRENT);
  });

  test('nothing is weakened', () => {
    const updates = schedules.flatMap(({ account }) =>
      account.accepted.filter(({ operation }) => operation === 'UpdateNotebookInstance'),
    );
    expect(updates.length).toBeGreaterThan(SCHEDULES / 2);
    for (const { input } of updates) {
      expect(input.InstanceMetadataServiceConfiguration).toEqual({ MinimumInstanceMetadataServiceVersion: '2' });
      expect([undefined, 'Disabled']).toContain(input.RootAccess);
    }
  });

  test('another run on a settled fleet changes nothing', async () => {
    for (const schedule of schedules) {
      expect(await schedule.writesOfAnotherRun()).toBe(0);
    }
  });
});
