import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDER_LAYERS, LAYERS } from '../../projenrc/layers';
import { ROOT } from './assembly';
import { areaOf, folderOf, readDeclarations, readSources, type SourceCheck, source } from './source';
import * as api from './source-api';
import * as imports from './source-imports';
import * as lint from './source-lint';

const LAYERS_OF_TWO = { private: [], low: [], high: ['low'] };
const FOLDERS_OF_TWO = { high: { read: [], judge: ['read'] } };

/** The files of a made-up library, in which `index.ts` exports the area `low` and `low` exports its `noun.ts`. */
function libraryOf(files: Record<string, string>): ReturnType<typeof readSources> {
  const barrels = { 'index.ts': "export * as low from './low';", 'low/index.ts': "export * from './noun';" };
  return Object.entries({ ...barrels, ...files }).map(([path, text]) => source(path, text));
}

/** Notes on constructs, which have no place for them. They are held weakly, so that they go with the app. */
const KEPT_BY_CONSTRUCT = [
  'notebook/checked-scripts.ts checked',
  'notebook/instance-watch.ts watched',
  'private/policies/managed-policy.ts ofStages',
  'private/policies/role-needs.ts grants',
  'private/policies/role-needs.ts ofPrincipals',
  'private/policies/role-needs.ts warned',
  'private/rendered.ts resourcesOfStacks',
  'private/unadmitted.ts ofGroups',
  'studio/common/create-only-tags.ts warned',
  'studio/domain/registry.ts registries',
  'studio/mixins/domain-watch.ts watched',
  'trust/trust-checks.ts watched',
];

interface Row {
  readonly title: string;
  readonly check: SourceCheck;
  /** The check with the tables of the library itself, where it differs. */
  readonly real?: SourceCheck;
  /** Files that the check must reject, each set with what it must find there. */
  readonly rejects: readonly [Record<string, string>, string[]][];
  /** Files that the check must accept. */
  readonly accepts?: readonly Record<string, string>[];
}

const noun = (text: string) => ({ 'low/noun.ts': text });
const handler = (text: string) => ({ 'low/runtime/x.lambda.ts': text });
const shared = (text: string) => ({ 'low/shared/x.ts': text });
const imported = (name: string) => `low/runtime/x.lambda.ts:1 imports ${name}`;

const ROWS: readonly Row[] = [
  {
    title: 'imports run downward',
    check: imports.upwardImports(LAYERS_OF_TWO, FOLDERS_OF_TWO),
    real: imports.upwardImports(LAYERS, FOLDER_LAYERS),
    rejects: [
      [{ 'low/x.ts': "import { Y } from '../high/y';", 'high/y.ts': '' }, ['low/x.ts:1 imports ../high/y']],
      [{ 'low/x.ts': "let x: import('../high').Y;", 'high/index.ts': '' }, ['low/x.ts:1 imports ../high']],
      [{ 'low/x.ts': "const y = require('../high/y');", 'high/y.ts': '' }, ['low/x.ts:1 imports ../high/y']],
      [
        { 'low/mixins/x.ts': "export { Y } from '../../high/y';", 'high/y.ts': '' },
        ['low/mixins/x.ts:1 imports ../../high/y'],
      ],
      [{ 'private/x.ts': "import type { Y } from '../low/noun';" }, ['private/x.ts:1 imports ../low/noun']],
      [{ 'low/x.ts': "import { low } from '..';" }, ['low/x.ts:1 imports ..']],
      [{ 'low/x.ts': "import { low } from '../../lib';" }, ['low/x.ts:1 imports ../../lib']],
      [{ 'new/x.ts': "import { y } from '../private/y';" }, ['new/x.ts:1 imports ../private/y']],
      [
        { 'index.ts': "export * as hidden from './private';", 'private/index.ts': '' },
        ['index.ts:1 imports ./private'],
      ],
      [
        { 'high/read/x.ts': "import type { Y } from '../judge/y';", 'high/judge/y.ts': '' },
        ['high/read/x.ts:1 imports ../judge/y'],
      ],
      [
        { 'high/read/deep/x.ts': "export { Y } from '../../judge/deep/y';", 'high/judge/deep/y.ts': '' },
        ['high/read/deep/x.ts:1 imports ../../judge/deep/y'],
      ],
      [{ 'high/x.ts': "import { Y } from './read/y';", 'high/read/y.ts': '' }, ['high/x.ts:1 imports ./read/y']],
      [
        { 'high/new/x.ts': "import { Y } from '../read/y';", 'high/read/y.ts': '' },
        ['high/new/x.ts:1 imports ../read/y'],
      ],
    ],
    accepts: [
      { 'high/x.ts': "import '../low'; import '../private/y'; import './z'; import 'constructs';" },
      { 'private/x.ts': "import './y';" },
      { 'high/index.ts': "export * from './judge/y';", 'high/judge/y.ts': "import '../read/z'; import '../x';" },
      { 'high/judge/a/y.ts': "import '../b/z'; import '../../read/z';", 'low/a/x.ts': "import '../b/y';" },
    ],
  },
  {
    title: 'areas have no import cycle',
    check: imports.areaCycles,
    rejects: [
      [
        { 'a/x.ts': "import '../b/y';", 'b/y.ts': "import '../c/z';", 'c/z.ts': "import type { X } from '../a/x';" },
        ['a', 'b', 'c'],
      ],
    ],
    accepts: [{ 'a/x.ts': "import './y'; import '../b/z';", 'a/y.ts': "import './x';", 'b/z.ts': '' }],
  },
  {
    title: 'types are imported in declarations, which Biome follows',
    check: imports.inlineImports,
    rejects: [
      [
        noun("let x: import('./y').Y;\ntype Z = typeof import('constructs');"),
        ['low/noun.ts:1 imports ./y', 'low/noun.ts:2 imports constructs'],
      ],
    ],
    accepts: [noun("import type { X } from './x'; import { type Y } from 'constructs'; export type { Z } from './z';")],
  },
  {
    title: 'barrels only re-export',
    check: imports.barrelsWithCode,
    rejects: [
      [
        { 'low/index.ts': "import { x } from './noun';\nexport { x };\nexport const y = 1;" },
        ['low/index.ts:1', 'low/index.ts:2', 'low/index.ts:3'],
      ],
    ],
    accepts: [{ 'low/index.ts': "export * from './noun';\nexport * as mixins from './mixins';" }],
  },
  {
    title: 'nothing that is exported vanishes in other languages',
    check: imports.vanishingExports,
    rejects: [
      [
        noun('export function x() {}\nexport const y = 1;\nexport type Z = string;'),
        ['low/noun.ts:1', 'low/noun.ts:2', 'low/noun.ts:3'],
      ],
      [
        noun('class X {}\nexport { X };\nexport default X;\nexport const enum E { A }'),
        ['low/noun.ts:2', 'low/noun.ts:3', 'low/noun.ts:4'],
      ],
    ],
    accepts: [
      noun(
        'export class X {}\nexport abstract class A {}\nexport interface Y {}\nexport enum Z { A }\nfunction x() {}',
      ),
      { 'low/hidden.ts': 'export function x() {}' },
    ],
  },
  {
    title: 'handlers and constructs share nothing but their contract',
    check: imports.handlerImports,
    rejects: [
      [
        { ...noun("import '../private/x';\nimport './runtime/x.lambda';"), ...handler('') },
        ['low/noun.ts:2 imports ./runtime/x.lambda'],
      ],
      [
        { ...noun("import type { X } from './runtime/x.lambda';"), ...handler('') },
        ['low/noun.ts:1 imports ./runtime/x.lambda'],
      ],
      [{ ...noun(''), ...handler("import type { X } from '../noun';") }, [imported('../noun')]],
      [{ 'private/x.ts': '', ...handler("import '../../private/x';") }, [imported('../../private/x')]],
      [{ 'high/shared/x.ts': '', ...handler("import '../../high/shared/x';") }, [imported('../../high/shared/x')]],
      [{ ...noun(''), ...shared("import type { X } from '../noun';") }, ['low/shared/x.ts:1 imports ../noun']],
      [
        { ...handler(''), ...shared("import '../runtime/x.lambda';") },
        ['low/shared/x.ts:1 imports ../runtime/x.lambda'],
      ],
      [shared("import { createHash } from 'node:crypto';"), ['low/shared/x.ts:1 imports node:crypto']],
      [shared("import type { Construct } from 'constructs';"), ['low/shared/x.ts:1 imports constructs']],
      [
        { 'low/shared/z/x.ts': "import '../../../private/x';", 'private/x.ts': '' },
        ['low/shared/z/x.ts:1 imports ../../../private/x'],
      ],
      [
        { 'private/formats.ts': "import './x';\nimport { Token } from 'aws-cdk-lib';", 'private/x.ts': '' },
        ['private/formats.ts:1 imports ./x', 'private/formats.ts:2 imports aws-cdk-lib'],
      ],
      [{ 'low/formats.ts': '', ...handler("import '../formats';") }, [imported('../formats')]],
      [{ 'private/shared/x.ts': "import '../y';", 'private/y.ts': '' }, ['private/shared/x.ts:1 imports ../y']],
      [{ 'private/shared/x.ts': "import 'aws-cdk-lib';" }, ['private/shared/x.ts:1 imports aws-cdk-lib']],
    ],
    accepts: [
      {
        ...noun("import './shared/x'; import 'constructs';"),
        ...handler(
          "import '../shared/x'; import './y'; import 'node:crypto'; import '../../private/formats'; import '../../private/runtime/z'; import '../../private/shared/z';",
        ),
        'private/runtime/z.ts': '',
        'private/shared/z.ts': "import 'node:crypto';",
        ...shared("import './y'; import '../../private/formats';"),
        'low/shared/y.ts': '',
        'low/runtime/y.ts': "import 'jose';",
        'private/formats.ts': '',
      },
    ],
  },
  {
    title: 'handlers and constructs both read their contract',
    check: imports.oneSidedContracts,
    rejects: [
      [{ ...shared(''), ...noun('') }, ['low/shared/x.ts']],
      [{ ...shared(''), ...noun("import './shared/x';") }, ['low/shared/x.ts']],
      [{ ...shared(''), ...handler("import '../shared/x';") }, ['low/shared/x.ts']],
      [
        { ...shared("import './y';"), 'low/shared/y.ts': "import './x';", ...noun("import './shared/y';") },
        ['low/shared/x.ts', 'low/shared/y.ts'],
      ],
    ],
    accepts: [
      {
        ...noun("export { X } from './shared/x';"),
        ...handler("import { X } from '../shared/x';"),
        ...shared("import './y';"),
        'low/shared/y.ts': '',
      },
    ],
  },
  {
    title: 'no public method returns this',
    check: api.returningThis,
    rejects: [
      [noun('export class X { public a() { return this; } }'), ['low/noun.ts:1 return this;']],
      [
        noun('export class X { a(): this { throw 0; } }\nexport interface Y { b(): this }'),
        ['low/noun.ts:1 this', 'low/noun.ts:2 this'],
      ],
      [
        noun('abstract class Base { a() { if (1) { return (this as Base); } } }\nexport class X extends Base {}'),
        ['low/noun.ts:1 return (this as Base);'],
      ],
      [
        {
          ...noun("import { B } from './b';\nexport class X extends B {}"),
          'low/b.ts': 'export class B { a() { return this; } }',
        },
        ['low/b.ts:1 return this;'],
      ],
    ],
    accepts: [
      noun('export class X { private a() { return this; } b() { return [1].map(function () { return this; }); } }'),
      { 'low/hidden.ts': 'export class X { a() { return this; } }' },
    ],
  },
  {
    title: 'no public member has a loose type',
    check: api.looseTypes,
    rejects: [
      [noun('export interface X { readonly a: any; b(x: A | B): void }'), ['low/noun.ts:1 any', 'low/noun.ts:1 A | B']],
      [
        noun("export class X { constructor(a: 'on') {} static b(): Record<string, any> {} }"),
        ["low/noun.ts:1 'on'", 'low/noun.ts:1 any'],
      ],
      [
        {
          ...noun("import { Mode } from './mode';\nexport class X { a?: Mode; }"),
          'low/mode.ts': 'export type Mode = keyof typeof MODES;',
        },
        ['low/noun.ts:2 Mode'],
      ],
      [noun('export interface X { readonly a: true; readonly b: 1 }'), ['low/noun.ts:1 true', 'low/noun.ts:1 1']],
      [noun("export declare class X { a(): 'on' | 'off'; private b; }"), ["low/noun.ts:1 'on' | 'off'"]],
      [noun('export enum E { A, B }\nexport interface X { readonly a: E.A }'), ['low/noun.ts:2 E.A']],
      [noun('interface Hidden { readonly a: any }\nexport interface X extends Hidden {}'), ['low/noun.ts:1 any']],
    ],
    accepts: [
      noun(
        "export class X { private a: any; _b: 'x';\n/** @internal */\nc: A | B; d?: string | undefined; e() { const f: any = 1; } }",
      ),
    ],
  },
  {
    title: 'no public method is overloaded',
    check: api.overloads,
    rejects: [
      [noun('export class X {\n  a(): void;\n  a(x?: number) {}\n}'), ['low/noun.ts:3']],
      [noun('export interface X {\n  a(): void;\n  a(x: number): void;\n}'), ['low/noun.ts:3']],
      [noun('export class X {\n  constructor();\n  constructor(x?: number) {}\n}'), ['low/noun.ts:3']],
    ],
    accepts: [noun('export class X { a() {} static a() {} b() {} get c() { return 1; } set c(x) {} }')],
  },
  {
    title: 'no public member loses its signature',
    check: api.lostSignatures,
    rejects: [
      [
        noun('export interface IX { a?(): void; (b: string): void; new (): IX }'),
        ['low/noun.ts:1 a?(): void;', 'low/noun.ts:1 (b: string): void;', 'low/noun.ts:1 new (): IX'],
      ],
      [noun('export class X { a?(): void; }'), ['low/noun.ts:1 a?(): void;']],
      [noun('interface Hidden { a?(): void }\nexport interface IX extends Hidden {}'), ['low/noun.ts:1 a?(): void']],
    ],
    accepts: [noun('export interface IX { a(b?: string): void; readonly c?: string }\ninterface Y { a?(): void }')],
  },
  {
    title: 'no base class that is not exported declares properties in its constructor',
    check: api.lostProperties,
    rejects: [
      [
        noun(
          'abstract class Base { constructor(public readonly a: string, readonly b: A, protected c: A) {} }\nexport class X extends Base {}',
        ),
        ['low/noun.ts:1 public readonly a: string', 'low/noun.ts:1 readonly b: A', 'low/noun.ts:1 protected c: A'],
      ],
      [
        noun('class Top { constructor(readonly a: A) {} }\nclass Base extends Top {}\nexport class X extends Base {}'),
        ['low/noun.ts:1 readonly a: A'],
      ],
      [
        {
          ...noun("import { Base } from './base';\nexport class X extends Base {}"),
          'low/base.ts': '/** @internal */\nexport class Base { constructor(readonly a: A) {} }',
        },
        ['low/base.ts:2 readonly a: A'],
      ],
    ],
    accepts: [
      noun(
        'class Base { constructor(private readonly a: A, readonly _b: A, c: A) {} }\nexport class X extends Base {}',
      ),
      noun(
        'export class Base { constructor(readonly a: A) {} }\nexport class X extends Base {}\nclass Y extends X { constructor(readonly b: A) {} }',
      ),
      {
        ...noun("import { Base } from 'aws-cdk-lib';\nexport class X extends Base {}"),
        'low/base.ts': 'class Base { constructor(readonly a: A) {} }',
      },
    ],
  },
  {
    title: 'regular expressions are anchored',
    check: lint.unanchored,
    rejects: [
      [
        noun('/a/.test(x); /^a/.exec(x); /a$/.test(x);'),
        ['low/noun.ts:1 /a/', 'low/noun.ts:1 /^a/', 'low/noun.ts:1 /a$/'],
      ],
      [noun('check(x, /^a|b$/);'), ['low/noun.ts:1 /^a|b$/']],
      [noun('const A = /^a\\$/;'), ['low/noun.ts:1 /^a\\$/']],
      [noun('const A = /^a$/m;'), ['low/noun.ts:1 /^a$/m']],
      [noun('new RegExp(x); RegExp(`^${x}`);'), ['low/noun.ts:1 new RegExp(x)', 'low/noun.ts:1 RegExp(`^${x}`)']],
      [noun('// unanchored:\nconst A = /a/;'), ['low/noun.ts:2 /a/']],
      [noun('/a/g.test(x); const B = /b/g;\nB.exec(x);'), ['low/noun.ts:1 /a/g', 'low/noun.ts:1 /b/g']],
    ],
    accepts: [
      noun('/^(a|b)$/.test(x); /^[|(]$/.test(x); /^\\|\\\\$/.test(x); new RegExp(`^${x}$`);'),
      noun("x.split(/a/); x.replace(/a/, ''); count(x, /a/g); const B = /b/g;\nx.replace(B, '');"),
      noun('// unanchored: looks for a needle\nconst A = /a/;\nconst B = /b/; // unanchored: so does this'),
    ],
  },
  {
    title: 'no ARN names the partition aws',
    check: lint.literalArns,
    rejects: [
      [
        noun("const a = 'arn:aws:s3:::x';\nconst b = `${c}arn:aws:iam::${d}`;"),
        ['low/noun.ts:1 arn:aws:s3:::x', 'low/noun.ts:2 arn:aws:iam::'],
      ],
    ],
    accepts: [noun('// arn:aws:s3:::x\n/** arn:aws:s3:::x */\nconst a = `arn:${partition}:s3:::x`;')],
  },
  {
    title: 'nothing depends on time or chance',
    check: lint.impurities,
    rejects: [
      [
        noun('Date.now(); new Date(); Date(); Math.random(); randomUUID(); crypto.randomBytes(1);'),
        ['Date.now', 'new Date', 'Date', 'Math.random', 'randomUUID', 'crypto.randomBytes'].map(
          (x) => `low/noun.ts:1 ${x}`,
        ),
      ],
      [handler('Math.random();'), ['low/runtime/x.lambda.ts:1 Math.random']],
      [{ 'low/runtime/x.ts': 'Date.now();' }, ['low/runtime/x.ts:1 Date.now']],
    ],
    accepts: [
      noun('// Date.now\nMath.max(1, 2); x.now(); new Date(x); type A = Date;'),
      handler('f(Date.now); Date.now();'),
      { 'low/runtime/x.browser.ts': 'f(Date.now);' },
    ],
  },
  {
    title: 'no module keeps state',
    check: lint.lastingState(['low/excepted.ts kept']),
    real: lint.lastingState(KEPT_BY_CONSTRUCT),
    rejects: [
      [noun('let depth = 0;\nvar a, b;'), ['low/noun.ts:1 depth', 'low/noun.ts:2 a', 'low/noun.ts:2 b']],
      [
        noun('export const seen: Set<string> = new Set();\nconst kept = new WeakMap();'),
        ['low/noun.ts:1 seen', 'low/noun.ts:2 kept'],
      ],
      [noun('const LIST: string[] = [];\nfunction f() { LIST.push(1); }'), ['low/noun.ts:1 LIST']],
      [
        noun('const MAP: ReadonlyMap<A, B[]> = new Map();\nMAP.get(a).push(b);\nconst O = {};\nO.a.b = 1;'),
        ['low/noun.ts:3 O'],
      ],
      [
        noun('const A = {};\nA[x] ??= 1;\nconst B = { n: 0 };\nB.n++;\nconst C = {};\ndelete C.x;'),
        ['low/noun.ts:1 A', 'low/noun.ts:3 B', 'low/noun.ts:5 C'],
      ],
      [
        noun(
          'class X {\nstatic a = 0;\nstatic readonly b = new Map();\nstatic readonly c: C = [];\nf() { X.c.push(1); }\nstatic readonly d: D = {};\nstatic g() { this.d.x = 1; }\n}',
        ),
        ['low/noun.ts:2 a', 'low/noun.ts:3 b', 'low/noun.ts:4 c', 'low/noun.ts:6 d'],
      ],
      [{ 'low/other.ts': 'const kept = new WeakMap();' }, ['low/other.ts:1 kept']],
    ],
    accepts: [
      noun('const LIST = [1, 2];\nconst COPY = [...LIST].sort();\nconst SETS: ReadonlySet<string> = new Set(LIST);'),
      noun('function f() { let depth = 0; const seen = new Set(); seen.add(depth); }'),
      noun(
        'class X { count = 0; readonly seen = new Set(); static readonly A = new X(); f() { this.seen.add(this.count++); } }',
      ),
      { 'low/excepted.ts': 'const kept = new WeakMap();' },
    ],
  },
  {
    title: 'feature flags and context are not read',
    check: lint.featureFlags,
    rejects: [
      [
        noun("FeatureFlags.of(this).isEnabled(X);\nthis.node.tryGetContext('@aws-cdk/x:y');"),
        ['low/noun.ts:1 FeatureFlags', 'low/noun.ts:2 tryGetContext', 'low/noun.ts:2 @aws-cdk/x:y'],
      ],
    ],
    accepts: [noun('// FeatureFlags\nconst a = this.node.path;')],
  },
  {
    title: 'nothing is left unfinished',
    check: lint.unfinished,
    rejects: [
      [noun('// TODO: more\nlet x; // FIXME'), ['low/noun.ts:1 // TODO: more', 'low/noun.ts:2 let x; // FIXME']],
    ],
    accepts: [noun('const TODOS = 1;')],
  },
];

describe('the sources', () => {
  const sources = readSources();

  test('are read', () => {
    expect(sources.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['index.ts', 'private/errors.ts', 'trust/index.ts']),
    );
  });

  test.each(ROWS.map((row) => [row.title, row] as const))('%s', (_, { check, real = check }) => {
    expect(real(sources)).toEqual([]);
  });

  test('the table of layers of an area has all folders of the area, and no others', () => {
    const folders = (area: string) =>
      sources.filter(({ path }) => areaOf(path) === area).map(({ path }) => folderOf(path));
    const found = Object.keys(FOLDER_LAYERS).map((area) => [area, [...new Set(folders(area))].filter(Boolean).sort()]);
    expect(found).toEqual(Object.entries(FOLDER_LAYERS).map(([area, layers]) => [area, Object.keys(layers).sort()]));
  });

  test('every exception from keeping no state is one', () => {
    const found = lint
      .lastingState()(sources)
      .map((place) => place.replace(/:\d+ /, ' '));
    expect(found.sort()).toEqual(KEPT_BY_CONSTRUCT);
  });
});

test('the compiler infers no loose type for a public member', () => {
  const declarations = readDeclarations();
  expect(declarations.map(({ path }) => path)).toContain('trust/index.ts');
  expect(api.looseTypes(declarations)).toEqual([]);
});

describe.each(ROWS.map((row) => [row.title, row] as const))(
  'the check that %s',
  (_, { check, rejects, accepts = [] }) => {
    test.each(rejects.map(([files, found]) => [found.join(', '), files, found] as const))(
      'finds %s',
      (_found, files, found) => {
        expect(check(libraryOf(files)).sort()).toEqual([...found].sort());
      },
    );

    test('finds nothing where nothing is wrong', () => {
      expect(accepts.map((files) => check(libraryOf(files)))).toEqual(accepts.map(() => []));
    });
  },
);

test.each([['areas', LAYERS], ...Object.entries(FOLDER_LAYERS)])(
  'the table of layers of %s has no cycle',
  (_, layers) => {
    const sources = Object.entries(layers).map(([area, open]) =>
      source(`${area}/x.ts`, open.map((other) => `import '../${other}/x';`).join('\n')),
    );
    expect(imports.areaCycles(sources)).toEqual([]);
  },
);

describe('the package', () => {
  test('brings nothing along but its peers', () => {
    expect(imports.broughtAlong(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf-8')))).toEqual([]);
  });

  test('would be found out if it did', () => {
    const group = { '@cloud-copilot/iam-simulate': '1' };
    expect(imports.broughtAlong({ peerDependencies: { constructs: '^10' } })).toEqual([]);
    expect(
      imports.broughtAlong({
        dependencies: group,
        peerDependencies: group,
        optionalDependencies: group,
        bundledDependencies: Object.keys(group),
      }),
    ).toHaveLength(4);
  });
});
