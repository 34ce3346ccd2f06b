import { AREA_NAMES, AREAS } from './areas';
import { ENVIRONMENTS } from './environment';
import { evaluatorOf } from './evaluate';
import { decisionsOf, deployed, effectsOfSubject, loadArea, ownPolicies, requestIn } from './harness';
import { lintPolicy } from './policy-lint';

describe.each(AREA_NAMES)('%s', (name) => {
  const area = loadArea(name);
  const subjects = [...area.subjects.keys()];

  describe.each(ENVIRONMENTS)('in $partition', (environment) => {
    test.each(subjects)('%s decides every case as expected', async (subject) => {
      const effects = effectsOfSubject(area, subject);
      const decisions = await decisionsOf(effects, area.subjects.get(subject)!, environment);
      expect(Object.fromEntries(effects.map((effect, index) => [effect.name, decisions[index]]))).toEqual(
        Object.fromEntries(effects.map((effect) => [effect.name, effect.expect])),
      );
    });

    test.each(subjects)('%s decides every case alike by the evaluator of the library', (subject) => {
      const effects = effectsOfSubject(area, subject);
      const synthesized = area.subjects.get(subject)!;
      const decide = evaluatorOf(deployed(synthesized, environment));
      const decisions = effects.map((effect) => decide(requestIn(effect, environment)));
      expect(Object.fromEntries(effects.map((effect, index) => [effect.name, decisions[index]]))).toEqual(
        Object.fromEntries(effects.map((effect) => [effect.name, effect.expect])),
      );
    });

    test.each(subjects)('%s synthesizes policies that say what they seem to say', async (subject) => {
      const synthesized = area.subjects.get(subject)!;
      const policies = ownPolicies(synthesized, environment);
      const { rules = AREAS[name].rules, unconditioned } = synthesized;
      const findings = await Promise.all(
        policies.map(({ kind, document }) => lintPolicy({ kind, document, unconditioned }, rules)),
      );
      expect(findings.flat()).toEqual([]);
    });
  });

  test.each(subjects)('%s has a case that is allowed and one that is denied', (subject) => {
    const outcomes = effectsOfSubject(area, subject).map((effect) => effect.expect === 'Allowed');
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });
});
