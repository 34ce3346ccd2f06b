import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from '../../projenrc/docs/markdown';
import { RULE_TABLES } from '../../projenrc/docs/rules';
import { Rule, SageMakerChecks } from '../../src/compliance';
import { NOT_COVERED } from '../../src/compliance/rules/not-covered';
import { DEFAULT_SETTINGS } from '../../src/compliance/rules/setting-defaults';

const README = readFileSync(join(__dirname, '../../src/compliance/README.md'), 'utf-8');

test('the tables of the README are up to date; "npx projen docs:tables" writes them', () => {
  expect(README).toBe(withTables(README, RULE_TABLES));
});

test('the tables have every rule once, and every control that has none', () => {
  const rows = [...RULE_TABLES.rules(), ...RULE_TABLES['optional rules']()].join('\n');
  for (const { id, documentationUrl } of Rule.all()) {
    expect(rows.split(`| [\`${id}\`](${documentationUrl}) |`)).toHaveLength(2);
  }
  for (const { id } of NOT_COVERED) {
    expect(RULE_TABLES['not covered']().join('\n')).toContain(`| \`${id}\` |`);
  }
});

test('rows of tables have as many cells as their heads', () => {
  for (const render of Object.values(RULE_TABLES)) {
    const cells = render().map((row) => row.replaceAll('\\|', '').split('|').length);
    expect(new Set(cells).size).toBe(1);
  }
});

test('the README has every setting, and names rules and the plugin as they are', () => {
  for (const setting of Object.keys(DEFAULT_SETTINGS)) {
    expect(README).toContain(`| \`settings.${setting}\` |`);
  }
  const ids = new Set(Rule.all().map(({ id }) => id));
  const settings = [...README.matchAll(/^\| `settings\.\w+` \|.*$/gm)].flatMap(([row]) =>
    [...row.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id),
  );
  expect(settings.length).toBeGreaterThan(0);
  expect(settings.filter((id) => !ids.has(id))).toEqual([]);
  for (const [, id] of README.matchAll(/id: '(?:SageMakerChecks::)?([a-z-]+)(?:\.unknown)?'/g)) {
    expect(ids).toContain(id);
  }
  expect(README).toContain(`\`${new SageMakerChecks().name}::\``);
});

test('a document without markers is refused', () => {
  expect(() => withTables('# compliance', RULE_TABLES)).toThrow('no <!-- begin rules --> before <!-- end rules -->');
});
