import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codesDocument } from './codes';
import { effectsDocuments } from './effects';
import { withRuleTables } from './rules';

const DOCS = join(__dirname, '..', '..', 'docs');
const CHECKS = join(__dirname, '..', '..', 'src', 'compliance', 'README.md');

async function main(): Promise<void> {
  writeFileSync(join(DOCS, 'codes.md'), codesDocument());
  writeRuleTables();
  // A page of an area that is gone must not stay.
  rmSync(join(DOCS, 'effects'), { recursive: true, force: true });
  for (const [path, text] of await effectsDocuments()) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
}

/** Only where they change: the assembly has this document in it, and would be older than it. */
function writeRuleTables(): void {
  const before = readFileSync(CHECKS, 'utf-8');
  const after = withRuleTables(before);
  if (after !== before) {
    writeFileSync(CHECKS, after);
  }
}

void main();
