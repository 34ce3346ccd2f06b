import { API } from './api';
import { COMBINATIONS } from './combination';
import { CONSOLES } from './console';
import { CUSTOM } from './custom';
import { JOBS } from './jobs';
import { LABELING } from './labeling';
import { NOTEBOOKS } from './notebooks';
import { newStack } from './parameters';
import type { PermissionRow, PermissionRows, Sample } from './row';
import { STUDIO } from './studio';
import { TAGS } from './tags';

/** The rows of each file of this folder; the files are named after those of `src/permissions/statements`, except that of combinations. */
const FILES: Readonly<Record<string, PermissionRows>> = {
  'console.ts': CONSOLES,
  'labeling.ts': LABELING,
  'jobs.ts': JOBS,
  'notebooks.ts': NOTEBOOKS,
  'api.ts': API,
  'tags.ts': TAGS,
  'studio.ts': STUDIO,
  'combination.ts': COMBINATIONS,
  'custom.ts': CUSTOM,
};

/** Every permission by the name of its factory. The README and the tests read this table. */
export const PERMISSION_ROWS: PermissionRows = Object.assign({}, ...Object.values(FILES));

/** Every sample: by the name of its factory, and what is special about it. */
export const SAMPLES: Readonly<Record<string, Sample>> = Object.fromEntries(
  Object.entries(PERMISSION_ROWS).flatMap(([name, { make, variants = {} }]) => [
    [name, make] as const,
    ...Object.entries(variants).map(([special, sample]) => [`${name} ${special}`, sample] as const),
  ]),
);

/** The factory that a sample is named after. */
export function factoryOf(sample: string): string {
  return sample.split(' ')[0];
}

/** What TypeScript finds too, but tests run without it. */
for (const [file, rows] of Object.entries(FILES)) {
  for (const [name, row] of Object.entries(rows)) {
    checkRow(`${name} in test/permissions/table/${file}`, row);
    checkSample(name, file, row);
  }
}

function checkRow(what: string, { make, compares }: PermissionRow): void {
  if (!make) {
    throw new Error(`${what} needs make: a sample of the permission`);
  }
  if (!compares) {
    throw new Error(`${what} needs compares: the keys that its statements may compare, by operator`);
  }
}

function checkSample(name: string, file: string, { make }: PermissionRow): void {
  try {
    make(newStack());
  } catch (error) {
    const places = `define it in src/permissions/statements/${file} and add its factory to src/permissions/permission.ts`;
    throw new Error(`the sample of ${name} fails: ${(error as Error).message}; ${places}`, { cause: error });
  }
}
