import { NotebookAccount, ServiceError } from '../../../../demo/fleet/notebook-account';
import type { FleetPorts, SageMakerPort } from '../../../../src/notebook/runtime/fleet/ports';
import { newRecord, recordKey } from '../../../../src/notebook/runtime/fleet/record';
import { LeaseLostError, Worker } from '../../../../src/notebook/runtime/fleet/worker';
import { FLEET_LEASE_MINUTES, FLEET_TIMEOUT_MINUTES } from '../../../../src/notebook/shared/fleet';
import { ModelStore, modelPorts, randomFrom } from './model';
import { remediating } from './policies';

const MINUTE = 60_000;
const NAMES = ['a', 'b'];
const RUNS = 3;
const POLICY = remediating({ maxConcurrent: 2 });

/** A run that waits before each of its operations until it has its turn. */
interface Waiting {
  readonly run: number;
  readonly go: () => void;
}

interface Accepted {
  readonly call: string;
  /** Which attempt of the step was written down before the call. */
  readonly attempt?: number;
  readonly run: string;
  /** The run that had a valid lease at that time. */
  readonly holder?: string;
  /** How often the lease had changed. */
  readonly term: number;
}

/** Several runs in a random order of their operations, with time that passes, crashes, and an owner who starts and stops. */
class Interleaving {
  public readonly accepted: Accepted[] = [];
  private readonly random: (below: number) => number;
  private readonly time = { now: 0 };
  private readonly account = new NotebookAccount();
  private readonly store = new ModelStore();
  private readonly started = new Map<number, number>();
  private waiting: Waiting[] = [];
  private active = 0;
  private term = 0;

  constructor(
    seed: number,
    private readonly leaseMinutes: number,
  ) {
    this.random = randomFrom(seed);
    for (const name of NAMES) {
      const { createdAt } = this.account.add(name, { delays: { stop: 0, update: 0, start: 0 } });
      const key = recordKey({ arn: this.account.arnOf(name), createdAt });
      this.store.records.set(key, { ...newRecord(key, name), noticedAt: 0 });
    }
  }

  public async perform(): Promise<void> {
    for (let run = 0; run < RUNS; run++) {
      this.active += 1;
      void this.run(run)
        .catch((error: unknown) => {
          if (!(error instanceof LeaseLostError || error instanceof ServiceError)) {
            throw error;
          }
        })
        .finally(() => {
          this.active -= 1;
        });
    }
    while (this.active > 0) {
      await this.settled();
      this.disturb();
      const [next] = this.waiting.splice(this.random(Math.max(this.waiting.length, 1)), 1);
      if (next === undefined) {
        return;
      }
      // Lambda ends a run after its time, and a crash may end it before.
      const isOver = this.time.now - (this.started.get(next.run) ?? 0) >= FLEET_TIMEOUT_MINUTES * MINUTE;
      if (isOver || this.random(60) === 0) {
        this.active -= 1;
      } else {
        next.go();
      }
    }
  }

  /** Everything between two operations happens in microtasks. */
  private async settled(): Promise<void> {
    for (let tick = 0; tick < 40 && this.waiting.length < this.active; tick++) {
      await Promise.resolve();
    }
  }

  private disturb(): void {
    const event = this.random(12);
    if (event < 3) {
      this.time.now += (1 + this.random(8)) * MINUTE;
    } else if (event === 3) {
      const operation = this.random(2) === 0 ? 'Start' : 'Stop';
      try {
        this.account.act(operation, NAMES[this.random(NAMES.length)]);
      } catch (error) {
        if (!(error instanceof ServiceError)) {
          throw error;
        }
      }
    }
  }

  private async run(run: number): Promise<void> {
    const id = `run-${run}`;
    const ports = this.gated(
      modelPorts(POLICY, id, { account: this.account, store: this.store, time: this.time }),
      run,
    );
    await this.turn(run);
    this.started.set(run, this.time.now);
    const { now } = this.time;
    if (!(await this.store.acquire(id, now, now + this.leaseMinutes * MINUTE))) {
      return;
    }
    this.term += 1;
    const { notebooks } = await ports.store.load();
    const worker = new Worker(ports, new Map(notebooks.map((record) => [record.key, record])), undefined);
    for (const name of [...NAMES, ...NAMES]) {
      await worker.work(name);
    }
    await ports.store.release(id);
  }

  private turn(run: number): Promise<void> {
    return new Promise((go) => this.waiting.push({ run, go }));
  }

  private gated(ports: FleetPorts, run: number): FleetPorts {
    const { sageMaker, store } = ports;
    const before =
      <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        await this.turn(run);
        return act(...args);
      };
    const change =
      <A extends unknown[]>(step: keyof SageMakerPort, act: (name: string, ...args: A) => Promise<void>) =>
      async (name: string, ...args: A): Promise<void> => {
        await this.turn(run);
        await act(name, ...args);
        const { lease, records } = this.store;
        const { work } = [...records.values()].find((record) => record.name === name)!;
        const holder = lease && lease.until > this.time.now ? lease.holder : undefined;
        this.accepted.push({
          call: `${step} ${name}`,
          attempt: work?.attempt,
          run: ports.runId,
          holder,
          term: this.term,
        });
      };
    return {
      ...ports,
      sageMaker: {
        ...sageMaker,
        describe: before(sageMaker.describe),
        stop: change('stop', sageMaker.stop),
        update: change('update', sageMaker.update),
        start: change('start', sageMaker.start),
      },
      store: {
        ...store,
        acquire: store.acquire.bind(store),
        load: before(store.load.bind(store)),
        save: before(store.save.bind(store)),
        saveFleet: before(store.saveFleet.bind(store)),
        forget: before(store.forget.bind(store)),
        release: before(store.release.bind(store)),
      },
    };
  }
}

// Stack traces of refusals take most of the time.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** Calls that another run than the holder of the lease made, and steps that were accepted twice in one term. */
async function violations(interleavings: number, leaseMinutes: number): Promise<{ found: string[]; accepted: number }> {
  const found: string[] = [];
  let accepted = 0;
  for (let seed = 0; seed < interleavings; seed++) {
    const interleaving = new Interleaving(seed, leaseMinutes);
    await interleaving.perform();
    accepted += interleaving.accepted.length;
    const seen = new Set<string>();
    for (const { call, attempt, run, holder, term } of interleaving.accepted) {
      const key = `${term} ${call} ${attempt}`;
      if (run !== holder || attempt === undefined || seen.has(key)) {
        found.push(`${seed}: ${call} by ${run}, the lease is held by ${holder}`);
      }
      seen.add(key);
    }
  }
  return { found, accepted };
}

test('in 10,000 random interleavings, each step is accepted once at most while a lease is valid, and only from its holder', async () => {
  const { found, accepted } = await violations(10_000, FLEET_LEASE_MINUTES);
  expect(found).toEqual([]);
  expect(accepted).toBeGreaterThan(10_000);
});

test('the interleavings find a lease that ends before its run', async () => {
  const { found } = await violations(200, 1);
  expect(found.length).toBeGreaterThan(0);
});
