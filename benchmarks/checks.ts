import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compliance } from 'cdk-secure-sagemaker';
import { bigTemplate, resourcesWithPolicies } from '../test/compliance/speed/template';
import { median, timed, timedInFreshProcess } from './measure';

const FACTORS = [1, 2, 4];
const WARM_UP = 10;
const ROUNDS = 15;
const COLD_ROUNDS = 5;
const WARM_MAX = 100;
const RATIO_MAX = 2.5;
const ROOT = join(__dirname, '..');

interface Times {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * How long all rules take for templates of all kinds of resources, from the file to the report. Gives what misses an aim; the
 * aims are for the smaller of both times: other work of the machine lengthens the one, threads that collect and compile the other.
 */
export function tellOfChecks(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'checks-'));
  try {
    say(
      '\nall rules on a template, in ms: the median once warm, and the first time in a process; "policies" are resources with statements\n',
    );
    say('resources | policies | user CPU |     wall | cold wall | CPU for each 1x');
    say('----------|----------|----------|----------|-----------|----------------');
    const times = FACTORS.map((factor) => tell(join(folder, `${factor}.template.json`), factor));
    const [first, ...others] = times.map(({ cpu, wall }) => Math.min(cpu, wall));
    const ratios = others.map((time, index) => time / [first, ...others][index]);
    const misses = ratios
      .filter((ratio) => ratio > RATIO_MAX)
      .map((ratio) => `twice the resources take ${ratio.toFixed(1)} times as long, expected ${RATIO_MAX} at most`);
    if (first >= WARM_MAX) {
      misses.unshift(`checks take ${first.toFixed(0)} ms, expected less than ${WARM_MAX} ms`);
    }
    return misses;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tell(path: string, factor: number): Times {
  const template = bigTemplate(factor);
  writeFileSync(path, JSON.stringify(template));
  const checks = new compliance.SageMakerChecks({ packs: [compliance.Pack.ALL] });
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => times(() => checks.validate(contextOf(path)))).slice(
    WARM_UP,
  );
  const [cpu, wall] = [median(rounds.map((round) => round.cpu)), median(rounds.map((round) => round.wall))];
  const counts = [Object.keys(template.Resources).length, resourcesWithPolicies(template).length].map(String);
  const cold = Array.from({ length: COLD_ROUNDS }, () =>
    timedInFreshProcess(`checks.validate(${JSON.stringify(contextOf(path))})`, ROOT, PREPARED),
  );
  const shown = [cpu, wall].map((value) => value.toFixed(1).padStart(8));
  say(
    [
      counts[0].padStart(9),
      counts[1].padStart(8),
      ...shown,
      median(cold).toFixed(1).padStart(9),
      (cpu / factor).toFixed(1).padStart(15),
    ].join(' | '),
  );
  return { cpu, wall };
}

/** What is loaded before the first run begins. */
const PREPARED = `const { compliance } = require('./lib'); const checks = new compliance.SageMakerChecks({ packs: [compliance.Pack.ALL] })`;

/** The checks read files, and need no constructs. */
function contextOf(path: string): Parameters<compliance.SageMakerChecks['validate']>[0] {
  return { templatePaths: [path] } as Parameters<compliance.SageMakerChecks['validate']>[0];
}

function times(work: () => unknown): Times {
  const before = process.cpuUsage();
  const wall = timed(work);
  return { wall, cpu: process.cpuUsage(before).user / 1000 };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
