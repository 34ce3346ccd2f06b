import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueSource } from './catalogue';

async function main(): Promise<void> {
  writeFileSync(join(__dirname, '..', '..', 'src', 'conditions', 'catalogue.ts'), await catalogueSource());
}

void main();
