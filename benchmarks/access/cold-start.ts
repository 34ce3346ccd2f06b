import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundlePath } from '../../test/access/support/bundle';
import { median } from '../measure';
import type { Aims } from './aims';

const ROUNDS = 7;
/** For what is loaded and done until the first answer, without the start of Node. */
const OWN_MS_MAX = 300;

/** How much longer one bundle may take than another. */
const RATIOS = [{ what: 'portal', reference: 'URL function', ratioMax: 1.5 }];

/** A bundle, and the first request that it gets. */
export interface Start {
  readonly what: string;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly event: () => object;
  /** What is wrong with the answer. */
  readonly faults: (answer: unknown) => readonly string[];
}

/** Of a process that answers once, in milliseconds. */
interface ColdStart {
  /** Until Node runs the first line. */
  readonly node: number;
  /** Loading the bundle. */
  readonly load: number;
  /** From the event to the answer. */
  readonly answer: number;
  readonly result?: unknown;
}

export async function measureColdStarts(aims: Aims, starts: readonly Start[]): Promise<void> {
  const times = await measured(aims, starts);
  say(
    `\ncold start: a fresh process until its first answer, in ms, medians of ${ROUNDS}; the services answer on loopback\n`,
  );
  say('bundle                   | bare Node | load bundle | first answer | own code | with Node');
  say('-------------------------|-----------|-------------|--------------|----------|----------');
  starts.forEach(({ what }, index) => {
    reportRow(aims, what, times[index]);
  });
  const ownOf = (name: string) => median(times[starts.findIndex(({ what }) => what === name)].map(ownTime));
  for (const { what, reference, ratioMax } of RATIOS) {
    aims.below(
      `${what}, cold start of own code by that of the ${reference}`,
      ownOf(what) / ownOf(reference),
      ratioMax,
      'times',
    );
  }
}

/** Loading the bundle and the first answer. */
function ownTime({ load, answer }: ColdStart): number {
  return load + answer;
}

/** In turn, so that what else the machine does falls on all of them alike. */
async function measured(aims: Aims, starts: readonly Start[]): Promise<ColdStart[][]> {
  const times: ColdStart[][] = starts.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, start] of starts.entries()) {
      const time = await coldStart(start);
      aims.none(`first answer of ${start.what}`, start.faults(time.result));
      times[index].push(time);
    }
  }
  return times;
}

async function coldStart({ bundle, environment, event }: Start): Promise<ColdStart> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(__dirname, 'cold.cjs'), bundlePath(bundle), JSON.stringify(event())],
    {
      env: { ...environment },
    },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')));
}

function reportRow(aims: Aims, what: string, times: readonly ColdStart[]): void {
  const of = (value: (time: ColdStart) => number) => median(times.map(value));
  const own = of(ownTime);
  aims.below(`${what}, cold start of own code`, own, OWN_MS_MAX, 'ms');
  const columns: [number, number][] = [
    [of(({ node }) => node), 9],
    [of(({ load }) => load), 11],
    [of(({ answer }) => answer), 12],
    [own, 8],
    [of(({ node, load, answer }) => node + load + answer), 9],
  ];
  say([what.padEnd(24), ...columns.map(([value, width]) => value.toFixed(1).padStart(width))].join(' | '));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
