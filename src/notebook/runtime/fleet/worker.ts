import { FLEET_EVENTS } from '../../shared/fleet';
import { lacksOf } from './assessment';
import { notebookEvent } from './events';
import { isRefused, isThrottled, isUncertain, isWrongStatus, reasonOf } from './faults';
import type { Notebook } from './notebook';
import { begunWithinDay, type Obstacle, type Situation, type Subject, settingsToChange } from './obstacles';
import type { Outcome } from './outcome';
import { type Decision, decide } from './plan';
import type { FleetEvent, FleetPorts } from './ports';
import { type Breaker, DAY_MS, type NotebookRecord, newRecord, recordKey, type Work, withHistory } from './record';
import { scriptFaults } from './script-faults';

/** Another run has taken over. */
export class LeaseLostError extends Error {
  public override readonly name = 'LeaseLostError';
}

/** How long a failure counts for the limit of failed notebook instances. */
const FAILURES_COUNT_MS = 7 * DAY_MS;

/** Takes the next step on notebook instances, one by one. */
export class Worker {
  public readonly events: FleetEvent[] = [];
  public failures = 0;

  constructor(
    private readonly ports: FleetPorts,
    private readonly records: Map<string, NotebookRecord>,
    public breaker: Breaker | undefined,
  ) {}

  /** Reads a notebook instance. Undefined if it is gone. */
  public async read(name: string): Promise<Subject | undefined> {
    const notebook = await this.ports.sageMaker.describe(name);
    if (notebook === undefined) {
      return undefined;
    }
    const key = recordKey(notebook);
    const record = this.records.get(key) ?? newRecord(key, name);
    const { policy, sageMaker } = this.ports;
    const lacks = lacksOf(notebook, undefined, policy).some(({ required }) => required);
    const matters = lacks || record.work !== undefined;
    const tags = matters ? await sageMaker.tags(notebook.arn) : {};
    const subject = { notebook, tags, record, scriptFaults: [] };
    return lacks ? { ...subject, scriptFaults: await this.scriptFaultsOf(subject) } : subject;
  }

  /** Reads a notebook instance once more, decides, and acts. */
  public async work(name: string): Promise<Outcome | undefined> {
    const subject = await this.read(name);
    return subject && this.act(subject, decide(subject, this.situation()));
  }

  /** What the next step would be, with what was found before it. */
  public decide(subject: Subject): Decision {
    return decide(subject, this.situation());
  }

  /** Ends the work on a notebook instance that does not exist any more. */
  public async forgetDeleted(record: NotebookRecord): Promise<void> {
    const { clock } = this.ports;
    const ended = withHistory({ ...record, work: undefined, firstSeen: undefined }, clock.now(), 'it was deleted');
    await this.save(ended);
    this.events.push(this.event(FLEET_EVENTS.step, record.name, 'it was deleted during the work'));
  }

  private situation(): Situation {
    const { policy, clock } = this.ports;
    const now = clock.now();
    const records = [...this.records.values()];
    return {
      policy,
      now,
      isOpen: this.ports.isOpen(now),
      inProgress: records.filter(({ work }) => work !== undefined).length,
      begunToday: records.reduce((sum, record) => sum + begunWithinDay(record, now), 0),
      breaker: this.breaker?.reason,
    };
  }

  private async act(subject: Subject, decision: Decision): Promise<Outcome> {
    switch (decision.kind) {
      case 'nothing':
      case 'notice':
        return { subject, obstacles: decision.obstacles };
      case 'wait':
        return this.wait(subject, decision.late);
      case 'step':
        return this.takeStep(subject, decision.work);
      case 'end':
        return this.endWork(subject, decision.text, decision.failure, decision.stopsAll);
      case 'abandon':
        return this.abandon(subject, decision.failure, decision.stopsAll);
    }
  }

  private async wait(subject: Subject, late: boolean): Promise<Outcome> {
    const { work } = subject.record;
    const text = `the ${work?.step} takes longer than expected: its status is ${subject.notebook.status}`;
    const obstacles: Obstacle[] = [{ code: 'Status', text: `waiting: its status is ${subject.notebook.status}` }];
    if (!late || work === undefined || work.late) {
      return { subject, obstacles };
    }
    const now = this.ports.clock.now();
    const record = await this.save(withHistory({ ...subject.record, work: { ...work, late: true } }, now, text));
    this.events.push(this.event(FLEET_EVENTS.problem, record.name, text));
    return { subject: { ...subject, record }, obstacles, action: text };
  }

  /** Writes the step down before the call, so that a crash in between loses nothing. */
  private async takeStep(subject: Subject, work: Work): Promise<Outcome> {
    const { clock } = this.ports;
    const now = clock.now();
    const { record } = subject;
    const begins = record.work === undefined;
    const text = stepText(subject.notebook, work);
    const begun = begins ? [...record.begun.filter((at) => now - at < FAILURES_COUNT_MS), now] : record.begun;
    const claimed = await this.save(withHistory({ ...record, work, begun }, now, text));
    const outcome = { subject: { ...subject, record: claimed }, obstacles: [], action: text };
    try {
      await this.call(subject.notebook, work);
      this.events.push(this.event(FLEET_EVENTS.step, record.name, text));
      return outcome;
    } catch (error) {
      return this.refused(outcome.subject, record, error);
    }
  }

  private call({ name }: Notebook, { step, change }: Work): Promise<void> {
    const { sageMaker } = this.ports;
    switch (step) {
      case 'stop':
        return sageMaker.stop(name);
      case 'update':
        return sageMaker.update(name, change);
      case 'start':
        return sageMaker.start(name);
    }
  }

  /** A call that SageMaker has not accepted, or nobody knows. */
  private async refused(subject: Subject, before: NotebookRecord, error: unknown): Promise<Outcome> {
    const { record } = subject;
    const now = this.ports.clock.now();
    const { step = '', restore = false } = record.work ?? {};
    const reason = `the ${step} was not accepted: ${reasonOf(error)}`;
    this.ports.log.error('call failed', { notebook: record.name, step, reason: reasonOf(error) });
    if (isThrottled(error) || isWrongStatus(error)) {
      // The next run sees what has changed, and takes the step again if it is still the next one.
      const undone = await this.save(withHistory({ ...record, work: before.work, begun: before.begun }, now, reason));
      return { subject: { ...subject, record: undone }, obstacles: [], action: reason };
    }
    if (isUncertain(error) || (step === 'start' && !isRefused(error))) {
      // The step is repeated some time later if it had no effect, and a start also if there was no capacity.
      return { subject, obstacles: [], action: reason };
    }
    if (step === 'update' && restore) {
      return this.abandon(subject, reason, false, isRefused(error));
    }
    const more = step === 'start' ? '. It ran before: start it' : '';
    return this.endWork(subject, `${reason}${more}`, `${reason}${more}`, false, isRefused(error));
  }

  private async endWork(
    subject: Subject,
    text: string,
    failure?: string,
    stopsAll = false,
    givesUp = false,
  ): Promise<Outcome> {
    const now = this.ports.clock.now();
    const { record } = subject;
    const ended = withHistory({ ...record, work: undefined, noticedAt: undefined }, now, text);
    const failed = failure === undefined ? ended : this.failed(ended, failure, givesUp);
    const saved = await this.save(failed);
    if (failure === undefined) {
      this.events.push(this.event(FLEET_EVENTS.step, record.name, text));
    } else {
      this.report(record.name, failure, stopsAll);
    }
    return { subject: { ...subject, record: saved }, obstacles: [], action: text };
  }

  private async abandon(subject: Subject, failure: string, stopsAll = false, givesUp = stopsAll): Promise<Outcome> {
    const { record } = subject;
    const now = this.ports.clock.now();
    const work = record.work && { ...record.work, abandoned: true };
    const saved = await this.save(withHistory(this.failed({ ...record, work }, failure, givesUp), now, failure));
    this.report(record.name, failure, stopsAll);
    return { subject: { ...subject, record: saved }, obstacles: [], action: failure };
  }

  private failed(record: NotebookRecord, text: string, givesUp: boolean): NotebookRecord {
    const failures = [...record.failures, { at: this.ports.clock.now(), text }];
    const max = this.ports.policy.remediation?.maxAttempts ?? 1;
    const givenUp = givesUp || failures.length >= max ? text : record.givenUp;
    return { ...record, failures, givenUp };
  }

  private report(name: string, failure: string, stopsAll: boolean): void {
    this.failures += 1;
    this.events.push(this.event(FLEET_EVENTS.problem, name, failure));
    this.ports.log.error('work failed', { notebook: name, reason: failure });
    const { clock, policy } = this.ports;
    const now = clock.now();
    const failed = [...this.records.values()].filter(({ failures }) =>
      failures.some(({ at }) => now - at < FAILURES_COUNT_MS),
    );
    const max = policy.remediation?.maxFailedNotebooks ?? Number.POSITIVE_INFINITY;
    if (this.breaker === undefined && (stopsAll || failed.length >= max)) {
      const reason = stopsAll ? `${name}: ${failure}` : `work has failed on ${failed.length} notebook instances`;
      this.breaker = { at: now, reason };
      this.events.push(this.event(FLEET_EVENTS.problem, name, `all work is stopped: ${reason}`));
    }
  }

  private async save(record: NotebookRecord): Promise<NotebookRecord> {
    if (!(await this.ports.store.save(this.ports.runId, [record]))) {
      throw new LeaseLostError(`another run has written ${record.name}`);
    }
    const saved = { ...record, version: record.version + 1 };
    this.records.set(saved.key, saved);
    return saved;
  }

  private async scriptFaultsOf(subject: Subject): Promise<string[]> {
    const { lifecycleConfigName } = subject.notebook;
    if (lifecycleConfigName === undefined) {
      return [];
    }
    const upgrades = settingsToChange(subject, this.ports.policy).includes('PLATFORM_AL2023');
    try {
      return scriptFaults(await this.ports.sageMaker.scripts(lifecycleConfigName), upgrades);
    } catch (error) {
      return [`its lifecycle scripts could not be read: ${reasonOf(error)}`];
    }
  }

  private event(kind: string, notebook: string, text: string): FleetEvent {
    return notebookEvent(kind, notebook, text, this.ports);
  }
}

function stepText({ metadataVersion, rootAccess, platform }: Notebook, { step, change, attempt }: Work): string {
  const again = attempt > 1 ? ` (attempt ${attempt})` : '';
  if (step !== 'update') {
    return `${step}${again}`;
  }
  const changes = [
    `metadata service version ${metadataVersion} to 2`,
    change.rootAccess && `root access ${rootAccess} to ${change.rootAccess}`,
    change.platform && `platform ${platform} to ${change.platform}`,
  ];
  return `update${again}: ${changes.filter(Boolean).join(', ')}`;
}
