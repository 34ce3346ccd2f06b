import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesAction } from '../../../src/private/decisions/decision';
import { statementsOf } from '../../../src/private/decisions/document';
import { RequestSpace } from '../../../src/private/decisions/requests';
import { AREAS, type AreaName } from '../../effects/areas';
import { ENVIRONMENTS } from '../../effects/environment';
import { deployed, synthesize } from '../../effects/harness';
import type { Policy } from '../../effects/policies';
import { SPECIFICATIONS } from '../proofs';
import { findFault } from '../prover';
import { Place, type Specification } from '../specification';
import { ALL_REQUESTS } from '../universe';
import { type Mutant, mutantsOf } from './mutants';

const [ENVIRONMENT] = ENVIRONMENTS;
const LIST = join(__dirname, 'equivalent.json');

interface Document {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

interface Outcome {
  judged: number;
  /** The mutants that the specification does not tell from the policy. */
  readonly survivors: string[];
}

/**
 * Changes every policy that is proved in every way that `mutants.ts` has, and lets the proof find a request for each change. Changes
 * without one are equivalent: the proof compared all classes of requests. These must be in `equivalent.json`, and no others.
 */
function main(): void {
  const outcome: Outcome = { judged: 0, survivors: [] };
  const space = new RequestSpace(ALL_REQUESTS);
  const known = new Set<string>();
  for (const area of Object.keys(SPECIFICATIONS) as AreaName[]) {
    const specifications = SPECIFICATIONS[area]!(new Place(ENVIRONMENT));
    for (const [name, subject] of synthesize(AREAS[area].subjects)) {
      const policies = deployed(subject, ENVIRONMENT);
      // Many features have the same policy.
      const id = JSON.stringify(policies.map(({ document }) => document));
      if (!known.has(id) && specifications[name]) {
        known.add(id);
        judge(name, policies, specifications[name], space, outcome);
      }
    }
  }
  report(outcome);
}

function judge(
  name: string,
  policies: readonly Policy[],
  specification: Specification,
  space: RequestSpace,
  outcome: Outcome,
): void {
  for (const [index, policy] of policies.entries()) {
    const statements = policy.assumed ? [] : [(policy.document as Document).Statement].flat();
    for (const [at, original] of statements.entries()) {
      for (const mutant of mutantsOf(original)) {
        outcome.judged++;
        if (!survives(policies, index, at, mutant, specification, space)) {
          continue;
        }
        outcome.survivors.push(
          `${name}: ${policies.length > 1 ? `${policy.kind}, ` : ''}${original.Sid ?? at + 1}: ${mutant.change}`,
        );
      }
    }
  }
}

/** Whether the proof finds no request for a change of one statement, among requests for what the statement names. */
function survives(
  policies: readonly Policy[],
  index: number,
  at: number,
  { statement }: Mutant,
  specification: Specification,
  space: RequestSpace,
): boolean {
  const { document } = policies[index] as { document: Document };
  const all = [document.Statement].flat();
  const changed = [...all.slice(0, at), ...(statement ? [statement] : []), ...all.slice(at + 1)];
  const mutated = policies.map((policy, each) =>
    each === index ? { ...policy, document: { ...document, Statement: changed } } : policy,
  );
  const named = [all[at], ...(statement ? [statement] : [])].flatMap((each) => statementsOf({ Statement: each }));
  const isNamed = (action: string) => named.some((each) => namesAction(each, action));
  return findFault(mutated, specification, space, isNamed) === undefined;
}

function report({ judged, survivors }: Outcome): void {
  const groups: { readonly changes: string[] }[] = JSON.parse(readFileSync(LIST, 'utf8'));
  const listed = groups.flatMap(({ changes }) => changes);
  const unlisted = survivors.filter((each) => !listed.includes(each));
  const stale = listed.filter((each) => !survivors.includes(each));
  const lines = [
    `${judged} changes of policies: ${judged - survivors.length} are found by the proof, ${survivors.length} are equivalent`,
    ...unlisted.map((each) => `no request shows the change, and it is not in equivalent.json: ${each}`),
    ...stale.map((each) => `equivalent.json has a change that is found or does not exist: ${each}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = unlisted.length + stale.length > 0 ? 1 : 0;
}

main();
