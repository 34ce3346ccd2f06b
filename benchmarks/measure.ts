import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** Runs the ways in turn, so that other work of the machine affects all of them alike, and returns their results by round. */
export function samples<Name extends string>(rounds: number, ways: Record<Name, () => number>): Record<Name, number[]> {
  const names = Object.keys(ways) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      results[name].push(ways[name]());
    }
  }
  return results;
}

export function medians<Name extends string>(rounds: number, ways: Record<Name, () => number>): Record<Name, number> {
  const results = Object.entries<number[]>(samples(rounds, ways));
  return Object.fromEntries(results.map(([name, values]) => [name, median(values)])) as Record<Name, number>;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value that the share of all values is below. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)];
}

/** Milliseconds that the work takes. */
export function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Bytes of heap that the result of the work holds on to. Needs `node --expose-gc`. */
export function retained(work: () => unknown): number {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) {
    throw new Error('run with --expose-gc');
  }
  collect();
  const before = process.memoryUsage().heapUsed;
  const result = work();
  collect();
  const after = process.memoryUsage().heapUsed;
  return result === undefined ? 0 : after - before;
}

/** Milliseconds that the code takes in a process of its own, without the start of the process and what is prepared. */
export function timedInFreshProcess(code: string, cwd: string, prepared = ''): number {
  const measured = `${prepared}; const start = performance.now(); ${code}; process.stdout.write(String(performance.now() - start))`;
  const { stdout, status, stderr } = spawnSync(process.execPath, ['-e', measured], { cwd, encoding: 'utf-8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return Number(stdout);
}
