import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codesDocument } from './codes';
import { effectsDocuments } from './effects';
import { withRuleTables } from './rules';

const DOCS = join(__dirname, '..', '..', 'docs');
const CHECKS = join(__dirname, '..', '..', 'src', 'compliance', 'README.md');

async function main(): Promise<void> {
  writeFileSync(join(DOCS, 'codes.md'), codesDocument());
  writeFileSync(CHECKS, withRuleTables(readFileSync(CHECKS, 'utf-8')));
  // A page of an area that is gone must not stay.
  rmSync(join(DOCS, 'effects'), { recursive: true, force: true });
  for (const [path, text] of await effectsDocuments()) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
}

void main();
