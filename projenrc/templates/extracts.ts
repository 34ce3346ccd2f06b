import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLES } from '../../test/samples';
import { importsOf } from './imports';
import { limitsIn } from './limits';
import { propertiesIn } from './properties';
import { replacementsOf } from './replacements';
import type { Schemas } from './schemas';
import type { Synthesized } from './synthesis';

const FOLDER = join(__dirname, '../../test/life-cycle/schemas');

/** What the tests know about the schemas of the types in the templates of the samples, by file. */
export function extracts(samples: readonly Synthesized[], schemas: Schemas): Record<string, string> {
  const templates = samples
    .filter(({ sample }) => sample in SAMPLES)
    .flatMap((one) => one.templates.map((file) => readFileSync(file, 'utf-8')));
  const types = [...propertiesIn(templates).keys()].sort();
  const contents = {
    'imports.json': { date: schemas.date, types: importsOf(types, schemas) },
    'limits.json': { date: schemas.date, types: limitsIn(templates, schemas) },
    'replacements.json': { date: schemas.date, types: replacementsOf(types, schemas) },
  };
  return Object.fromEntries(
    Object.entries(contents).map(([file, content]) => [file, `${JSON.stringify(content, undefined, 2)}\n`]),
  );
}

export function writeExtracts(contents: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(contents)) {
    writeFileSync(join(FOLDER, file), text);
  }
}

/** The extracts that the schemas contradict, whatever their format. */
export function extractFaults(contents: Readonly<Record<string, string>>): string[] {
  return Object.entries(contents)
    .filter(([file, text]) => compact(readFileSync(join(FOLDER, file), 'utf-8')) !== compact(text))
    .map(([file]) => `test/life-cycle/schemas/${file} is out of date: "bash .ci/cfn-lint --extract" writes it anew`);
}

function compact(text: string): string {
  return JSON.stringify(JSON.parse(text));
}
