import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { MarkdownBlock } from './markdown-blocks';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, 'test/documentation/blocks');
const CDK = join(realpathSync(join(ROOT, 'node_modules/aws-cdk-lib')), 'index.d.ts');
const HERE = '/// here';
/** "Modifiers cannot appear here." */
const MODIFIERS_MISPLACED = 1184;

/** A fault of the compiler in a block. */
export interface BlockFault {
  readonly place: string;
  readonly message: string;
}

/** Compiles all blocks as one program, each in the surroundings that jsii-rosetta gives to examples. Nothing is written. */
export function compile(blocks: readonly MarkdownBlock[]): BlockFault[] {
  const files = new Map(blocks.map((block, index) => [join(FOLDER, `block-${index}.ts`), block]));
  const options: ts.CompilerOptions = {
    ...compilerOptions(),
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    skipLibCheck: true,
    // Examples are separate files, of which none sees what another one declares.
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  const host = ts.createCompilerHost(options);
  // Comments mean nothing to the checks, and are half of the declarations of CDK.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  const { getSourceFile, fileExists, readFile } = host;
  const texts = new Map([...files].map(([path, block]) => [path, inFixture(block)]));
  texts.set(CDK, withNamed(readFileSync(CDK, 'utf-8'), [...texts.values()].join('\n')));
  const sourceOf = (path: string) => texts.get(path);
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => sourceOf(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...others) => {
    const text = sourceOf(path);
    return text === undefined ? getSourceFile(path, version, ...others) : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([path, { place }]) => {
    const source = program.getSourceFile(path)!;
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics
      .filter((one) => !isDeclaration(one))
      .map(({ messageText }) => ({
        place,
        message: ts.flattenDiagnosticMessageText(messageText, ' '),
      }));
  });
}

/** The declarations of CDK with only those of its services that examples name. The others are most of what is to be parsed. */
function withNamed(declarations: string, examples: string): string {
  const named = new Set(examples.match(/\baws_\w+/g)); // unanchored: every service
  const isNamed = (line: string) => named.has(/^export \* as (aws_\w+) from /.exec(line)?.[1] ?? '');
  return declarations
    .split('\n')
    .filter((line) => !line.startsWith('export * as aws_') || isNamed(line))
    .join('\n');
}

/** Examples declare what they take as given, also within the constructor of a fixture, as jsii-rosetta accepts it. */
function isDeclaration({ code, file, start = 0 }: ts.Diagnostic): boolean {
  return code === MODIFIERS_MISPLACED && file?.text.slice(start).startsWith('declare ') === true;
}

/** The name of the package means its sources, as in all tests. */
function compilerOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(join(ROOT, 'test/tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config.config, include: [] }, ts.sys, join(ROOT, 'test')).options;
}

/** `nofixture` is a whole file. Imports of a block come first. */
function inFixture({ code, options }: MarkdownBlock): string {
  if (options === 'nofixture') {
    return code;
  }
  const [, name = 'default'] = /^fixture=(\w+)$/.exec(options) ?? [];
  const fixture = readFileSync(join(ROOT, 'rosetta', `${name}.ts-fixture`), 'utf-8');
  const lines = code.split('\n');
  const imports = lines.filter((line) => /^import .*;$/.test(line));
  const others = lines.filter((line) => !imports.includes(line));
  return [...imports, fixture.replace(HERE, () => others.join('\n'))].join('\n');
}
