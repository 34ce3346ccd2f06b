import { ControlCatalog, Pack, Rule, SageMakerChecks } from '../../src/compliance';
import { FROZEN_PACKS, FROZEN_RULES } from './contract-table';

const RULES = Rule.all();
const PACKS = Object.values(Pack).filter((member): member is Pack => member instanceof Pack);

describe('the contract', () => {
  test('freezes ids, severities and titles of rules', () => {
    expect(RULES.map(({ id, severity, title }) => [id, severity, title])).toEqual(FROZEN_RULES);
  });

  test('freezes the ids of packs', () => {
    expect(PACKS.map(({ id }) => id)).toEqual(FROZEN_PACKS);
  });

  test('freezes the name of the plugin', () => {
    expect(new SageMakerChecks().name).toBe('SageMakerChecks');
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('is named as its member, in kebab-case', () => {
    const [member] = Object.entries(Rule).find(([, value]) => value === rule) ?? [];
    expect(rule.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(member).toBe(rule.id.replaceAll('-', '_').toUpperCase());
  });

  test('explains itself', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
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

test('no two rules have the same id', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('packs hand out copies of their rules', () => {
  Pack.BASELINE.rules.pop();
  expect(Pack.BASELINE.rules).toEqual(RULES.filter(({ optional }) => !optional));
});
