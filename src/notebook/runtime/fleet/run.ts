import { batchesOf } from '../../../private/runtime/batches';
import { FLEET_LEASE_MINUTES } from '../../shared/fleet';
import { lacksOf } from './assessment';
import { noticeEvents, runEvent } from './events';
import { digestOf, writeEvidence } from './evidence';
import { reasonOf } from './faults';
import { metricsOf } from './metrics';
import { dueAt, type Subject } from './obstacles';
import type { Outcome } from './outcome';
import { type DomainAccess, type FleetPorts, RECORDS_PER_WRITE } from './ports';
import { DAY_MS, type FleetRecord, isForgettable, type NotebookRecord, withHistory } from './record';
import { type FleetReport, fleetReport, type Unread } from './report';
import type { Trigger } from './trigger';
import { LeaseLostError, Worker } from './worker';

const LEASE_MS = FLEET_LEASE_MINUTES * 60_000;
/** What is left for the evidence, the events, and the end of the lease. */
const RESERVE_MS = 60_000;
/** How many notebook instances a run looks at that an event has started. */
const DUE_PER_EVENT = 5;

/** One run: reads the fleet, takes the next safe step for each notebook instance, and reports. Returns nothing if another run is active. */
export async function run(trigger: Trigger, ports: FleetPorts): Promise<FleetReport | undefined> {
  const { store, clock, runId, log } = ports;
  const now = clock.now();
  if (!(await store.acquire(runId, now, now + LEASE_MS))) {
    log.info('another run is active', { runId });
    return undefined;
  }
  try {
    return await new Run(trigger, ports).perform();
  } catch (error) {
    if (error instanceof LeaseLostError) {
      log.error('another run has taken over', { runId, reason: error.message });
      return undefined;
    }
    throw error;
  } finally {
    await store.release(runId);
  }
}

class Run {
  private readonly startedAt: number;
  private readonly records = new Map<string, NotebookRecord>();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly unread: Unread[] = [];
  private readonly notices: Subject[] = [];
  private fleet!: FleetRecord;
  private worker!: Worker;

  constructor(
    private readonly trigger: Trigger,
    private readonly ports: FleetPorts,
  ) {
    this.startedAt = ports.clock.now();
  }

  public async perform(): Promise<FleetReport> {
    await this.remember();
    await this.finishWork();
    const isFull = this.trigger.kind !== 'event';
    const names = isFull ? await this.allNames() : this.dueNames();
    const subjects = await this.readAll(names);
    await this.observe(subjects);
    await this.beginWork(subjects);
    const domains = isFull ? await this.ports.sageMaker.domains() : [];
    if (isFull && this.unread.length === 0) {
      await this.forgetUnlisted(names);
    }
    return this.report(isFull, domains);
  }

  private async remember(): Promise<void> {
    const { fleet, notebooks } = await this.ports.store.load();
    this.fleet = fleet;
    for (const record of notebooks) {
      this.records.set(record.key, record);
    }
    if (this.trigger.kind === 'reset') {
      const failed = notebooks.filter(({ failures, givenUp }) => failures.length > 0 || givenUp !== undefined);
      await this.save(failed.map((record) => ({ ...record, failures: [], givenUp: undefined })));
      this.fleet = { ...fleet, breaker: undefined };
    }
    this.worker = new Worker(this.ports, this.records, this.fleet.breaker);
  }

  /** Work that has begun goes first, in every run. */
  private async finishWork(): Promise<void> {
    const begun = [...this.records.values()].filter(({ work }) => work !== undefined);
    for (const record of begun) {
      await this.guarded(record.name, async () => {
        const outcome = await this.worker.work(record.name);
        if (outcome?.subject.record.key === record.key) {
          this.outcomes.set(record.name, outcome);
        } else {
          await this.worker.forgetDeleted(record);
        }
      });
    }
  }

  /** Begins after the last one that an unfinished run has read, so that each has its turn. */
  private async allNames(): Promise<string[]> {
    const names = (await this.ports.sageMaker.names()).sort();
    const { cursor } = this.fleet;
    const first = cursor === undefined ? 0 : names.findIndex((name) => name > cursor);
    return first <= 0 ? names : [...names.slice(first), ...names.slice(0, first)];
  }

  private dueNames(): string[] {
    const { policy, clock } = this.ports;
    const now = clock.now();
    const due = [...this.records.values()]
      .filter((record) => policy.remediation && record.work === undefined && record.givenUp === undefined)
      .filter((record) => (dueAt(record, policy.remediation!) ?? Number.POSITIVE_INFINITY) <= now)
      .sort(byFirstSeen)
      .slice(0, DUE_PER_EVENT);
    const named = this.trigger.kind === 'event' ? [this.trigger.name] : [];
    return [...new Set([...named, ...due.map(({ name }) => name)])];
  }

  private async readAll(names: readonly string[]): Promise<Subject[]> {
    const subjects: Subject[] = [];
    for (const [index, name] of names.entries()) {
      if (this.ports.clock.remaining() < RESERVE_MS) {
        this.unread.push(...names.slice(index).map((unread) => ({ name: unread, reason: 'the run has ended' })));
        this.fleet = { ...this.fleet, cursor: names[index - 1] };
        return subjects;
      }
      if (!this.outcomes.has(name)) {
        await this.guarded(name, async () => {
          subjects.push(...[await this.worker.read(name)].filter((subject) => subject !== undefined));
        });
      }
    }
    this.fleet = { ...this.fleet, cursor: undefined };
    return subjects;
  }

  /** Writes down what is missing since when, and gives notice. */
  private async observe(subjects: readonly Subject[]): Promise<void> {
    const changed: NotebookRecord[] = [];
    for (const subject of subjects) {
      const seen = this.seen(subject);
      const decision = this.worker.decide({ ...subject, record: seen });
      const record = decision.kind === 'notice' ? this.noticed(seen) : seen;
      const obstacles = 'obstacles' in decision ? decision.obstacles : [];
      this.outcomes.set(subject.notebook.name, { subject: { ...subject, record }, obstacles });
      if (decision.kind === 'notice') {
        this.notices.push({ ...subject, record });
      }
      if (record !== subject.record) {
        changed.push(record);
      }
    }
    await this.save(changed);
  }

  private seen({ notebook, record }: Subject): NotebookRecord {
    const lacks = lacksOf(notebook, undefined, this.ports.policy).some(({ required }) => required);
    if (lacks) {
      return record.firstSeen === undefined ? { ...record, firstSeen: this.startedAt } : record;
    }
    const isClear = record.firstSeen === undefined && record.noticedAt === undefined;
    return isClear ? record : { ...record, firstSeen: undefined, noticedAt: undefined };
  }

  private noticed(record: NotebookRecord): NotebookRecord {
    const noticed = { ...record, noticedAt: this.startedAt };
    const due = new Date(dueAt(noticed, this.ports.policy.remediation!)!).toISOString();
    return withHistory(noticed, this.startedAt, `notice was given that it may be stopped from ${due} on`);
  }

  /** The longest waiting first. Each is read and judged once more, because others have changed since. */
  private async beginWork(subjects: readonly Subject[]): Promise<void> {
    const candidates = subjects
      .map(({ notebook }) => this.outcomes.get(notebook.name)!.subject)
      .filter((subject) => this.worker.decide(subject).kind === 'step')
      .sort((one, other) => byFirstSeen(one.record, other.record));
    for (const { notebook } of candidates) {
      if (this.ports.clock.remaining() < RESERVE_MS) {
        return;
      }
      await this.guarded(notebook.name, async () => {
        const outcome = await this.worker.work(notebook.name);
        if (outcome !== undefined) {
          this.outcomes.set(notebook.name, outcome);
        }
      });
    }
  }

  /** One notebook instance that cannot be read must not keep the others from their turn. */
  private async guarded(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof LeaseLostError) {
        throw error;
      }
      this.unread.push({ name, reason: reasonOf(error) });
      this.ports.log.error('a notebook instance could not be read', { notebook: name, reason: reasonOf(error) });
    }
  }

  private async forgetUnlisted(names: readonly string[]): Promise<void> {
    const now = this.ports.clock.now();
    const listed = new Set(names);
    const gone = [...this.records.values()].filter(
      (record) => isForgettable(record, now) || (!listed.has(record.name) && isForgettable(unseen(record), now)),
    );
    await this.ports.store.forget(this.ports.runId, gone);
  }

  private async save(records: readonly NotebookRecord[]): Promise<void> {
    for (const batch of batchesOf(records, RECORDS_PER_WRITE)) {
      if (!(await this.ports.store.save(this.ports.runId, batch))) {
        throw new LeaseLostError('another run has written the same records');
      }
      for (const record of batch) {
        this.records.set(record.key, { ...record, version: record.version + 1 });
      }
    }
  }

  private async report(isFull: boolean, domains: readonly DomainAccess[]): Promise<FleetReport> {
    const { clock, output, policy, place, runId, store } = this.ports;
    const { breaker, failures } = this.worker;
    const report = fleetReport({
      runId,
      place,
      policy,
      startedAt: this.startedAt,
      finishedAt: clock.now(),
      trigger: this.trigger.kind,
      outcomes: [...this.outcomes.values()].map((outcome) => this.current(outcome)),
      unread: this.unread,
      breaker,
      domains,
      failures,
    });
    const digest = digestOf(report);
    const isDue = isFull && (digest !== this.fleet.digest || this.startedAt - (this.fleet.writtenAt ?? 0) >= DAY_MS);
    const hasActed = report.notebooks.some(({ action }) => action !== undefined);
    if (isDue || hasActed) {
      await writeEvidence(report, isFull, this.ports);
      this.fleet = { ...this.fleet, digest: isFull ? digest : this.fleet.digest, writtenAt: this.startedAt };
    }
    const summary = isDue ? [runEvent(report, this.ports)] : [];
    await output.send([...noticeEvents(this.notices, this.ports), ...this.worker.events, ...summary]);
    if (!(await store.saveFleet(runId, { ...this.fleet, breaker }))) {
      throw new LeaseLostError('another run has written the record of the fleet');
    }
    this.ports.count(metricsOf(report, isFull));
    return report;
  }

  /** With what the store has now. */
  private current(outcome: Outcome): Outcome {
    const record = this.records.get(outcome.subject.record.key) ?? outcome.subject.record;
    return { ...outcome, subject: { ...outcome.subject, record } };
  }
}

function unseen(record: NotebookRecord): NotebookRecord {
  return { ...record, firstSeen: undefined, noticedAt: undefined, failures: [] };
}

function byFirstSeen(one: NotebookRecord, other: NotebookRecord): number {
  return (one.firstSeen ?? 0) - (other.firstSeen ?? 0) || (one.name < other.name ? -1 : 1);
}
