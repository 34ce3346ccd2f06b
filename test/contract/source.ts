import { readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { filesBelow, loadAssembly, ROOT } from './assembly';

/** A file of `src`. */
export interface Source {
  /** The path below `src`, such as `trust/feature.ts`. */
  readonly path: string;
  readonly ast: ts.SourceFile;
}

/** A check over all sources: gives what offends, with its place, and an empty list where nothing does. */
export type SourceCheck = (sources: readonly Source[]) => string[];

export function source(path: string, text: string): Source {
  return { path, ast: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
}

export function readSources(): Source[] {
  return readFolder('src', '.ts');
}

/** The declarations that jsii emits with the assembly, under the names of their sources. They have the inferred types. */
export function readDeclarations(): Source[] {
  loadAssembly();
  return readFolder('lib', '.d.ts');
}

function readFolder(name: string, extension: string): Source[] {
  const folder = join(ROOT, name);
  const pathOf = (file: string) => `${relative(folder, file).split(sep).join('/').slice(0, -extension.length)}.ts`;
  const files = filesBelow(folder).filter((file) => file.endsWith(extension));
  return files.sort().map((file) => source(pathOf(file), readFileSync(file, 'utf-8')));
}

/** Every check walks through the same files. */
const NODES_OF_FILES = new WeakMap<ts.Node, readonly ts.Node[]>();

export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const nodes = NODES_OF_FILES.get(node) ?? collect(node, []);
  if (ts.isSourceFile(node)) {
    NODES_OF_FILES.set(node, nodes);
  }
  return nodes;
}

function collect(node: ts.Node, nodes: ts.Node[]): ts.Node[] {
  nodes.push(node);
  for (const child of node.getChildren()) {
    if (!ts.isJSDoc(child)) {
      collect(child, nodes);
    }
  }
  return nodes;
}

export function lineOf({ ast }: Source, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

export function placeOf(file: Source, node: ts.Node): string {
  return `${file.path}:${lineOf(file, node)}`;
}

/** Runs a check of single nodes over every file. */
export function everyNode(find: (node: ts.Node, file: Source) => string | undefined): SourceCheck {
  return (sources) =>
    sources.flatMap((file) =>
      nodesOf(file.ast).flatMap((node) => {
        const found = find(node, file);
        return found === undefined ? [] : [`${placeOf(file, node)} ${found}`];
      }),
    );
}

/** A module that a file names: by import, export, `import()`, `require()` or an import type. */
export interface Dependency {
  readonly file: Source;
  readonly node: ts.Node;
  readonly specifier: string;
  /** The file of `src` that is meant, as far as it is one. */
  readonly target?: string;
}

export function dependenciesOf(file: Source, sources: readonly Source[]): Dependency[] {
  const paths = new Set(sources.map(({ path }) => path));
  return nodesOf(file.ast).flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier === undefined ? [] : [{ file, node, specifier, target: resolve(file.path, specifier, paths) }];
  });
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier && textOf(node.moduleSpecifier);
  }
  if (ts.isImportTypeNode(node)) {
    return textOf(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument);
  }
  if (ts.isExternalModuleReference(node)) {
    return textOf(node.expression);
  }
  const loads =
    ts.isCallExpression(node) &&
    (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
  return loads && node.arguments.length > 0 ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText();
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith('.')) {
    return undefined;
  }
  const base = posix.join(posix.dirname(from), specifier).replace(/\/$/, '');
  const stem = base === '.' ? '' : `${base}/`;
  return [`${base}.ts`, `${stem}index.ts`, base].find((path) => paths.has(path)) ?? base;
}

/** The folder right below `src`; empty for `src/index.ts`. */
export function areaOf(path: string): string {
  return path.includes('/') ? path.split('/')[0] : '';
}

/** The folder right below an area; empty for what lies right below the area itself. */
export function folderOf(path: string): string {
  return path.split('/').slice(1, -1)[0] ?? '';
}

export function isBarrel(path: string): boolean {
  return posix.basename(path) === 'index.ts';
}

/** What runs in functions: bundled, and not compiled into the package. */
export function isRuntime(path: string): boolean {
  return /^[a-z]+\/runtime\/.+$/.test(path);
}

/** The contract of handlers and constructs. */
export function isShared(path: string): boolean {
  return /^[a-z]+\/shared\/.+$/.test(path);
}

/** Files other than barrels that users reach from `src/index.ts`. */
export function publicFiles(sources: readonly Source[]): Source[] {
  const reached = new Set<string>();
  const visit = (path: string) => {
    const file = sources.find((candidate) => candidate.path === path);
    if (!file || reached.has(path)) {
      return;
    }
    reached.add(path);
    for (const { node, target } of dependenciesOf(file, sources)) {
      if (ts.isExportDeclaration(node) && target) {
        visit(target);
      }
    }
  };
  visit('index.ts');
  return sources.filter(({ path }) => reached.has(path) && !isBarrel(path));
}
