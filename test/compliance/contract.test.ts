import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ControlCatalog, Pack, Rule, SageMakerChecks } from '../../src/compliance';

const RULES = Rule.all();
const DOCSTRINGS = new Map(
  [...readSource().matchAll(/\/\*\* (.*)\. \*\/\n {2}public static readonly ([A-Z0-9_]+) = new Rule\(/g)].map(
    ([, text, member]) => [member, text],
  ),
);
const PACKS = Object.values(Pack).filter((member): member is Pack => member instanceof Pack);

/** The members that the tests of rules name. Unreadable templates have no table of cases: the tests of judging cover them. */
const TESTED = new Set([
  'TEMPLATE_READABLE',
  ...readdirSync(join(__dirname, 'rules'))
    .map((file) => readFileSync(join(__dirname, 'rules', file), 'utf-8'))
    .flatMap((text) => [...text.matchAll(/\bRule\.([A-Z0-9_]+)\b/g)].map(([, member]) => member)),
]);

function memberOf({ id }: Rule): string {
  return id.replaceAll('-', '_').toUpperCase();
}

function readSource(): string {
  return readFileSync(join(__dirname, '..', '..', 'src', 'compliance', 'rules', 'rule.ts'), 'utf-8');
}

describe('the contract', () => {
  // People acknowledge and search for them.
  test('freezes ids, severities and titles of rules; "npx projen test:update test/compliance/contract" accepts new ones', () => {
    expect(RULES.map(({ id, severity, title }) => `${id} | ${severity} | ${title}`)).toMatchSnapshot();
  });

  test('freezes the ids of packs', () => {
    expect(PACKS.map(({ id }) => id)).toMatchSnapshot();
  });

  test('freezes the name of the plugin', () => {
    expect(new SageMakerChecks().name).toBe('SageMakerChecks');
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is named as its member, in kebab-case', () => {
    const [member] = Object.entries(Rule).find(([, value]) => value === rule) ?? [];
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(member).toBe(memberOf(rule));
  });

  test('has a requirement as its title, which is the docstring of its member', () => {
    expect(rule.title).toMatch(/^[A-Z].* must .*[^.]$/);
    const comment = DOCSTRINGS.get(memberOf(rule));
    const advice = `${memberOf(rule)} in src/compliance/rules/rule.ts needs the comment /** ${rule.title}. */`;
    expect(comment === rule.title ? [] : [advice]).toEqual([]);
  });

  test('has cases', () => {
    const advice = `Rule.${memberOf(rule)} has no cases: add some to a file in test/compliance/rules`;
    expect(TESTED.has(memberOf(rule)) ? [] : [advice]).toEqual([]);
  });

  test('explains itself', () => {
    expect(rule.rationale).toMatch(/^[A-Z].*\.$/);
    expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
    expect(rule.documentationUrl).toMatch(/^https:\/\/[^/]+\/.+$/);
  });

  test('is in the packs of its controls', () => {
    expect(Pack.ALL.rules).toContain(rule);
    expect(Pack.BASELINE.rules.includes(rule)).toBe(!rule.optional);
    expect(Pack.SECURITY_HUB.rules.includes(rule)).toBe(rule.controlIds(ControlCatalog.SECURITY_HUB).length > 0);
    expect(Pack.CONTROL_TOWER.rules.includes(rule)).toBe(rule.controlIds(ControlCatalog.CONTROL_TOWER).length > 0);
  });
});

test('a member without definition names the file that must export it', () => {
  const remedy = 'export it from rules.ts in its folder of src/compliance/rules';
  expect(() => Reflect.construct(Rule, [undefined])).toThrow(`a rule has no definition: ${remedy}`);
});

test('no two rules have the same id', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('packs hand out copies of their rules', () => {
  Pack.BASELINE.rules.pop();
  expect(Pack.BASELINE.rules).toEqual(RULES.filter(({ optional }) => !optional));
});
