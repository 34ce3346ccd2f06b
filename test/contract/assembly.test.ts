import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAYERS } from '../../projenrc/layers';
import { loadAssembly, loadDependencies, localName, ROOT, staleness } from './assembly';
import * as checks from './assembly-checks';
import * as inheritance from './assembly-inheritance';
import { assemblyOf, STRING } from './made-assembly';
import { missing } from './missing-names';
import { PUBLIC_NAMES } from './public-names';

/** Submodules inside of submodules. */
const NESTED = ['notebook.mixins', 'studio.mixins'];

/** Methods that return a changed copy of their object, which the assembly cannot tell from a fluent builder. */
const COPYING: string[] = [
  'network.EndpointSet.plus',
  'network.EndpointSet.union',
  'network.EndpointSet.without',
  'network.EndpointSet.withoutRequired',
];

/** Props beyond the house norm of a dozen members. */
const WIDE_PROPS: string[] = [];

describe('the assembly', () => {
  const assembly = loadAssembly();
  const dependencies = loadDependencies(assembly);
  const library = jest.requireActual(join(ROOT, 'lib'));

  test.each<[string, checks.AssemblyCheck]>([
    ['has no unions', checks.unions],
    ['has no any in what is its own', checks.anyTypes],
    ['names behavioural interfaces I…, and no others', checks.misnamedInterfaces],
    ['documents everything in sentences', checks.undocumented],
    ['tells the default of every optional prop', checks.optionalWithoutDefault],
    ['names its submodules in one lowercase word', checks.misnamedSubmodules(NESTED)],
    ['has all its types in submodules', checks.rootTypes],
    ['holds no handler and nothing private', checks.leakedTypes],
    ['has no fluent builders', checks.chaining(COPYING)],
    ['keeps props small', checks.wideProps(WIDE_PROPS)],
    ['names every parameter', checks.unnamedParameters],
    ['calls what its methods take options', checks.misnamedOptions],
    ['has every member of the interfaces that it claims', inheritance.lackingMembers(dependencies)],
    ['has these members as the interfaces declare them', inheritance.differingMembers(dependencies)],
    ['names parameters as interfaces and base classes do', inheritance.renamedParameters(dependencies)],
    ['describes classes and enums that exist at runtime', checks.missingAtRuntime(library)],
  ])('%s', (_, check) => {
    expect(check(assembly)).toEqual([]);
  });

  test('needs every exception that is made for it', () => {
    expect(checks.idle(COPYING, checks.chaining([])(assembly))).toEqual([]);
    expect(checks.idle(WIDE_PROPS, checks.wideProps([])(assembly))).toEqual([]);
    expect(NESTED.filter((name) => !assembly.submodules?.[`${assembly.name}.${name}`])).toEqual([]);
  });

  test('has the version that SageMakerChecks reports to CDK', () => {
    expect(new library.compliance.SageMakerChecks().version).toBe(assembly.version);
  });

  test('has no submodules but the areas', () => {
    const areas = Object.keys(assembly.submodules ?? {}).map((fqn) => localName(assembly, fqn).split('.')[0]);
    expect(areas.filter((area) => area === 'private' || !(area in LAYERS))).toEqual([]);
  });

  test.each(PUBLIC_NAMES.map((row) => [row.name, row] as const))('has the fixed name %s', (_, row) => {
    expect(missing(assembly, row)).toEqual([]);
  });
});

describe('the check of staleness', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  const [assembly, sources] = [join(folder, '.jsii'), join(folder, 'src')];
  const built = new Date('2026-01-02');

  beforeAll(() => {
    mkdirSync(join(sources, 'area'), { recursive: true });
    writeFileSync(join(sources, 'area', 'noun.ts'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('finds a missing assembly', () => {
    expect(staleness(assembly, sources)).toMatch(/is missing$/);
    expect(() => loadAssembly(folder)).toThrow('run "npx projen compile" first');
  });

  test('finds a source that is newer than the assembly, and names it', () => {
    writeFileSync(assembly, '{}');
    utimesSync(assembly, built, built);
    utimesSync(join(sources, 'area', 'noun.ts'), built, new Date('2026-01-03'));
    expect(staleness(assembly, sources)).toMatch(/is older than .*noun\.ts$/);
    expect(() => loadAssembly(folder)).toThrow('run "npx projen compile" first');
  });

  test('accepts an assembly that is newer than every source', () => {
    utimesSync(join(sources, 'area', 'noun.ts'), built, new Date('2026-01-01'));
    expect(staleness(assembly, sources)).toBeUndefined();
  });
});

const DOCS = { summary: 'A member.' };
const UNION = { union: { types: [STRING, { primitive: 'number' }] } };
const ANY = { primitive: 'any' };
const listOf = (elementtype: object) => ({ collection: { kind: 'array', elementtype } });
const struct = (...properties: object[]) => ({ kind: 'interface', datatype: true, properties });

describe('the checks of an assembly', () => {
  test('find unions wherever a user meets them', () => {
    const assembly = assemblyOf({
      'a.Plain': { properties: [{ name: 'fine', type: STRING }] },
      'a.Deep': { properties: [{ name: 'bad', type: listOf(listOf(UNION)) }] },
      'a.Made': { initializer: { parameters: [{ name: 'x', type: UNION }] } },
      'a.Called': {
        methods: [
          { name: 'takes', parameters: [{ name: 'x', type: UNION }] },
          { name: 'gives', returns: { type: UNION } },
        ],
      },
    });
    expect(checks.unions(assembly)).toEqual(['a.Deep.bad', 'a.Called.takes', 'a.Called.gives', 'a.Made.constructor']);
  });

  test('find any, except where aws-cdk-lib forces it', () => {
    const assembly = assemblyOf({
      'a.Props': struct({ name: 'free', type: ANY }, { name: 'json', type: listOf({ primitive: 'json' }) }),
      'a.Thing': {
        methods: [
          { name: 'forced', overrides: 'aws-cdk-lib.aws_iam.PrincipalBase', parameters: [{ name: 'x', type: ANY }] },
          { name: 'ours', overrides: 'lib.a.Base', parameters: [{ name: 'x', type: ANY }] },
        ],
      },
    });
    expect(checks.anyTypes(assembly)).toEqual(['a.Props.free', 'a.Props.json', 'a.Thing.ours']);
  });

  test('find data named I…, and behaviour that is not', () => {
    const readonlyProperty = { name: 'x', immutable: true, type: STRING };
    const assembly = assemblyOf({
      'a.Props': struct(readonlyProperty),
      'a.IProps': { kind: 'interface', properties: [readonlyProperty] },
      'a.Doer': { kind: 'interface', methods: [{ name: 'do' }] },
      'a.IDoer': { kind: 'interface', methods: [{ name: 'do' }] },
      'a.IRole': { kind: 'interface', properties: [readonlyProperty], interfaces: ['aws-cdk-lib.aws_iam.IRole'] },
    });
    expect(checks.misnamedInterfaces(assembly)).toEqual(['a.IProps', 'a.Doer']);
  });

  test('find what has no summary, or one that is no sentence', () => {
    const assembly = assemblyOf({
      'a.Silent': { docs: {} },
      'a.Phrase': { docs: { summary: 'a phrase' } },
      'a.Kind': { kind: 'enum', members: [{ name: 'GOOD', docs: DOCS }, { name: 'BAD' }] },
      'a.Props': struct(
        { name: 'good', docs: DOCS, type: STRING },
        { name: 'bad', docs: { summary: 'no stop' }, type: STRING },
      ),
    });
    expect(checks.undocumented(assembly)).toEqual(['a.Silent', 'a.Phrase', 'a.Kind.BAD', 'a.Props.bad']);
  });

  test('find optional props without a default', () => {
    const props = struct(
      { name: 'told', optional: true, type: STRING, docs: { default: '- none' } },
      { name: 'untold', optional: true, type: STRING },
    );
    expect(checks.optionalWithoutDefault(assemblyOf({ 'a.Props': props }))).toEqual(['a.Props.untold']);
  });

  test('find submodules with more than one word', () => {
    const assembly = assemblyOf({}, { submodules: ['good', 'good.mixins', 'twoWords', 'two_words', 'good.inner'] });
    expect(checks.misnamedSubmodules(['good.mixins'])(assembly)).toEqual(['twoWords', 'two_words', 'good.inner']);
  });

  test('find types at the root, and types that should be hidden', () => {
    const located = (filename: string) => ({ locationInModule: { filename, line: 1 } });
    const assembly = assemblyOf({
      Loose: located('src/loose.ts'),
      'a.Fine': located('src/a/private-endpoints.ts'),
      'a.Hidden': located('src/private/arn.ts'),
      'a.Handler': located('src/a/issue.lambda.ts'),
      'a.Moved': { symbolId: 'src/private/errors:Moved' },
    });
    expect(checks.rootTypes(assembly)).toEqual(['Loose']);
    expect(checks.leakedTypes(assembly)).toEqual(['a.Hidden', 'a.Handler', 'a.Moved']);
  });

  test('find fluent builders, but not factories', () => {
    const self = { type: { fqn: 'lib.a.Builder' } };
    const methods = [
      { name: 'of', static: true, returns: self },
      { name: 'add', returns: self },
      { name: 'without', returns: self },
    ];
    expect(checks.chaining(['a.Builder.without'])(assemblyOf({ 'a.Builder': { methods } }))).toEqual(['a.Builder.add']);
  });

  test('find parameters without a proper name', () => {
    const parameters = [
      { name: 'fine2', type: STRING },
      { name: '__0', type: STRING },
    ];
    const assembly = assemblyOf({
      'a.Thing': {
        initializer: { parameters: [{ name: '_scope', type: STRING }] },
        methods: [{ name: 'act', parameters }],
      },
    });
    expect(checks.unnamedParameters(assembly)).toEqual(['a.Thing.act(__0)', 'a.Thing.constructor(_scope)']);
  });

  test('find props that only methods take', () => {
    const taking = (name: string) => [{ name: 'props', type: { fqn: `lib.a.${name}` } }];
    const assembly = assemblyOf({
      'a.Thing': {
        initializer: { parameters: taking('ThingProps') },
        methods: [
          { name: 'of', static: true, parameters: taking('OtherProps') },
          { name: 'copy', parameters: taking('ThingProps') },
          { name: 'act', parameters: taking('ActOptions') },
        ],
      },
    });
    expect(checks.misnamedOptions(assembly)).toEqual(['a.Thing.of(a.OtherProps)']);
  });

  test('find classes and enums that are missing at runtime', () => {
    const assembly = assemblyOf({
      'a.Here': {},
      'a.Renamed': {},
      'a.Kind': { kind: 'enum', members: [] },
      'gone.Thing': {},
      'a.IThing': { kind: 'interface' },
    });
    expect(checks.missingAtRuntime({ a: { Here: class {} } })(assembly)).toEqual(['a.Renamed', 'a.Kind', 'gone.Thing']);
  });

  test('find wide props, admit named ones up to the maximum, and find exceptions that nothing needs', () => {
    const props = (count: number) =>
      struct(...Array.from({ length: count }, (_, n) => ({ name: `p${n}`, type: STRING })));
    const assembly = assemblyOf({
      'a.Narrow': props(12),
      'a.Wide': props(13),
      'a.Named': props(checks.PROPS_MAX),
      'a.TooWide': props(checks.PROPS_MAX + 1),
    });
    const offenders = checks.wideProps([])(assembly);
    expect(checks.wideProps(['a.Named', 'a.TooWide'])(assembly)).toEqual(['a.Wide (13)', 'a.TooWide (21)']);
    expect(checks.idle(['a.Named', 'a.Narrow'], offenders)).toEqual(['a.Narrow']);
  });

  test('find public names that are gone, moved or of another kind', () => {
    const assembly = assemblyOf({
      'a.Thing': {
        interfaces: ['lib.a.IThing'],
        methods: [{ name: 'from', static: true }],
        properties: [{ name: 'grants' }],
      },
      'a.IThing': { kind: 'interface', interfaces: ['constructs.IConstruct'] },
    });
    expect(
      missing(assembly, {
        name: 'a.Thing',
        kind: 'class',
        is: ['a.IThing', 'constructs.IConstruct'],
        statics: ['from'],
        members: ['grants'],
      }),
    ).toEqual([]);
    expect(missing(assembly, { name: 'a.Gone', kind: 'class' })).toEqual(['a.Gone']);
    expect(
      missing(assembly, { name: 'a.Thing', kind: 'enum', is: ['a.Other'], statics: ['grants'], members: ['from'] }),
    ).toEqual(['a.Thing as enum', 'a.Thing as a a.Other', 'static a.Thing.grants', 'a.Thing.from']);
  });
});
