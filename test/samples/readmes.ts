import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import * as library from '../../src';
import { DECLARED_VALUES, within } from './readme-values';

const ROOT = join(__dirname, '../..');
const FIXTURE = readFileSync(join(ROOT, 'rosetta/default.ts-fixture'), 'utf-8');

/** An example of a README, with the values that it declares. */
export type ReadmeRow = readonly [name: string, build: (scope: Construct) => void];

/** The examples in the READMEs of all areas that need no file of their own. */
export const README_ROWS: readonly ReadmeRow[] = areas().flatMap(examplesOf);

function examplesOf(area: string): ReadmeRow[] {
  const text = readFileSync(join(ROOT, 'src', area, 'README.md'), 'utf-8');
  return text.split(/^#+ /m).flatMap((section) => {
    const [heading] = section.split('\n');
    const examples = [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
    return examples.map(
      ([, code], index): ReadmeRow => [`${area} README, ${heading}, example ${index + 1}`, (scope) => run(code, scope)],
    );
  });
}

function areas(): string[] {
  return readdirSync(join(ROOT, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(ROOT, 'src', entry.name)).includes('README.md'))
    .map(({ name }) => name)
    .sort();
}

/** Runs an example as the constructor of a stack, which is what its fixture makes of it. */
function run(code: string, scope: Construct): void {
  const names = { ...importedNames(), ...declaredValues(code, within(scope, 'DeclaredByReadme')) };
  const { outputText } = transpileModule(code, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  const example = new Function(...Object.keys(names), outputText);
  inFolderOfItsOwn(() => example.call(scope, ...Object.values(names)));
}

/** Some examples write files below the current folder. */
function inFolderOfItsOwn(act: () => void): void {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  process.chdir(folder);
  try {
    act();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

/** The names that the fixture imports, from the same modules. */
function importedNames(): Record<string, unknown> {
  const cdk: Record<string, unknown> = require('aws-cdk-lib');
  const [, fromCdk] = FIXTURE.match(/import \{([^}]*)\} from 'aws-cdk-lib'/)!;
  const pairs = [...fromCdk.matchAll(/(\w+)(?: as (\w+))?/g)].map(([, name, alias = name]) => [alias, cdk[name]]);
  return { ...Object.fromEntries(pairs), Construct, ...library };
}

/** The values of the fixture that an example uses, and those that it declares. */
function declaredValues(code: string, scope: Construct): Record<string, unknown> {
  const declared = [...`${FIXTURE}\n${code}`.matchAll(/^declare const ((\w+): .*);$/gm)];
  const used = declared.filter(([, , name]) => new RegExp(`\\b${name}\\b`).test(code.replaceAll(/^declare .*$/gm, '')));
  return Object.fromEntries(
    used.map(([, declaration, name]) => [name, DECLARED_VALUES[declaration](within(scope, name))]),
  );
}
