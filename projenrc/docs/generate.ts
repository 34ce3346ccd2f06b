import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesDocument } from './codes';
import { effectsDocument } from './effects';

const DOCS = join(__dirname, '..', '..', 'docs');

async function main(): Promise<void> {
  writeFileSync(join(DOCS, 'codes.md'), codesDocument());
  writeFileSync(join(DOCS, 'effects.md'), await effectsDocument());
}

void main();
