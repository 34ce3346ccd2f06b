import type { Aims } from './aims';
import type { Figures, Job, LoadedBundle } from './load';

/** How many users come at a time. Lambda gives a process one request at a time, so that more of them are the harder case. */
export const MANY = 50;

const ROUNDS = 3;
const OWN_MS_MAX = 5;
/** The least memory that any of the functions has. */
const RSS_MIB_MAX = 256;
/** Rounds of a soak before what is kept for the users that came last has its full size. */
const FILLING = 2;
const MIB = 1024 * 1024;

export function explainMethod(): void {
  say(
    '\nload: "own" is the CPU time per request of all threads of the process that runs the bundle: code, system calls, garbage collection',
  );
  say(
    'and compilation, but nothing that it waits for, since the services run in another process. With 1 user it is that of each request,',
  );
  say(
    `with ${MANY} users that of every ${MANY} answers divided by ${MANY}. "answer" is the time from request to answer, with the wait for the`,
  );
  say('services and for the requests of others. "heap" is what is left after a garbage collection.');
  say(
    `Each line is the one of ${ROUNDS} rounds with the least own time; answers and records of all of them are compared.\n`,
  );
  say(
    'handler      | load          | users | requests | per s | own p50 ms | own p99 ms | answer p50 ms | answer p99 ms | heap MiB | RSS MiB',
  );
  say(
    '-------------|---------------|-------|----------|-------|------------|------------|---------------|---------------|----------|--------',
  );
}

/** The round that was disturbed least: what else the machine does takes caches and cores away, and only ever adds. */
export async function quietest(run: () => Promise<Figures>): Promise<Figures> {
  const rounds: Figures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await run());
  }
  return rounds.reduce((best, one) => (one.own.p50 < best.own.p50 ? one : best));
}

export function reportLoad(
  aims: Aims,
  handler: string,
  load: string,
  { users, requests, perSecond, own, waits, heapUsed, rss }: Figures,
): void {
  aims.below(`${handler}, ${load}, ${users} at a time, own time at p50`, own.p50, OWN_MS_MAX, 'ms');
  reportMemory(aims, `${handler}, ${load}, ${users} at a time`, rss);
  const counts = [String(users).padStart(5), String(requests).padStart(8), perSecond.toFixed(0).padStart(5)];
  const times = [
    own.p50.toFixed(2).padStart(10),
    own.p99.toFixed(2).padStart(10),
    waits.p50.toFixed(2).padStart(13),
    waits.p99.toFixed(2).padStart(13),
  ];
  say(
    [
      handler.padEnd(12),
      load.padEnd(13),
      ...counts,
      ...times,
      inMib(heapUsed).padStart(8),
      inMib(rss).padStart(7),
    ].join(' | '),
  );
}

/** In MiB, after having compared it with the memory that functions have. */
export function reportMemory(aims: Aims, what: string, rss: number): string {
  aims.below(`${what}, memory`, rss / MIB, RSS_MIB_MAX, 'MiB');
  return inMib(rss);
}

export interface Soak {
  readonly rounds: number;
  /** In each round. */
  readonly requests: number;
  readonly newcomers: (count: number) => Promise<Job[]>;
  /** Bytes that a user may leave behind in the heap, which is less than anything takes that would be kept. */
  readonly perUserMax: number;
}

/** Users that never came before, round after round: what is kept of them must not add up. */
export async function measureSoak(
  aims: Aims,
  handler: string,
  bundle: LoadedBundle,
  { rounds, requests, newcomers, perUserMax }: Soak,
): Promise<void> {
  const figures: Figures[] = [];
  for (let round = 0; round < rounds; round++) {
    figures.push(await bundle.run(await newcomers(requests), MANY));
  }
  const heaps = figures.map(({ heapUsed }) => heapUsed);
  const growth = (heaps[rounds - 1] - heaps[FILLING - 1]) / ((rounds - FILLING) * requests);
  aims.below(`${handler}, heap that a further user leaves behind`, growth, perUserMax, 'bytes');
  const rss = reportMemory(aims, `${handler} after the soak`, figures[rounds - 1].rss);
  const sizes = heaps.map((heap) => (heap / MIB).toFixed(2)).join(', ');
  say(
    `${handler}: soak of ${rounds} times ${requests} new users, ${MANY} at a time; heap after each ${sizes} MiB, RSS ${rss} MiB in the end`,
  );
}

function inMib(bytes: number): string {
  return (bytes / MIB).toFixed(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
