import { join } from 'node:path';
import { RunningBundle } from '../../test/access/support/bundle';
import { quantile } from '../measure';

/** A request of a user, and the result that only this user must get. */
export interface Job {
  readonly user: string;
  readonly event: object;
  readonly expected: string;
}

/** A bundle, with what it needs to run and what its requests must result in. */
export interface Scenario {
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The outcome in the record of a successful request. @default - requests have no records */
  readonly outcome?: string;
  /** The part of an answer that is compared. */
  resultOf(answer: unknown): string;
}

/** The measures of a load. Times are in milliseconds, sizes in bytes. */
export interface Load {
  readonly answers: readonly unknown[];
  /** CPU time of the process per request. */
  readonly own: number[];
  /** From a request to its answer. */
  readonly waits: number[];
  readonly elapsed: number;
  readonly heapUsed: number;
  readonly rss: number;
}

export interface Figures {
  readonly requests: number;
  readonly users: number;
  readonly perSecond: number;
  readonly own: Quantiles;
  readonly waits: Quantiles;
  readonly heapUsed: number;
  readonly rss: number;
}

export interface Quantiles {
  readonly p50: number;
  readonly p99: number;
}

/** A process that loads a bundle, and answers each message with the measures of its requests. */
export function loaded({ bundle, environment }: Pick<Scenario, 'bundle' | 'environment'>): RunningBundle {
  return new RunningBundle(bundle, environment, { script: join(__dirname, 'load.cjs'), options: ['--expose-gc'] });
}

/** A bundle under load. Every answer is compared, and so is every record in the log. */
export class LoadedBundle {
  /** What was not as it must be. */
  public readonly faults: string[] = [];
  public requests = 0;
  private readonly running: RunningBundle;
  private readonly unrecorded = new Map<string, number>();

  constructor(private readonly scenario: Scenario) {
    this.running = loaded(scenario);
  }

  /** Sends the requests, as many at a time as there are users. */
  public async run(jobs: readonly Job[], users: number): Promise<Figures> {
    const { result } = await this.running.call({ events: jobs.map(({ event }) => event), users });
    const { answers, own, waits, elapsed, heapUsed, rss } = result as Load;
    this.compare(jobs, answers);
    const perSecond = (answers.length / elapsed) * 1000;
    return { requests: jobs.length, users, perSecond, own: quantiles(own), waits: quantiles(waits), heapUsed, rss };
  }

  /** Ends the process, and looks for the record of each request. */
  public async end(): Promise<void> {
    const output = await this.running.end();
    for (const line of output.split('\n').filter(Boolean)) {
      const { outcome, subject } = parsed(line);
      if (outcome !== undefined && outcome === this.scenario.outcome) {
        this.count(String(subject), -1);
      } else {
        this.faults.push(`unexpected output: ${line.slice(0, 200)}`);
      }
    }
    const lost = [...this.unrecorded]
      .filter(([, count]) => count !== 0)
      .map(([user, count]) => `${user}: ${count} records missing`);
    this.faults.push(...lost);
  }

  private compare(jobs: readonly Job[], answers: readonly unknown[]): void {
    this.requests += jobs.length;
    jobs.forEach(({ user, expected }, index) => {
      this.count(user, 1);
      const result = answers[index] === undefined ? 'nothing' : this.scenario.resultOf(answers[index]);
      if (result !== expected) {
        this.faults.push(`${user} got ${result}`);
      }
    });
    if (answers.length > jobs.length) {
      this.faults.push(`${answers.length} answers to ${jobs.length} requests`);
    }
  }

  private count(user: string, by: number): void {
    if (this.scenario.outcome === undefined) {
      return;
    }
    this.unrecorded.set(user, (this.unrecorded.get(user) ?? 0) + by);
  }
}

function quantiles(values: number[]): Quantiles {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
