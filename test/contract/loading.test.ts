import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { LAYERS } from '../../projenrc/layers';
import { lazyNamespaces, lazyRoot } from '../../projenrc/loading/lazy';
import * as source from '../../src';
import { filesBelow, loadAssembly, localName, ROOT } from './assembly';

type Namespace = Record<string, unknown>;

const LIB = join(ROOT, 'lib');
const AREAS = Object.keys(LAYERS).filter((area) => area !== 'private');
const NAMESPACES = submodules();

/** The namespaces of the package, such as `notebook` and `notebook.mixins`. */
function submodules(): string[] {
  const assembly = loadAssembly();
  return Object.keys(assembly.submodules ?? {}).map((fqn) => localName(assembly, fqn));
}

function node(args: string[], cwd = ROOT): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf-8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

/** The files of the package that a new process loads for the code, as paths below `lib`. */
function filesLoadedBy(code: string): string[] {
  const loaded: string[] = JSON.parse(
    node(['-e', `const library = require('./lib'); ${code}; console.log(JSON.stringify(Object.keys(require.cache)))`]),
  );
  return loaded
    .map((file) => relative(LIB, file).split(sep).join('/'))
    .filter((path) => !path.startsWith('../'))
    .sort();
}

function areasLoadedBy(code: string): string[] {
  const inner = filesLoadedBy(code).filter((path) => path.includes('/'));
  return [...new Set(inner.map((path) => path.split('/')[0]))];
}

/** An area with everything that it may import, directly or through other areas. */
function reachable(area: string): string[] {
  return [...new Set([area, ...LAYERS[area].flatMap(reachable)])];
}

function freshLibrary(): Namespace {
  let library: Namespace = {};
  jest.isolateModules(() => {
    library = require(LIB);
  });
  return library;
}

function at(root: unknown, namespace: string): Namespace {
  return namespace.split('.').reduce((parent, name) => parent[name] as Namespace, root as Namespace);
}

describe('loading the compiled package', () => {
  test('loads no namespace before it is used', () => {
    expect(filesLoadedBy('Object.keys(library)')).toEqual(['index.js']);
  });

  test('loads nothing of access, compliance, guardrails and studio for notebook', () => {
    const areas = areasLoadedBy('library.notebook');
    expect(areas).toContain('notebook');
    for (const other of ['access', 'compliance', 'guardrails', 'studio']) {
      expect(areas).not.toContain(other);
    }
  });

  test.each(AREAS)('loads nothing for %s that it may not import', (area) => {
    const unexpected = areasLoadedBy(`library.${area}`).filter(
      (other) => other !== 'private' && !reachable(area).includes(other),
    );
    expect(unexpected).toEqual([]);
  });

  test.each(NAMESPACES.filter((name) => name.includes('.')))('loads %s only when it is used', (name) => {
    const barrel = `${name.replace('.', '/')}/index.js`;
    expect(filesLoadedBy(`library.${name.split('.')[0]}`)).not.toContain(barrel);
    expect(filesLoadedBy(`library.${name}`)).toContain(barrel);
  });
});

describe('the compiled package', () => {
  test('exports the same namespaces as the sources', () => {
    expect(Object.keys(freshLibrary()).sort()).toEqual(Object.keys(source).sort());
  });

  test.each(NAMESPACES)('exports the same names from %s as the sources', (namespace) => {
    const names = Object.keys(at(freshLibrary(), namespace));
    expect(names).not.toEqual([]);
    expect(names.sort()).toEqual(Object.keys(at(source, namespace)).sort());
  });

  test('returns the same namespace however it is reached', () => {
    const library = freshLibrary();
    const { notebook } = library;
    expect(library.notebook).toBe(notebook);
    expect({ ...library }.notebook).toBe(notebook);
    expect(Object.getOwnPropertyDescriptor(library, 'notebook')).toEqual({
      configurable: true,
      enumerable: true,
      value: notebook,
      writable: true,
    });
  });

  test('lets mocks replace a namespace before and after it is loaded', () => {
    const library = freshLibrary();
    const [first, second] = [{}, {}];
    library.notebook = first;
    expect(library.notebook).toBe(first);
    library.notebook = second;
    expect(library.notebook).toBe(second);
  });

  test('lets Jest spy on a namespace', () => {
    const library = freshLibrary() as { notebook: unknown };
    const fake = {};
    const spy = jest.spyOn(library, 'notebook', 'get').mockReturnValue(fake);
    expect(library.notebook).toBe(fake);
    spy.mockRestore();
    expect(library.notebook).toHaveProperty('NotebookInstance');
  });

  test('has no source maps', () => {
    const compiled = filesBelow(LIB).filter((file) => file.endsWith('.js'));
    expect(compiled).toContain(join(LIB, 'notebook', 'index.js'));
    expect(compiled.filter((file) => readFileSync(file, 'utf-8').includes('sourceMappingURL'))).toEqual([]);
  });
});

describe('an ES module', () => {
  const app = mkdtempSync(join(tmpdir(), 'loading-'));

  beforeAll(() => {
    mkdirSync(join(app, 'node_modules'));
    symlinkSync(ROOT, join(app, 'node_modules', 'cdk-secure-sagemaker'));
  });
  afterAll(() => rmSync(app, { recursive: true }));

  test('imports each namespace by name', () => {
    const lines = [
      `import { ${AREAS.join(', ')} } from 'cdk-secure-sagemaker';`,
      `const counts = Object.entries({ ${AREAS.join(', ')} }).map(([name, area]) => [name, Object.keys(area).length]);`,
      'console.log(JSON.stringify(Object.fromEntries(counts)));',
    ];
    writeFileSync(join(app, 'app.mjs'), lines.join('\n'));
    const counts = AREAS.map((area) => [area, Object.keys(at(source, area)).length]);
    expect(JSON.parse(node(['app.mjs'], app))).toEqual(Object.fromEntries(counts));
  });
});

describe('making a barrel lazy', () => {
  const declaration = 'exports.a = exports.b = void 0;';
  const namespaces = ['a', 'b'].map((name) => `exports.${name} = __importStar(require("./${name}"));`);

  test('keeps the statement in which Node.js finds the names for ES modules', () => {
    expect(lazyRoot([declaration, ...namespaces].join('\n'))).toContain(declaration);
  });

  test('keeps everything else', () => {
    const other = '__exportStar(require("./c"), exports);';
    const lines = lazyNamespaces([declaration, ...namespaces, other].join('\n')).split('\n');
    expect(lines.slice(-3)).toEqual([
      'lazily("a", () => __importStar(require("./a")));',
      'lazily("b", () => __importStar(require("./b")));',
      other,
    ]);
  });

  test.each([
    [
      'a root without namespaces',
      [declaration],
      'expected lines such as: exports.area = __importStar(require("./area"));',
    ],
    ['a root that is lazy already', [lazyRoot([declaration, ...namespaces].join('\n'))], 'expected lines such as'],
    [
      'a root that loads other files',
      [declaration, ...namespaces, '__exportStar(require("./c"), exports);'],
      'expected nothing to be loaded except for namespaces, got: __exportStar(require("./c"), exports);',
    ],
    [
      'a namespace in another form',
      [declaration, namespaces[0], 'exports.b = require("./b");'],
      'expected nothing to be loaded except for namespaces, got: exports.b = require("./b");',
    ],
    [
      'names that Node.js would not find',
      ['exports.a = void 0;', ...namespaces],
      'expected one statement that sets all exports to void 0, which is missing for b',
    ],
  ])('rejects %s', (_, lines, message) => {
    expect(() => lazyRoot(lines.join('\n'))).toThrow(message);
  });
});
