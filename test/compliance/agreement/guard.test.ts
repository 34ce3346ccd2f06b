import { Rule } from '../../../src/compliance';
import { NOT_IN_GUARD } from '../../../src/compliance/guard/not-in-guard';
import { GUARD_TYPES } from '../../../src/compliance/guard-clause';
import { expectedDifferences, GUARD_DIFFERENCES, NOT_IN_CDK } from './guard-differences';
import { rejectionsOfCdk } from './guard-engine';
import { GUARD_TEMPLATES } from './guard-templates';
import { compared, differencesOf, GUARDED, NAMES, ourVerdicts, type Rejections } from './guarded';

const UNLOADABLE = ['NO_FULL_ACCESS_POLICY', 'TRUST_CONFUSED_DEPUTY'];

test('every rule for notebook instances, domains and roles has Guard clauses or a reason to have none, and never both', () => {
  const judging = Rule.all().filter(({ _definition }) => _definition.types.some((type) => type in GUARD_TYPES));
  const expressed = GUARDED.rules.map(({ id }) => id);
  const reasons = NOT_IN_GUARD.map(({ rule }) => rule);
  expect([...expressed, ...reasons].sort()).toEqual(judging.map(({ id }) => id).sort());
});

test('reasons to have no Guard clauses are sentences without a full stop', () => {
  expect(NOT_IN_GUARD.filter(({ reason }) => !/^[A-Z].*[^.]$/.test(reason))).toEqual([]);
});

test('Guard rules have the names of the members of Rule', () => {
  expect([...NAMES].filter(([name, rule]) => Reflect.get(Rule, name) !== rule)).toEqual([]);
});

/** It says nothing of a domain whose defaults name no POSIX user. */
const SAYS_NOTHING = 'STUDIO_POSIX_USERS';

test('each rule passes some templates and fails others, so that an engine can be wrong in both directions', () => {
  const verdicts = [...ourVerdicts().values()];
  const seen = [...NAMES.keys()].map((name) => [name, new Set(verdicts.map((own) => own.get(name)))] as const);
  expect(
    seen
      .filter(([name, all]) => !all.has(name === SAYS_NOTHING ? undefined : 'pass') || !all.has('fail'))
      .map(([name]) => name),
  ).toEqual([]);
});

/** Since 2.276.0 at the latest, CDK comes with cfn-guard itself. Before, it translated Guard rules, and not all of them. */
const translates = !loads(UNLOADABLE[0]);

function loads(name: string): boolean {
  try {
    rejectionsOfCdk([name], []);
    return true;
  } catch {
    return false;
  }
}

describe('the Guard engine of CDK', () => {
  const all = [...NAMES.keys()];
  const loaded = translates ? all.filter((name) => !UNLOADABLE.includes(name)) : all;
  const isCompared = (name: string) => !translates || !(name in NOT_IN_CDK);
  let rejections: Rejections;
  beforeAll(() => {
    rejections = rejectionsOfCdk(loaded, GUARD_TEMPLATES);
  });

  test('gives the verdicts of our checks, except where the list of differences says why not', () => {
    const expected = expectedDifferences(translates ? 'CDK' : 'cfn-guard', isCompared);
    expect(differencesOf(rejections, all.filter(isCompared)).sort()).toEqual(expected.sort());
  });

  test.each(UNLOADABLE)('loads %s only where it does not translate', (name) => {
    expect(loads(name)).toBe(!translates);
  });

  test('is wrong on each rule that it cannot translate, and on no other', () => {
    const wrong = loaded.filter((name) => {
      const expected = expectedDifferences('cfn-guard', (rule) => rule === name);
      return differencesOf(rejections, [name]).some((one) => !expected.includes(one));
    });
    const listed = Object.keys(NOT_IN_CDK).filter((name) => !UNLOADABLE.includes(name));
    expect(wrong.sort()).toEqual(translates ? listed.sort() : []);
  });
});

describe('the list of differences', () => {
  test('names templates and rules that exist, with the verdicts of our checks', () => {
    const wrong = GUARD_DIFFERENCES.filter(
      ({ template, rule, ours }) => (ourVerdicts().get(template)?.get(rule) ?? 'no such template or rule') !== ours,
    );
    expect(wrong.map(({ template, rule, theirs, ours }) => compared(template, rule, theirs, ours))).toEqual([]);
  });

  test('has nothing twice, and templates of different names', () => {
    const rows = GUARD_DIFFERENCES.map(({ template, rule }) => `${template}: ${rule}`);
    expect(new Set(rows).size).toBe(rows.length);
    expect(new Set(GUARD_TEMPLATES.map(({ name }) => name)).size).toBe(GUARD_TEMPLATES.length);
  });
});
