import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURE_TABLES } from '../../projenrc/docs/features';
import { withTables } from '../../projenrc/docs/markdown';
import { FEATURE_TABLE } from '../../src/trust/feature-table';

const README = readFileSync(join(__dirname, '../../src/trust/README.md'), 'utf-8');

test('the table of features is up to date; "npx projen docs:tables" writes it', () => {
  expect(README).toBe(withTables(README, FEATURE_TABLES));
});

test('the table of features has every feature with the ARNs that it admits', () => {
  const [, , ...rows] = FEATURE_TABLES.features();
  const cells = rows.map((row) => row.split(' | '));
  expect(cells.map(([name]) => /`(\w+)`/.exec(name)?.[1])).toEqual(Object.keys(FEATURE_TABLE)); // unanchored: in a link
  expect(cells.find(([name]) => name.includes('`TRAINING`'))?.slice(1, 3)).toEqual(['`training-job/*`', 'yes']);
  expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([4]));
});
