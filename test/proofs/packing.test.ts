import { guardrails } from '../../src';
import { statementsOf } from '../../src/private/decisions/document';
import { ENVIRONMENTS } from '../effects/environment';
import { deployed, synthesize } from '../effects/harness';
import { organizationPolicies, type Subject } from '../effects/policies';
import { ALL_FOR_CALLERS, SAMPLES } from '../guardrails/table';
import { EXEMPTIONS } from '../guardrails/table/parameters';
import { compareByAction } from './packing';
import { ALL_REQUESTS } from './universe';

const [ENVIRONMENT] = ENVIRONMENTS;

function policyOf(names: readonly string[], exemptions?: guardrails.Exemption[]): Subject {
  return {
    policies: organizationPolicies('scp'),
    build: (stack) => {
      new guardrails.ServiceControlPolicy(stack, 'Policy', {
        guardrails: names.map((name) => SAMPLES[name].make()),
        exemptions,
      });
    },
  };
}

function statementsIn(subjects: Readonly<Record<string, Subject>>) {
  return [...synthesize(subjects).values()].flatMap((subject) =>
    deployed(subject, ENVIRONMENT).flatMap(({ document }) => statementsOf(document)),
  );
}

describe.each([
  ['without exemptions', undefined],
  ['with two exemptions', [EXEMPTIONS.principals(), EXEMPTIONS.principalTag()]],
])('every guardrail in packed policies %s', (_, exemptions) => {
  const packed = statementsIn({ all: policyOf(ALL_FOR_CALLERS, exemptions) });
  const single = statementsIn(Object.fromEntries(ALL_FOR_CALLERS.map((name) => [name, policyOf([name], exemptions)])));

  test('denies what the single policies deny', () => {
    const { actions, differing } = compareByAction(single, packed, ALL_REQUESTS);
    expect(differing).toEqual([]);
    expect(actions).toBeGreaterThan(ALL_REQUESTS.actions.length);
  });

  test('is found to deny less once a statement is missing', () => {
    const { differing } = compareByAction(single, packed.slice(1), ALL_REQUESTS);
    expect(differing).not.toEqual([]);
  });
});
