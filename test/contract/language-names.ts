import * as spec from '@jsii/spec';
import { toSnakeCase } from 'codemaker';
import { jsiiToPascalCase } from 'jsii-pacmak/lib/naming-util';
import { DotNetNameUtils } from 'jsii-pacmak/lib/targets/dotnet/nameutils';
import { toPythonIdentifier } from 'jsii-pacmak/lib/targets/python/util';
import { localName, typesOf } from './assembly';
import type { AssemblyCheck } from './assembly-checks';

/** How jsii-pacmak writes names in a language, with the functions that its generators use. */
interface Language {
  readonly constant: (name: string) => string;
  readonly enumMember: (name: string) => string;
  readonly member: (name: string) => string;
  /** The names of everything that is made of a type. */
  readonly types: (type: spec.Type) => string[];
}

const same = (name: string): string => name;
const ownName = ({ name }: spec.Type): string[] => [name];
const dotNet = new DotNetNameUtils();

const LANGUAGES: Readonly<Record<string, Language>> = {
  Python: {
    constant: (name) => toPythonIdentifier(toSnakeCase(name)).toUpperCase(),
    enumMember: toPythonIdentifier,
    member: (name) => toPythonIdentifier(toSnakeCase(name)),
    types: ownName,
  },
  Java: {
    constant: (name) => toSnakeCase(name).toUpperCase(),
    enumMember: same,
    member: same,
    types: ownName,
  },
  'C#': {
    constant: (name) => dotNet.convertPropertyName(name),
    enumMember: (name) => dotNet.convertEnumMemberName(name),
    member: (name) => dotNet.convertMethodName(name),
    types: dotNetTypes,
  },
  Go: {
    constant: jsiiToPascalCase,
    enumMember: same,
    member: jsiiToPascalCase,
    types: ownName,
  },
};

/** A struct is an interface and a class that implements it. */
function dotNetTypes(type: spec.Type): string[] {
  if (spec.isClassType(type)) {
    return [dotNet.convertClassName(type)];
  }
  if (spec.isInterfaceType(type)) {
    const name = dotNet.convertInterfaceName(type);
    return type.datatype ? [name, dotNet.convertTypeName(type.name)] : [name];
  }
  return [dotNet.convertTypeName(type.name)];
}

interface Names {
  readonly type: spec.Type;
  readonly constants: readonly string[];
  readonly enumMembers: readonly string[];
  readonly members: readonly string[];
}

function namesOf(type: spec.Type): Names {
  if (spec.isEnumType(type)) {
    return { type, constants: [], enumMembers: type.members.map(({ name }) => name), members: [] };
  }
  const properties = type.properties ?? [];
  return {
    type,
    constants: properties.filter((property) => property.const).map(({ name }) => name),
    enumMembers: [],
    members: [...properties.filter((property) => !property.const), ...(type.methods ?? [])].map(({ name }) => name),
  };
}

/** Runs a check of names over all types, once for each language. */
function everyLanguage(find: (names: Names, language: Language) => string[]): AssemblyCheck {
  return (assembly) =>
    typesOf(assembly).flatMap((type) =>
      Object.entries(LANGUAGES).flatMap(([name, language]) =>
        find(namesOf(type), language).map((found) => `${localName(assembly, type.fqn)}.${found} in ${name}`),
      ),
    );
}

/** Constants and enum members that users of a language cannot find under the name that documentation gives them. */
export const renamedConstants: AssemblyCheck = everyLanguage(({ constants, enumMembers }, language) => [
  ...renamed(constants, language.constant),
  ...renamed(enumMembers, language.enumMember),
]);

function renamed(names: readonly string[], render: (name: string) => string): string[] {
  return names.filter((name) => render(name) !== name).map((name) => `${name} is ${render(name)}`);
}

/** Members that get an underscore because they would be a keyword. */
export const keywordMembers: AssemblyCheck = everyLanguage(({ members }, { member }) =>
  members.filter((name) => member(name).endsWith('_')).map((name) => `${name} is ${member(name)}`),
);

/** Members that a language cannot tell apart. */
export const collidingMembers: AssemblyCheck = everyLanguage((names, { constant, member }) => {
  const rendered = [...names.constants.map(constant), ...names.members.map(member)];
  return [...new Set(rendered.filter((name, index) => rendered.indexOf(name) !== index))].map(
    (name) => `${name} is several members`,
  );
});

/** Types that a language cannot tell apart: in C#, a struct `Thing` also makes an interface `IThing`. */
export const collidingTypes: AssemblyCheck = (assembly) =>
  Object.entries(LANGUAGES).flatMap(([language, { types }]) => {
    const rendered = typesOf(assembly).flatMap((type) => types(type).map((name) => [type.namespace, name].join('.')));
    return rendered
      .filter((name, index) => rendered.indexOf(name) !== index)
      .map((name) => `${name} is several types in ${language}`);
  });

/** Classes that C# renames because a member has the same name. */
export const renamedClasses: AssemblyCheck = (assembly) =>
  typesOf(assembly)
    .filter(spec.isClassType)
    .filter((type) => dotNet.convertClassName(type) !== type.name)
    .map((type) => `${localName(assembly, type.fqn)} is ${dotNet.convertClassName(type)} in C#`);
