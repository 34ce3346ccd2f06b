import * as ts from 'typescript';
import {
  areaOf,
  type Dependency,
  dependenciesOf,
  folderOf,
  isBarrel,
  isRuntime,
  isShared,
  placeOf,
  publicFiles,
  type SourceCheck,
} from './source';

type Layers = Readonly<Record<string, readonly string[]>>;

const OPEN_TO_ALL = 'private';
const FORMATS = 'private/formats.ts';

/** Imports that the tables of layers do not have. The root barrel may import barrels of areas alone. */
export function upwardImports(layers: Layers, folders: Readonly<Record<string, Layers>> = {}): SourceCheck {
  return (sources) =>
    sources
      .flatMap((file) => dependenciesOf(file, sources))
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter((dependency) => !mayImport(layers, dependency) || !mayImportWithin(folders, dependency))
      .map(describe);
}

function mayImport(layers: Layers, { file, target = '' }: Dependency): boolean {
  const [from, to] = [areaOf(file.path), areaOf(target)];
  if (target.startsWith('..') || !(to in layers)) {
    return false;
  }
  if (from === '') {
    return isBarrel(target) && to !== OPEN_TO_ALL;
  }
  return from in layers && (to === from || to === OPEN_TO_ALL || layers[from].includes(to));
}

/** Within an area whose folders have layers. Its barrel may import all of them. */
function mayImportWithin(folders: Readonly<Record<string, Layers>>, { file, target = '' }: Dependency): boolean {
  const area = areaOf(file.path);
  const layers = folders[area];
  if (!layers || areaOf(target) !== area || isBarrel(file.path)) {
    return true;
  }
  const [from, to] = [folderOf(file.path), folderOf(target)];
  return from === to || to === '' || (layers[from]?.includes(to) ?? false);
}

/** Areas that import each other, directly or not. */
export const areaCycles: SourceCheck = (sources) => {
  const edges = new Map<string, Set<string>>();
  for (const { file, target } of sources.flatMap((source) => dependenciesOf(source, sources))) {
    const [from, to] = [areaOf(file.path), target && areaOf(target)];
    if (to && to !== from) {
      edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return [...edges.keys()].filter((area) => reachable(edges, area).has(area)).sort();
};

function reachable(edges: ReadonlyMap<string, ReadonlySet<string>>, start: string): Set<string> {
  const found = new Set<string>();
  const open = [...(edges.get(start) ?? [])];
  for (let area = open.pop(); area !== undefined; area = open.pop()) {
    if (!found.has(area)) {
      found.add(area);
      open.push(...(edges.get(area) ?? []));
    }
  }
  return found;
}

export const barrelsWithCode: SourceCheck = (sources) =>
  sources
    .filter(({ path }) => isBarrel(path))
    .flatMap((file) =>
      file.ast.statements.filter((statement) => !isReexport(statement)).map((statement) => placeOf(file, statement)),
    );

function isReexport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
}

/** jsii has no functions, constants, type aliases or defaults: in other languages they would not exist. */
export const vanishingExports: SourceCheck = (sources) =>
  publicFiles(sources).flatMap((file) =>
    file.ast.statements.filter(vanishes).map((statement) => placeOf(file, statement)),
  );

function vanishes(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) {
    return true;
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind) => modifiers.some((modifier) => modifier.kind === kind);
  const survives =
    ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement) || ts.isEnumDeclaration(statement);
  return (
    has(ts.SyntaxKind.ExportKeyword) &&
    (!survives || has(ts.SyntaxKind.DefaultKeyword) || has(ts.SyntaxKind.ConstKeyword))
  );
}

/**
 * Imports across the border of handlers. Handlers may import their packages, each other, those that all areas share, and what
 * they share with constructs; constructs never import handlers, which are not in the package; and what is shared imports nothing else, packages included.
 * Formats are open to both sides, and import nothing.
 */
export const handlerImports: SourceCheck = (sources) =>
  sources
    .flatMap((file) => dependenciesOf(file, sources))
    .filter((dependency) => !staysOnItsSide(dependency))
    .map(describe);

function staysOnItsSide({ file, specifier, target = '' }: Dependency): boolean {
  const sameArea = areaOf(target) === areaOf(file.path);
  if (file.path === FORMATS) {
    return false;
  }
  if (isShared(file.path)) {
    const builtIn = areaOf(file.path) === OPEN_TO_ALL && specifier.startsWith('node:');
    return target === FORMATS || builtIn || (sameArea && isShared(target));
  }
  if (isRuntime(file.path)) {
    const common = areaOf(target) === OPEN_TO_ALL && (isRuntime(target) || isShared(target));
    const reachable = target === FORMATS || common || (sameArea && (isRuntime(target) || isShared(target)));
    return !specifier.startsWith('.') || reachable;
  }
  return !isRuntime(target);
}

/** Files of a contract that only one side reads, be it through other files of the contract. */
export const oneSidedContracts: SourceCheck = (sources) => {
  const dependencies = sources.flatMap((file) => dependenciesOf(file, sources));
  const readers = (path: string, seen: readonly string[] = []): string[] =>
    dependencies
      .filter(({ target, file }) => target === path && !seen.includes(file.path))
      .flatMap(({ file }) => (isShared(file.path) ? readers(file.path, [...seen, path]) : [file.path]));
  return sources
    .map(({ path }) => path)
    .filter(isShared)
    .filter((path) => new Set(readers(path).map(isRuntime)).size < 2);
};

/** Import types within code, such as `import('./x').X`: Biome does not follow them, neither to cycles nor to packages. */
export const inlineImports: SourceCheck = (sources) =>
  sources
    .flatMap((file) => dependenciesOf(file, sources))
    .filter(({ node }) => ts.isImportTypeNode(node))
    .map(describe);

function describe({ file, node, specifier }: Dependency): string {
  return `${placeOf(file, node)} imports ${specifier}`;
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly bundledDependencies?: readonly string[];
  readonly bundleDependencies?: readonly string[];
}

const PEERS = ['aws-cdk-lib', 'constructs'];

/** What the published package would bring along besides its peers; packages under the AGPL must not be among it. */
export function broughtAlong(manifest: Manifest): string[] {
  const {
    dependencies,
    optionalDependencies,
    peerDependencies,
    bundledDependencies = [],
    bundleDependencies = [],
  } = manifest;
  const installed = [dependencies, optionalDependencies].flatMap((group) => Object.keys(group ?? {}));
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !PEERS.includes(name));
  return [...installed, ...peers, ...bundledDependencies, ...bundleDependencies];
}
