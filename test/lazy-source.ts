import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands in for `src/index.ts` at run time: a namespace is loaded when a test first uses it, as in the package. Most tests use one
 * namespace, and loading all of them takes longer than many of these tests.
 */
const SOURCE = join(__dirname, '..', 'src');

const namespaces = readFileSync(join(SOURCE, 'index.ts'), 'utf-8').matchAll(/^export \* as (\w+) from '\.\/(\w+)';$/gm);

for (const [, name, folder] of namespaces) {
  Object.defineProperty(exports, name, { enumerable: true, get: () => require(join(SOURCE, folder)) });
}
