import { guardrails } from '../../../src';
import { ENVIRONMENTS } from '../environment';
import { effectsOfSubject, loadArea, ownPolicies } from '../harness';
import { QUOTAS } from '../policies';
import { EXEMPTIONS, SAMPLE_NAMES, SAMPLES } from './samples';
import { EVERY_GUARDRAIL } from './subjects';

const area = loadArea('guardrails');

function factoriesOf(type: object): string[] {
  return Object.getOwnPropertyNames(type).filter(
    (name) => typeof (type as Record<string, unknown>)[name] === 'function',
  );
}

function factoryOf(sample: string): string {
  return sample.split(',')[0];
}

describe('the guardrails whose effects are proved', () => {
  test('are those of every factory', () => {
    expect([...new Set(SAMPLE_NAMES.map(factoryOf))].sort()).toEqual(factoriesOf(guardrails.Guardrail).sort());
  });

  test('each come from the factory that the sample is named after', () => {
    const idsOf = new Map<string, Set<string>>();
    for (const name of SAMPLE_NAMES) {
      idsOf.set(factoryOf(name), (idsOf.get(factoryOf(name)) ?? new Set()).add(SAMPLES[name]().id));
    }
    const ids = [...idsOf.values()].flatMap((all) => [...all]);
    expect(ids).toHaveLength(idsOf.size);
    expect(new Set(ids).size).toBe(idsOf.size);
  });

  test('have exemptions of every factory', () => {
    expect(Object.keys(EXEMPTIONS).sort()).toEqual(factoriesOf(guardrails.Exemption).sort());
  });

  test.each(SAMPLE_NAMES)('have cases of %s that it alone denies', (name) => {
    const outcomes = effectsOfSubject(area, `Guardrail.${name}`).map((effect) => effect.expect);
    expect([...new Set(outcomes)].sort()).toEqual(['Allowed', 'ExplicitlyDenied']);
  });

  test('fit in two documents all together, in every partition', () => {
    for (const environment of ENVIRONMENTS) {
      const lengths = ownPolicies(area.subjects.get(EVERY_GUARDRAIL)!, environment).map(
        ({ document }) => JSON.stringify(document).length,
      );
      expect(lengths.length).toBeLessThanOrEqual(2);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(QUOTAS.scp);
    }
  });

  test('act in what is attached and not in what is assumed beside it', () => {
    for (const subject of area.subjects.values()) {
      const [environment] = ENVIRONMENTS;
      expect(ownPolicies(subject, environment).length).toBe(subject.unresolved.length - 1);
    }
  });
});
