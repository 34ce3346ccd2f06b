import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { HANDLER_BUNDLE } from '../../projenrc/bundle/options';
import type { Aims } from './aims';
import { type Job, LoadedBundle, type Scenario } from './load';

const ROUNDS = 5;
/** How much longer a function may take than a handler that makes the same calls and nothing else. */
export const RATIO_MAX = 1.5;

export interface RatioOptions {
  readonly ours: LoadedBundle;
  readonly minimal: LoadedBundle;
  readonly jobs: () => Job[];
  /** @default - the ratio is only reported */
  readonly ratioMax?: number;
}

/** A handler that makes the same calls as a function and nothing else, bundled like the function, under the same load. */
export class MinimalHandler {
  public static async load(scenario: Scenario): Promise<MinimalHandler> {
    const folder = mkdtempSync(join(tmpdir(), 'minimal-'));
    await build({
      ...HANDLER_BUNDLE,
      entryPoints: [join(__dirname, 'minimal', `${scenario.bundle}.ts`)],
      outfile: join(folder, 'index.js'),
    });
    return new MinimalHandler(folder, scenario);
  }

  public readonly bundle: LoadedBundle;

  private constructor(
    private readonly folder: string,
    scenario: Scenario,
  ) {
    const { environment } = scenario;
    const resultOf = scenario.resultOf.bind(scenario);
    this.bundle = new LoadedBundle({ bundle: folder, environment, resultOf });
  }

  /** Ends the process. */
  public async end(aims: Aims, what: string): Promise<void> {
    await this.bundle.end();
    rmSync(this.folder, { recursive: true });
    aims.none(`minimal ${what}, answers`, this.bundle.faults);
  }
}

export function explainRatios(): void {
  say(
    `\nminimal: a handler that makes the same calls and has no checks, limits, and records; own time at p50 in ms, one request at a`,
  );
  say(`time, the least of ${ROUNDS} rounds of each in turn.\n`);
  say('handler      | load          |  ours | minimal | ratio');
  say('-------------|---------------|-------|---------|------');
}

/** One after the other in turn, with the same requests, so that other work of the machine affects both alike. */
export async function reportRatio(
  aims: Aims,
  handler: string,
  load: string,
  { ours, minimal, jobs, ratioMax }: RatioOptions,
): Promise<void> {
  const rounds: [number, number][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const requests = jobs();
    rounds.push([(await ours.run(requests, 1)).own.p50, (await minimal.run(requests, 1)).own.p50]);
  }
  const own = Math.min(...rounds.map(([time]) => time));
  const least = Math.min(...rounds.map(([, time]) => time));
  if (ratioMax !== undefined) {
    aims.below(`${handler}, ${load}, own time at p50 by that of a minimal handler`, own / least, ratioMax, 'times');
  }
  const times = [own.toFixed(2).padStart(5), least.toFixed(2).padStart(7), (own / least).toFixed(2).padStart(5)];
  say([handler.padEnd(12), load.padEnd(13), ...times].join(' | '));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
