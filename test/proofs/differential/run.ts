import { AREA_NAMES, AREAS } from '../../effects/areas';
import { ENVIRONMENTS } from '../../effects/environment';
import { synthesize } from '../../effects/harness';
import { PROVED_IN_PARTS } from '../proofs';
import { compare, KNOWN_DIFFERENCES, newOutcome, type Outcome } from './compare';
import { sourceOf } from './samples';

/** As many for each policy and partition; more for policies with many classes. */
const COUNT = 160;
const [, , part = '0', parts = '1', atLeast = '100000'] = process.argv;

/** Compares the evaluator of the library with the simulator on a part of all policies, so that several processes share the work. */
async function main(): Promise<void> {
  const outcome = newOutcome();
  const subjects = AREA_NAMES.flatMap((area) => [...synthesize(AREAS[area].subjects)]);
  const source = await sourceOf(subjects.map(([, subject]) => subject));
  for (const [index, [name, subject]] of subjects.entries()) {
    if (index % Number(parts) === Number(part) && !PROVED_IN_PARTS.includes(name)) {
      for (const environment of ENVIRONMENTS) {
        await compare(name, subject, environment, COUNT, source, outcome);
      }
    }
  }
  report(outcome);
}

function report({ decided, refused, known, differing }: Outcome): void {
  const lines = [
    `${decided} requests decided by both, ${differing.length} in different ways that are not known`,
    ...KNOWN_DIFFERENCES.map(
      ({ what, right, why }) => `${known.get(what) ?? 0} differ: ${what}; ${right} is right. ${why}`,
    ),
    ...[...refused].map(([reason, count]) => `${count} refused by the simulator: ${reason}`),
    ...differing.slice(0, 20),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = differing.length > 0 || decided < Number(atLeast) ? 1 : 0;
}

void main();
