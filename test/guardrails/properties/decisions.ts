import { Stack } from 'aws-cdk-lib';
import fc from 'fast-check';
import { guardrails } from '../../../src';
import { testApp } from '../../app';
import { everywhere } from '../../effects/key-support';
import { allowing, type Policy } from '../../effects/policies';
import { decide } from '../../effects/simulate';
import { isForResources, SAMPLES } from '../table';
import { ACCOUNT, REGION } from '../table/parameters';
import type { KeyValues, Request } from '../table/row';
import { type ActionFacts, carries, everyFact, factsOf, isVariable, requestsOf } from './requests';

/** The same requests in every run. Another seed: PROPERTY_SEED=7 npx jest test/guardrails/properties. */
export const SEED = Number(process.env.PROPERTY_SEED ?? 20_261_122);

/** Actions that guardrails have nothing to say about, but for those about all of SageMaker. */
const UNRELATED = [
  'sagemaker:DescribeTrainingJob',
  'sagemaker:ListModels',
  'sagemaker:DeleteModel',
  'sagemaker:StopTrainingJob',
];

export interface Scenario {
  readonly requests: fc.Arbitrary<Request>;
  readonly denies: (request: Request) => boolean;
}

/** Requests of these actions alone, or with further keys. */
export interface Focus {
  readonly only?: readonly string[];
  readonly extra?: KeyValues;
}

/** Requests that a guardrail may have to do with, and what its sentence says of them. */
export async function scenarioOf(name: string, { only, extra = {} }: Focus = {}): Promise<Scenario> {
  const {
    values,
    actions = [],
    resources,
    near,
    denies,
    about = Object.keys(values).filter((key) => !everywhere(key) && !isVariable(key)),
  } = SAMPLES[name];
  const carrying = (await everyFact()).filter((fact) => about.some((key) => carries(fact, key)));
  const facts = [...carrying, ...(await Promise.all([...actions, ...UNRELATED].map(factsOf)))];
  const byAction = new Map<string, ActionFacts>(facts.map((fact) => [fact.action, fact]));
  return {
    requests: requestsOf(
      only ? facts.filter((fact) => only.includes(fact.action)) : facts,
      { ...values, ...extra },
      { resources, near },
    ),
    denies: (request) => denies(request, (key) => carries(byAction.get(request.action)!, key)),
  };
}

export function newStack(): Stack {
  return new Stack(testApp(), 'Stack', { env: { account: ACCOUNT, region: REGION } });
}

/** The documents of one guardrail as an organization gets them. */
export function documentsOf(name: string): unknown[] {
  const Renderer = isForResources(name) ? guardrails.ResourceControlPolicy : guardrails.ServiceControlPolicy;
  const { documents } = new Renderer(newStack(), 'Policy', {
    guardrails: [SAMPLES[name].make()],
    targetIds: ['r-ab12'],
  });
  return documents.map((document) => JSON.parse(document));
}

/** Whether the documents deny a request that everything else allows. */
export async function denied(name: string, documents: readonly unknown[], request: Request): Promise<boolean> {
  const forResources = isForResources(name);
  const rendered = documents.map(
    (document, index): Policy => ({ kind: forResources ? 'rcp' : 'scp', name: `policy${index}`, document }),
  );
  const principal = forResources ? 'sagemaker.amazonaws.com' : `arn:aws:iam::${ACCOUNT}:role/caller`;
  const decision = await decide(
    [allowing(forResources ? 'resource' : 'identity'), ...rendered],
    { principal, ...request },
    ACCOUNT,
  );
  if (decision === 'ImplicitlyDenied') {
    throw new Error(`nothing allows ${JSON.stringify(request)}, so that it proves nothing`);
  }
  return decision === 'ExplicitlyDenied';
}

/** The first request of which the documents decide otherwise than the sentence, and how many were denied and allowed. */
export async function compared(
  name: string,
  documents: readonly unknown[],
  numRuns: number,
  focus: Focus & { readonly endOnFailure?: boolean } = {},
) {
  const { requests, denies } = await scenarioOf(name, focus);
  const seen = { denied: 0, allowed: 0 };
  // About every second request was drawn before, and the documents decide the same of it.
  const decisions = new Map<string, boolean>();
  const property = fc.asyncProperty(requests, async (request) => {
    const expected = denies(request);
    seen[expected ? 'denied' : 'allowed']++;
    const key = JSON.stringify(request);
    const decision = decisions.get(key) ?? (await denied(name, documents, request));
    decisions.set(key, decision);
    return decision === expected;
  });
  return { details: await fc.check(property, { seed: SEED, numRuns, endOnFailure: focus.endOnFailure }), seen };
}
