import { Rule } from '../../../src/compliance';
import { remembering } from '../../effects/remembering';
import { BASES, baseNamed, findingsIn, findingsOf, HAND_WRITTEN, idsOf } from './bases';
import { BREAKING, NOT_BROKEN } from './breaking';
import { HARMLESS } from './harmless';
import { HARMLESS_TOGETHER, originalName } from './harmless-together';
import { type Breaking, Edit } from './kinds';
import type { TemplateJson } from './rewriting';

const ALL = Object.entries(BREAKING).flatMap(([base, changes]) =>
  changes.map((change) => [`${base}: ${titleOf(change)}`, base, change] as const),
);

function titleOf({ rule, at, path, to }: Breaking): string {
  return `${rule.id} finds that ${path} of ${at || 'the template'} ${changeOf(to)}`.slice(0, 300);
}

function changeOf(to: Breaking['to']): string {
  if (to instanceof Edit) {
    return to.what;
  }
  return to === undefined ? 'is taken away' : `is ${JSON.stringify(to)}`;
}

/** The template with the one change. */
function broken(template: TemplateJson, { at, path, to }: Breaking): TemplateJson {
  const keys = at ? ['Resources', idOf(at, template), 'Properties', ...path.split('.')] : path.split('.');
  const last = keys.pop()!;
  const owner = keys.reduce((json, key) => json[key], template);
  const value = to instanceof Edit ? to.make(owner[last]) : to;
  if (value === undefined) {
    expect(owner).toHaveProperty([last]);
    delete owner[last];
  } else {
    expect(owner[last]).not.toEqual(value);
    owner[last] = value;
  }
  return template;
}

/** By a logical id or its beginning, or by a type. */
function idOf(at: string, template: TemplateJson): string {
  const found = at.startsWith('AWS::')
    ? idsOf(template, at)
    : Object.keys(template.Resources).filter((id) => id === at || /^[0-9A-F]{8}$/.test(id.replace(at, '')));
  expect(found).not.toEqual([]);
  return found[0];
}

/** What is found in a base without a change. */
const foundIn = remembering((name) => findingsOf(baseNamed(name).read()));

/** Of the policies of our own, a few will do. */
const SILENT = BASES.filter(({ name }) => name !== 'GuardrailPolicies').map((base) => ({
  base,
  before: foundIn(base.name),
}));

describe('secure templates', () => {
  test.each(HAND_WRITTEN.map((base) => [base.name, base] as const))('of %s have no findings', (_, base) => {
    expect(findingsOf(base.read())).toEqual([]);
  });

  test('are not all of ours', () => {
    expect(BASES.filter(({ name }) => BREAKING[name]).length).toBeGreaterThan(HAND_WRITTEN.length);
  });
});

describe('each change for the worse', () => {
  test.each(ALL)('%s', (_, name, change) => {
    const before = foundIn(name);
    const found = findingsOf(broken(baseNamed(name).read(), change)).filter((finding) => !before.includes(finding));
    const { rule, unknown } = change;
    expect(found.map((finding) => finding.split(' ')[1])).toContain(unknown ? `${rule.id}.unknown` : rule.id);
  });

  test('is one of at least 60', () => {
    expect(ALL.length).toBeGreaterThanOrEqual(60);
    expect(new Set(ALL.map(([title]) => title)).size).toBe(ALL.length);
  });

  test('is found by a rule, and every rule finds one but those with a reason', () => {
    const hit = new Set(ALL.map(([, , { rule }]) => rule));
    const missing = Rule.all().filter((rule) => !hit.has(rule) && !NOT_BROKEN.has(rule));
    const remedy = 'add one to test/compliance/mutations/resources.ts, or a reason to NOT_BROKEN in breaking.ts';
    expect(missing.map(({ id }) => `no change breaks ${id}: ${remedy}`)).toEqual([]);
    expect([...NOT_BROKEN.keys()].filter((rule) => hit.has(rule))).toEqual([]);
  });
});

describe('each change that does not matter', () => {
  const changes = [
    ...Object.entries(HARMLESS).map(
      ([name, change]) => [name, (json: TemplateJson) => ({ Stack: { json: change(json) } })] as const,
    ),
    ...Object.entries(HARMLESS_TOGETHER),
  ];

  test.each(changes)('finds nothing in %s', (_, change) => {
    const changed = SILENT.filter(({ base, before }) => {
      const templates = change(base.read());
      expect({ [base.name]: findingsIn(templates).map(originalName) }).toEqual({ [base.name]: before });
      return JSON.stringify(templates) !== JSON.stringify({ Stack: { json: base.read() } });
    });
    expect(changed).not.toEqual([]);
  });

  test('is one of at least 30', () => {
    expect(changes.length).toBeGreaterThanOrEqual(30);
  });
});
