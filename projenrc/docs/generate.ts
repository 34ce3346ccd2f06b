import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codesDocument } from './codes';
import { effectsDocuments } from './effects';

const DOCS = join(__dirname, '..', '..', 'docs');

async function main(): Promise<void> {
  writeFileSync(join(DOCS, 'codes.md'), codesDocument());
  // A page of an area that is gone must not stay.
  rmSync(join(DOCS, 'effects'), { recursive: true, force: true });
  for (const [path, text] of await effectsDocuments()) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
  }
}

void main();
