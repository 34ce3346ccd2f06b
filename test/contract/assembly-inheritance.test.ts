import type * as spec from '@jsii/spec';
import type { AssemblyCheck } from './assembly-checks';
import { differingMembers, lackingMembers, renamedParameters } from './assembly-inheritance';
import { assemblyOf, STRING } from './made-assembly';

const NUMBER = { primitive: 'number' };
const property = (name: string, more: object = {}) => ({ name, immutable: true, type: STRING, ...more });
const parameter = (name: string, more: object = {}) => ({ name, type: STRING, ...more });
const method = (name: string, ...parameters: object[]) => ({ name, parameters, returns: { type: STRING } });
const claiming = (...members: object[]) => claimingAll(['cdk.IPlugin'], ...members);
const claimingAll = (interfaces: string[], ...members: object[]) => ({ interfaces, ...split(members) });
const declaring = (...members: object[]) => ({ kind: 'interface', ...split(members) });

function split(members: object[]): object {
  const isMethod = (member: object) => 'parameters' in member;
  return { methods: members.filter(isMethod), properties: members.filter((member) => !isMethod(member)) };
}

/** A library on which ours builds. Its interface extends another one and has an optional member. */
const CDK = assemblyOf(
  {
    INamed: declaring(property('name')),
    IPlugin: {
      ...declaring(property('version', { optional: true }), method('bind', parameter('scope'), parameter('id'))),
      interfaces: ['cdk.INamed'],
    },
    ILabelled: declaring(property('name'), property('label')),
    Base: { methods: [method('run', parameter('speed'))], properties: [] },
    // Like Mixin of aws-cdk-lib: it implements an interface with another name for a parameter.
    Mixin: { interfaces: ['cdk.IPlugin'], methods: [method('bind', parameter('_scope'), parameter('_id'))] },
  },
  { name: 'cdk' },
);

const NAME = property('name');
const VERSION = property('version', { optional: true });
const BIND = method('bind', parameter('scope'), parameter('id'));

function found(check: (dependencies: readonly spec.Assembly[]) => AssemblyCheck, types: Record<string, object>) {
  return check([CDK])(assemblyOf(types));
}

const ALL = [lackingMembers, differingMembers, renamedParameters];

describe('a class that has all members of its interfaces', () => {
  test.each([
    ['itself', { 'a.Good': claiming(NAME, VERSION, BIND) }],
    ['and is abstract', { 'a.Good': { ...claiming(NAME, VERSION, BIND), abstract: true } }],
    [
      'partly by its base class',
      { 'a.Base': split([VERSION, BIND]), 'a.Good': { base: 'lib.a.Base', ...claiming(NAME) } },
    ],
  ])('%s, is accepted', (_, types: Record<string, object>) => {
    expect(ALL.map((check) => found(check, types))).toEqual([[], [], []]);
  });
});

describe('the check for lacking members', () => {
  test.each([
    ['a method', 'bind', 'cdk.IPlugin', [NAME, VERSION]],
    ['an optional property', 'version', 'cdk.IPlugin', [NAME, BIND]],
    ['a property of an inherited interface', 'name', 'cdk.INamed', [VERSION, BIND]],
  ])('finds %s', (_, name, claim, members) => {
    expect(found(lackingMembers, { 'a.Bad': claiming(...members) })).toEqual([`a.Bad lacks ${name} of ${claim}`]);
  });

  test('finds a lacking member of an abstract class', () => {
    const types = { 'a.Bad': { ...claiming(NAME, BIND), abstract: true } };
    expect(found(lackingMembers, types)).toEqual(['a.Bad lacks version of cdk.IPlugin']);
  });

  test('finds a lacking member of an interface of this library', () => {
    const types = { 'a.IThing': declaring(NAME), 'a.Bad': claimingAll(['lib.a.IThing']) };
    expect(found(lackingMembers, types)).toEqual(['a.Bad lacks name of a.IThing']);
  });

  test('does not count a static member', () => {
    const types = { 'a.Bad': claiming(property('name', { static: true }), VERSION, BIND) };
    expect(found(lackingMembers, types)).toEqual(['a.Bad lacks name of cdk.INamed']);
  });

  test('fails where a type is in no assembly', () => {
    expect(() => found(lackingMembers, { 'a.Bad': claimingAll(['other.IThing']) })).toThrow(
      'no assembly has the type other.IThing',
    );
  });
});

describe('the check for differing members', () => {
  test.each([
    ['the type of a property', 'name', 'cdk.INamed', [property('name', { type: NUMBER }), VERSION, BIND]],
    ['an optional property', 'name', 'cdk.INamed', [property('name', { optional: true }), VERSION, BIND]],
    ['a required property', 'version', 'cdk.IPlugin', [NAME, property('version'), BIND]],
    ['a mutable property', 'name', 'cdk.INamed', [property('name', { immutable: false }), VERSION, BIND]],
    ['a protected property', 'name', 'cdk.INamed', [property('name', { protected: true }), VERSION, BIND]],
    ['a method in place of a property', 'name', 'cdk.INamed', [method('name'), VERSION, BIND]],
    [
      'the type of a parameter',
      'bind',
      'cdk.IPlugin',
      [NAME, VERSION, method('bind', parameter('scope'), parameter('id', { type: NUMBER }))],
    ],
    [
      'an optional parameter',
      'bind',
      'cdk.IPlugin',
      [NAME, VERSION, method('bind', parameter('scope'), parameter('id', { optional: true }))],
    ],
    ['the returned type', 'bind', 'cdk.IPlugin', [NAME, VERSION, { ...BIND, returns: { type: NUMBER } }]],
    [
      'an optional result',
      'bind',
      'cdk.IPlugin',
      [NAME, VERSION, { ...BIND, returns: { type: STRING, optional: true } }],
    ],
  ])('finds %s', (_, name, claim, members) => {
    expect(found(differingMembers, { 'a.Bad': claiming(...members) })).toEqual([`a.Bad.${name} differs from ${claim}`]);
  });

  test('compares with every interface, not only with the first that has the member', () => {
    const types = {
      'a.IThing': declaring(property('label', { optional: true })),
      'a.Bad': claimingAll(['lib.a.IThing', 'cdk.ILabelled'], NAME, property('label', { optional: true })),
    };
    expect(found(differingMembers, types)).toEqual(['a.Bad.label differs from cdk.ILabelled']);
  });
});

describe('the check for renamed parameters', () => {
  const renamed = method('bind', parameter('_scope'), parameter('id'));

  test('finds a parameter that the interface names differently', () => {
    expect(found(renamedParameters, { 'a.Bad': claiming(NAME, VERSION, renamed) })).toEqual([
      'a.Bad.bind(_scope, id) is (scope, id) in cdk.IPlugin',
    ]);
  });

  test('finds it in a method that is inherited', () => {
    const types = { 'a.Base': split([renamed]), 'a.Bad': { base: 'lib.a.Base', ...claiming(NAME, VERSION) } };
    expect(found(renamedParameters, types)).toEqual(['a.Bad.bind(_scope, id) is (scope, id) in cdk.IPlugin']);
  });

  test('finds a parameter that a base class of this library names differently', () => {
    const types = {
      'a.Base': split([method('run', parameter('speed'))]),
      'a.Middle': { base: 'lib.a.Base' },
      'a.Bad': { base: 'lib.a.Middle', ...split([method('run', parameter('velocity'))]) },
    };
    expect(found(renamedParameters, types)).toEqual(['a.Bad.run(velocity) is (speed) in a.Base']);
  });

  test('finds a parameter that a base class of another library names differently', () => {
    const types = { 'a.Bad': { base: 'cdk.Base', ...split([method('run', parameter('velocity'))]) } };
    expect(found(renamedParameters, types)).toEqual(['a.Bad.run(velocity) is (speed) in cdk.Base']);
  });

  test('prefers the interface of a base class to the base class', () => {
    const types = {
      'a.Good': { base: 'cdk.Mixin', ...split([BIND]) },
      'a.Bad': { base: 'cdk.Mixin', ...split([method('bind', parameter('_scope'), parameter('_id'))]) },
    };
    expect(found(renamedParameters, types)).toEqual(['a.Bad.bind(_scope, _id) is (scope, id) in cdk.IPlugin']);
  });
});
