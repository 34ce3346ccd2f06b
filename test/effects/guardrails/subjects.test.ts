import { guardrails } from '../../../src';
import {
  EVERY_GUARDRAIL,
  EVERY_RESOURCE_GUARDRAIL,
  factoryOf,
  GUARDRAIL_ROWS,
  SAMPLE_NAMES,
  SAMPLES,
} from '../../guardrails/table';
import { EXEMPTIONS } from '../../guardrails/table/parameters';
import { ENVIRONMENTS } from '../environment';
import { effectsOfSubject, loadArea, ownPolicies } from '../harness';
import { QUOTAS } from '../policies';
import { ALL_GUARDRAILS } from './subjects';

const area = loadArea('guardrails');

function factoriesOf(type: object): string[] {
  return Object.getOwnPropertyNames(type).filter(
    (name) => typeof (type as Record<string, unknown>)[name] === 'function',
  );
}

describe('the guardrails whose effects are proved', () => {
  test('are in the policies that hold all of them, except for what users put together', () => {
    const held = [...Object.keys(EVERY_GUARDRAIL), ...Object.keys(EVERY_RESOURCE_GUARDRAIL), 'custom'];
    expect(held.sort()).toEqual(Object.keys(GUARDRAIL_ROWS).sort());
  });

  test.each(Object.keys(GUARDRAIL_ROWS))(
    'state the requirement of %s, which reads correctly after the word ERROR',
    (name) => {
      expect(SAMPLES[name].make().description).toMatch(/^[A-Z][^.]* must [^.]+$/);
    },
  );

  test('each come from the factory that the sample is named after', () => {
    const idsOf = new Map<string, Set<string>>();
    for (const name of SAMPLE_NAMES) {
      idsOf.set(factoryOf(name), (idsOf.get(factoryOf(name)) ?? new Set()).add(SAMPLES[name].make().id));
    }
    const ids = [...idsOf.values()].flatMap((all) => [...all]);
    expect(ids).toHaveLength(idsOf.size);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
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
      const lengths = ownPolicies(area.subjects.get(ALL_GUARDRAILS)!, environment).map(
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
