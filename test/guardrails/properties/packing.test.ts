import fc from 'fast-check';
import { guardrails } from '../../../src';
import { exempted } from '../../../src/guardrails/rendering/groups';
import { isForResources, SAMPLE_NAMES, SAMPLES } from '../table';
import { singleValue } from '../table/judges';
import { ACCOUNT, EXEMPTIONS, FOREIGN } from '../table/parameters';
import type { KeyValues, Request } from '../table/row';
import { denied, newStack, type Scenario, SEED, scenarioOf } from './decisions';

type ExemptionName = keyof typeof EXEMPTIONS;

const FOR_CALLERS = SAMPLE_NAMES.filter((name) => !isForResources(name));
const EXEMPTION_NAMES = Object.keys(EXEMPTIONS) as ExemptionName[];

/** What exemptions look at. */
const WHO: KeyValues = {
  'aws:PrincipalArn': ['PlatformAdmin', 'caller', 'aws-service-role/x/AWSServiceRoleForX'].map(
    (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  ),
  'aws:PrincipalTag/Guardrails': ['off', 'none', 'on'],
  'aws:PrincipalAccount': [ACCOUNT, FOREIGN],
  'aws:ViaAWSService': ['true', 'false'],
};

/** Whom an exemption is about, as plain code. */
const EXEMPT: Record<ExemptionName, (request: Request) => boolean> = {
  principals: (request) =>
    /^arn:aws:iam::\d{12}:(role\/Platform.*|user\/break-glass)$/.test(singleValue(request, 'aws:PrincipalArn') ?? ''),
  principalTag: (request) => ['off', 'none'].includes(singleValue(request, 'aws:PrincipalTag/Guardrails') ?? ''),
  accounts: (request) => singleValue(request, 'aws:PrincipalAccount') === ACCOUNT,
  serviceLinkedRoles: (request) =>
    /^arn:aws:iam::\d{12}:role\/aws-service-role\/.*$/.test(singleValue(request, 'aws:PrincipalArn') ?? ''),
  callsByServices: (request) => singleValue(request, 'aws:ViaAWSService') === 'true',
};

interface Choice {
  readonly names: string[];
  readonly exemptions: ExemptionName[];
  readonly maxPolicyLength: number;
}

const choices: fc.Arbitrary<Choice> = fc.record({
  names: fc.shuffledSubarray(FOR_CALLERS, { minLength: 1, maxLength: 6 }),
  exemptions: fc.shuffledSubarray(EXEMPTION_NAMES, { maxLength: 2 }),
  maxPolicyLength: fc.constantFrom(3000, 5120, 10_240),
});

const DEFAULTS = { maxPolicies: 50, targetIds: ['r-ab12'] };

function packed({ names, exemptions, maxPolicyLength }: Choice): string[] {
  const props = {
    guardrails: names.map((name) => SAMPLES[name].make()),
    exemptions: exemptions.map((name) => EXEMPTIONS[name]()),
  };
  return new guardrails.ServiceControlPolicy(newStack(), 'Policy', { ...DEFAULTS, ...props, maxPolicyLength })
    .documents;
}

/** Every statement as the guardrail has it, in a document of its own. */
function apart({ names, exemptions }: Choice): unknown[] {
  const stack = newStack();
  const statements = names.flatMap((name) => SAMPLES[name].make().statements());
  return statements.map((statement) => {
    const json = exempted(
      statement,
      exemptions.map((name) => EXEMPTIONS[name]()),
    ).toStatementJson();
    return JSON.parse(resolved({ Version: '2012-10-17', Statement: [stack.resolve(json)] }));
  });
}

/** The text with what CloudFormation would put in for the pseudo parameters. */
function resolved(document: object): string {
  return JSON.stringify(document, (_, value) => {
    const parts = value?.['Fn::Join']?.[1] as (string | { Ref: string })[] | undefined;
    return parts ? parts.map((part) => (typeof part === 'string' ? part : PSEUDO[part.Ref])).join('') : value;
  });
}

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-west-2',
  'AWS::AccountId': ACCOUNT,
};

/** As many of each scenario as make the comparison worth its time. */
const REQUESTS = 12;

describe('packing', () => {
  test('never changes what guardrails and exemptions decide', async () => {
    const scenarios = new Map<string, Scenario>();
    for (const name of FOR_CALLERS) {
      scenarios.set(name, await scenarioOf(name, { extra: WHO }));
    }
    const seen = { denied: 0, exempt: 0, allowed: 0 };
    const property = fc.asyncProperty(choices, fc.integer(), async (choice, seed) => {
      const together = packed(choice).map((document) => JSON.parse(document));
      const single = apart(choice);
      const [about] = choice.names;
      for (const request of fc.sample(scenarios.get(about)!.requests, { seed, numRuns: REQUESTS })) {
        const decision = await denied(about, together, request);
        expect([request, decision]).toEqual([request, await denied(about, single, request)]);
        const exempt = choice.exemptions.some((name) => EXEMPT[name](request));
        if (choice.names.length === 1 || exempt) {
          expect([request, decision]).toEqual([request, !exempt && scenarios.get(about)!.denies(request)]);
        }
        const outcome = decision ? 'denied' : 'allowed';
        seen[exempt ? 'exempt' : outcome]++;
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: 36 });
    expect(Math.min(seen.denied, seen.exempt, seen.allowed)).toBeGreaterThan(50);
  });

  test('never depends on the order of guardrails and exemptions', () => {
    const property = fc.property(choices, fc.infiniteStream(fc.nat()), (choice, keys) => {
      const shuffled = <T>(items: readonly T[]) =>
        items
          .map((item) => [keys.next().value, item] as const)
          .sort(([a], [b]) => a - b)
          .map(([, item]) => item);
      expect(packed({ ...choice, names: shuffled(choice.names), exemptions: shuffled(choice.exemptions) })).toEqual(
        packed(choice),
      );
    });
    fc.assert(property, { seed: SEED, numRuns: 40 });
  });

  test('keeps to the quota and to statement ids that are unique', () => {
    const counts = new Set<number>();
    const property = fc.property(choices, (choice) => {
      const documents = packed(choice);
      counts.add(documents.length);
      expect(Math.max(...documents.map(({ length }) => length))).toBeLessThanOrEqual(choice.maxPolicyLength);
      const sids = documents.flatMap((document) =>
        JSON.parse(document).Statement.map(({ Sid }: { Sid: string }) => Sid),
      );
      expect(new Set(sids).size).toBe(sids.length);
    });
    fc.assert(property, { seed: SEED, numRuns: 60 });
    expect(counts.size).toBeGreaterThan(2);
  });
});
