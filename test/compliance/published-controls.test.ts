import { ControlCatalog, Rule } from '../../src/compliance';
import { NOT_COVERED } from '../../src/compliance/rules/not-covered';
import { OF_SAGEMAKER, PUBLISHED_CONTROLS } from './published-controls';

const RULES = Rule.all();

function covered(catalog: ControlCatalog): Set<string> {
  return new Set(RULES.flatMap((rule) => rule.controlIds(catalog)));
}

function notCovered(catalog: ControlCatalog): string[] {
  return NOT_COVERED.filter((control) => control.catalog === catalog).map(({ id }) => id);
}

describe.each(Object.entries(PUBLISHED_CONTROLS) as [ControlCatalog, readonly string[]][])(
  'the controls of %s',
  (catalog, published) => {
    const ids = covered(catalog);
    const others = notCovered(catalog);

    test('each have a rule or a reason to have none', () => {
      expect(published.filter((id) => !ids.has(id) && !others.includes(id))).toEqual([]);
    });

    test('have a rule or a reason, never both', () => {
      expect(others.filter((id) => ids.has(id))).toEqual([]);
      expect(new Set(others).size).toBe(others.length);
    });

    test('that rules and reasons name are published', () => {
      const named = [...ids].filter((id) => OF_SAGEMAKER.test(id));
      expect([...named, ...others].filter((id) => !published.includes(id))).toEqual([]);
    });
  },
);

test('no rule names a control twice', () => {
  for (const { id, controls } of RULES) {
    expect([id, new Set(controls.map((control) => `${control.catalog} ${control.id}`)).size]).toEqual([
      id,
      controls.length,
    ]);
  }
});

test('every managed rule behind a control of Security Hub is a managed rule of Config that the same rule names', () => {
  const without = RULES.filter(
    (rule) => rule.controlIds(ControlCatalog.SECURITY_HUB).length > rule.controlIds(ControlCatalog.CONFIG).length,
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

test('reasons say why, and the rules that they name exist', () => {
  const ids = RULES.map(({ id }) => id);
  for (const { reason } of NOT_COVERED) {
    expect(reason).toMatch(/^[A-Z].*[^.]$/);
    const [, named] = /^.*, which ([a-z]+(?:-[a-z]+)+) judges$/.exec(reason) ?? [];
    expect([undefined, ...ids]).toContain(named);
  }
});
