import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORTS } from '../../demo/report/reports';
import { EXAMPLES, EXAMPLES_FOLDER, exampleFolders, readExampleFile } from './catalogue';

const ROOT_README = readFileSync(join(EXAMPLES_FOLDER, '../README.md'), 'utf-8');

/** The other folders of `examples` from which the files of an example import. */
function importedFolders(name: string): string[] {
  const sources = readdirSync(join(EXAMPLES_FOLDER, name)).filter((file) => file.endsWith('.ts'));
  const imports = sources.flatMap((file) => [
    ...readExampleFile(name, file).matchAll(/ from '\.\.\/([^/']+)\/[^']+';$/gm),
  ]);
  return [...new Set(imports.map(([, folder]) => folder))].sort();
}

/** The last paragraph of a README, which says how to copy the example. */
function copyInstructions(name: string): string {
  return readExampleFile(name, 'README.md').trim().split('\n').at(-1) as string;
}

test('every folder of examples is in the catalogue that snapshots, checks and linters read', () => {
  expect(exampleFolders()).toEqual(Object.keys(EXAMPLES).sort());
});

test('every folder of examples has a part in the demo', () => {
  expect(exampleFolders()).toEqual(Object.keys(REPORTS).sort());
});

describe.each(exampleFolders())('the example %s', (name) => {
  test('is an app with a README, to which the README of the project links', () => {
    const files = ['README.md', 'app.ts', 'cdk.json'];
    expect(files.filter((file) => existsSync(join(EXAMPLES_FOLDER, name, file)))).toEqual(files);
    expect(readExampleFile(name, 'README.md').startsWith(`# ${name}\n`)).toBe(true);
    expect(ROOT_README).toContain(`(examples/${name})`);
  });

  test('names the folders to copy with it', () => {
    const named = [...copyInstructions(name).matchAll(/`\.\.\/([^`]+)`/g)].map(([, folder]) => folder);
    expect(named.sort()).toEqual(importedFolders(name));
  });
});
