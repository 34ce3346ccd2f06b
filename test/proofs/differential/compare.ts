import type { Environment } from '../../effects/environment';
import { evaluatorOf } from '../../effects/evaluate';
import { deployed, type SynthesizedSubject } from '../../effects/harness';
import type { Policy } from '../../effects/policies';
import { decide, type EffectRequest } from '../../effects/simulate';
import { type Source, samplesOf } from './samples';

/** A known difference between the evaluator of the library and the simulator. */
export interface KnownDifference {
  readonly what: string;
  readonly right: 'the library' | 'the simulator' | 'nobody, since AWS does not document it,';
  readonly why: string;
  isOne(request: EffectRequest, policies: readonly Policy[]): boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    what: 'a key or a role without a policy of its own',
    right: 'the simulator',
    why: 'They always have one. The evaluator leaves it out where the policies of a subject have none, and judges the others.',
    isOne: ({ action }, policies) => {
      const kind = { kms: 'resource', sts: 'trust' }[action.split(':')[0]];
      return kind !== undefined && policies.every((policy) => policy.kind !== kind);
    },
  },
  {
    what: 'a principal of another account',
    right: 'the simulator',
    why: 'Its own account must allow the request as well. The evaluator judges policies of one account.',
    isOne: ({ principal }, policies) =>
      principal.startsWith('arn:') &&
      principal.includes(':999999999999:') &&
      policies.some(({ kind }) => kind === 'resource'),
  },
  {
    what: 'a service with policies of identities',
    right: 'the simulator',
    why: 'Services have none. The evaluator judges the policies of a subject together, whoever asks.',
    isOne: ({ principal }, policies) =>
      !principal.startsWith('arn:') && policies.some(({ kind }) => kind === 'identity'),
  },
  {
    what: 'a value of a key for ARNs that is no ARN',
    right: 'nobody, since AWS does not document it,',
    why: 'The simulator lets neither ArnLike nor ArnNotLike hold. AWS sends ARNs in these keys, and the proof has no other values.',
    isOne: ({ context }) =>
      Object.entries(context).some(
        ([key, value]) => /arns?$/i.test(key) && ![value].flat().every((each) => each.startsWith('arn:')),
      ), // unanchored: the end
  },
];

export interface Outcome {
  decided: number;
  /** By the reason of the simulator. */
  readonly refused: Map<string, number>;
  readonly known: Map<string, number>;
  readonly differing: string[];
}

export function newOutcome(): Outcome {
  return { decided: 0, refused: new Map(), known: new Map(), differing: [] };
}

/** Lets the evaluator of the library and the simulator decide the same requests about a subject. */
export async function compare(
  name: string,
  subject: SynthesizedSubject,
  environment: Environment,
  count: number,
  source: Source,
  outcome: Outcome,
): Promise<void> {
  const policies = deployed(subject, environment);
  const evaluate = evaluatorOf(policies);
  for (const request of samplesOf(policies, environment, count, source)) {
    const simulated = await simulate(policies, request, environment, outcome);
    if (simulated === undefined) {
      continue;
    }
    outcome.decided++;
    const decision = evaluate(request);
    const known = KNOWN_DIFFERENCES.find((each) => each.isOne(request, policies));
    if (simulated !== decision && known) {
      increase(outcome.known, known.what);
    } else if (simulated !== decision) {
      outcome.differing.push(`${name}: ${simulated} by the simulator, ${decision}: ${JSON.stringify(request)}`);
    }
  }
}

async function simulate(
  policies: readonly Policy[],
  request: EffectRequest,
  { account }: Environment,
  { refused }: Outcome,
): Promise<string | undefined> {
  try {
    return await decide(policies, request, account);
  } catch (error) {
    const [, fault, ignored] =
      /"message":"([^"]+)"|the simulator (ignores .+) of \{/.exec((error as Error).message) ?? [];
    increase(refused, fault ?? ignored ?? (error as Error).message);
    return undefined;
  }
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
