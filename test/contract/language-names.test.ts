import { loadAssembly } from './assembly';
import type { AssemblyCheck } from './assembly-checks';
import * as names from './language-names';
import { assemblyOf } from './made-assembly';

const constant = (name: string) => ({ name, static: true, const: true });

describe('the names of the assembly', () => {
  const assembly = loadAssembly();

  test.each<[string, AssemblyCheck]>([
    ['are the same in every language where they are constants or members of enums', names.renamedConstants],
    ['are no keywords', names.keywordMembers],
    ['stay different within a type', names.collidingMembers],
    ['stay different within a namespace', names.collidingTypes],
    ['are those of no member where they are classes', names.renamedClasses],
  ])('%s', (_, check) => {
    expect(check(assembly)).toEqual([]);
  });
});

describe('the checks of names in other languages', () => {
  test('find constants and enum members with another name', () => {
    const assembly = assemblyOf({
      'a.Size': { properties: [constant('G4DN_2XLARGE'), constant('G4_DN_2_XLARGE'), constant('T3_MEDIUM')] },
      'a.Service': { properties: [constant('LAMBDA'), constant('AWS_LAMBDA'), constant('lower')] },
      'a.Kind': { kind: 'enum', members: [{ name: 'GP2X' }, { name: 'None' }, { name: 'lower' }] },
    });
    expect(names.renamedConstants(assembly)).toEqual([
      'a.Size.G4DN_2XLARGE is G4_DN_2_XLARGE in Python',
      'a.Size.G4DN_2XLARGE is G4_DN_2_XLARGE in Java',
      'a.Service.LAMBDA is LAMBDA_ in Python',
      'a.Service.lower is LOWER in Python',
      'a.Service.lower is LOWER in Java',
      'a.Service.lower is Lower in C#',
      'a.Service.lower is Lower in Go',
      'a.Kind.None is None_ in Python',
      'a.Kind.lower is Lower in C#',
    ]);
  });

  test('find members that are keywords', () => {
    const assembly = assemblyOf({ 'a.Thing': { properties: [{ name: 'from' }], methods: [{ name: 'fromName' }] } });
    expect(names.keywordMembers(assembly)).toEqual(['a.Thing.from is from_ in Python']);
  });

  test('find members that a language cannot tell apart', () => {
    const methods = [{ name: 'toJson' }, { name: 'toJSON' }, { name: 'apply' }, { name: 'Apply' }];
    expect(names.collidingMembers(assemblyOf({ 'a.Thing': { methods } }))).toEqual([
      'a.Thing.to_json is several members in Python',
      'a.Thing.apply is several members in Python',
      'a.Thing.Apply is several members in C#',
      'a.Thing.Apply is several members in Go',
    ]);
  });

  test('find types that C# cannot tell apart, and classes that it renames', () => {
    const assembly = assemblyOf({
      'a.Thing': { kind: 'interface', datatype: true },
      'a.IThing': { kind: 'interface' },
      'b.IThing': { kind: 'interface' },
      'b.Lock': { methods: [{ name: 'lock' }] },
    });
    expect(names.collidingTypes(assembly)).toEqual(['a.IThing is several types in C#']);
    expect(names.renamedClasses(assembly)).toEqual(['b.Lock is Lock_ in C#']);
  });
});
