import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from '../../projenrc/docs/markdown';
import { PERMISSION_TABLES, summariesIn } from '../../projenrc/docs/permissions';
import { PERMISSION_ROWS } from './table';

const AREA = join(__dirname, '../../src/permissions');
const README = readFileSync(join(AREA, 'README.md'), 'utf-8');
const SUMMARIES = summariesIn(readFileSync(join(AREA, 'permission.ts'), 'utf-8'));

/** The rows of the rendered table as lists of cells. */
function rows(): string[][] {
  return PERMISSION_TABLES.permissions()
    .slice(2)
    .map((row) => row.slice(2, -2).split(' | '));
}

test('the table of permissions is up to date; "npx projen docs:tables" writes it', () => {
  expect(README).toBe(withTables(README, PERMISSION_TABLES));
});

test('the table of permissions has the first line of the documentation of each one', () => {
  const undocumented = Object.keys(PERMISSION_ROWS).filter((name) => !SUMMARIES.get(name)?.endsWith('.'));
  const advice = 'in src/permissions/permission.ts needs documentation whose first line is a sentence';
  expect(undocumented.map((name) => `${name} ${advice}`)).toEqual([]);
  expect(rows().map(([name, summary]) => [name, summary])).toEqual(
    Object.keys(PERMISSION_ROWS).map((name) => [`\`${name}\``, SUMMARIES.get(name)]),
  );
});

test('the table of permissions names every guardrail that makes a restriction of one', () => {
  const guardrailsOf = (name: string) => rows().find(([factory]) => factory === `\`${name}\``)?.[3];
  expect([guardrailsOf('encryptedJobs'), guardrailsOf('searchVisible')]).toEqual([
    '`volumeEncryption`, `outputEncryption`',
    '',
  ]);
});
