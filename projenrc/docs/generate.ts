import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codesDocument } from './codes';
import { effectsDocuments } from './effects';
import { ENDPOINT_TABLES } from './endpoints';
import { FEATURE_TABLES } from './features';
import { GUARDRAIL_TABLES } from './guardrails';
import { type Tables, withTables } from './markdown';
import { migrationDocument } from './migration';
import { PERMISSION_TABLES } from './permissions';
import { RULE_TABLES } from './rules';

const DOCS = join(__dirname, '..', '..', 'docs');
const AREAS = join(__dirname, '..', '..', 'src');

async function main(): Promise<void> {
  writeFileSync(join(DOCS, 'codes.md'), codesDocument());
  const migration = join(DOCS, 'migration.md');
  writeFileSync(migration, migrationDocument(readFileSync(migration, 'utf-8')));
  writeTables('compliance', RULE_TABLES);
  writeTables('guardrails', GUARDRAIL_TABLES);
  writeTables('network', ENDPOINT_TABLES);
  writeTables('permissions', PERMISSION_TABLES);
  writeTables('trust', FEATURE_TABLES);
  // A page of an area that is gone must not stay.
  rmSync(join(DOCS, 'effects'), { recursive: true, force: true });
  for (const [path, text] of await effectsDocuments()) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
}

/** Into the README of an area, and only where they change: the assembly has it in it, and would be older than it. */
function writeTables(area: string, tables: Tables): void {
  const file = join(AREAS, area, 'README.md');
  const before = readFileSync(file, 'utf-8');
  const after = withTables(before, tables);
  if (after !== before) {
    writeFileSync(file, after);
  }
}

void main();
