import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportsNamespaces, lazyNamespaces, lazyRoot } from './lazy';

const LIB = join(__dirname, '..', '..', 'lib');

function rewrite(barrel: string, lazy: (js: string) => string): void {
  const file = join(LIB, barrel);
  try {
    writeFileSync(file, lazy(readFileSync(file, 'utf-8')));
  } catch (error) {
    throw new Error(`cannot make lib/${barrel} lazy: ${(error as Error).message}`);
  }
}

/** Barrels other than the root that export namespaces, such as the mixins of an area. */
function innerBarrels(): string[] {
  return readdirSync(LIB, { recursive: true, encoding: 'utf-8' })
    .filter((path) => path.endsWith('/index.js'))
    .filter((path) => exportsNamespaces(readFileSync(join(LIB, path), 'utf-8')));
}

rewrite('index.js', lazyRoot);
for (const barrel of innerBarrels()) {
  rewrite(barrel, lazyNamespaces);
}
