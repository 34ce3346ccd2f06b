import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSION_ROWS } from '../../test/permissions/table';
import { newStack } from '../../test/permissions/table/parameters';
import { type Tables, table } from './markdown';

const SOURCE = join(__dirname, '../../src/permissions/permission.ts');

/** The table in the README of the permissions, by the name of its markers. */
export const PERMISSION_TABLES: Tables = { permissions: permissionsTable };

function permissionsTable(): string[] {
  const summaries = summariesIn(readFileSync(SOURCE, 'utf-8'));
  const rows = Object.entries(PERMISSION_ROWS).map(([name, { make, notes = '' }]) => [
    `\`${name}\``,
    summaries.get(name) ?? '',
    notes,
    make(newStack())
      ._guardrails.map((guardrail) => `\`${guardrail}\``)
      .join(', '),
  ]);
  return table(['factory of `Permission`', 'what it allows', 'defaults, and how to widen them', 'guardrails'], rows);
}

/** The first line of the documentation of each factory: unlike `description`, it does not depend on the options. */
export function summariesIn(source: string): Map<string, string> {
  const documented = source.matchAll(/\/\*\*\n {3}\* (.+)\n(?: {3}\*.*\n)* {3}\*\/\n {2}public static (\w+)\(/g);
  return new Map([...documented].map(([, summary, name]) => [name, summary]));
}
