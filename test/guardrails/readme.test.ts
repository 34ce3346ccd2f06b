import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUARDRAIL_TABLES } from '../../projenrc/docs/guardrails';
import { withTables } from '../../projenrc/docs/markdown';
import { guardrails } from '../../src';
import { BUILT_IN_ROWS } from './table';

const README = readFileSync(join(__dirname, '../../src/guardrails/README.md'), 'utf-8');

test('the table of guardrails is up to date; "npx projen docs:tables" writes it', () => {
  expect(README).toBe(withTables(README, GUARDRAIL_TABLES));
});

test('the table of guardrails has the requirement of each one', () => {
  const [, , ...rows] = GUARDRAIL_TABLES.guardrails();
  const cells = rows.map((row) => row.split(' | '));
  expect(cells.map(([name]) => /`(\w+)`/.exec(name)?.[1])).toEqual(Object.keys(BUILT_IN_ROWS)); // unanchored: in a link
  const { description } = guardrails.Guardrail.noNotebookRootAccess();
  expect(cells.filter(([, requirement]) => requirement === description)).toHaveLength(1);
  expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([3]));
});
