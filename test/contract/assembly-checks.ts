import * as spec from '@jsii/spec';
import { deepReferences, initializersOf, localName, type Member, membersOf, propsOf, typesOf } from './assembly';

/**
 * Checks over a jsii assembly. Each returns what offends, by name, and an empty list where nothing does.
 */
export type AssemblyCheck = (assembly: spec.Assembly) => string[];

export const PROPS_MAX = 20;
const PROPS_NORM = 12;
const ONE_WORD = /^[a-z]+$/;
const SENTENCE = /^.*[.!?]$/s;
const BEHAVIOURAL = /^I[A-Z].*$/;
const HIDDEN = /^(.*\/)?(private|handlers?)\/.*$|^.*(\.lambda|[.-]handler)(\.ts)?$/;
const BASES = /^(aws-cdk-lib|constructs)\..*$/;
const PARAMETER = /^[a-z][A-Za-z0-9]*$/;

export const unions: AssemblyCheck = (assembly) =>
  referring(assembly, (reference) => 'union' in reference || 'intersection' in reference);

/** Overriding a member of aws-cdk-lib forces its signature on us; nothing else excuses `any`. */
export const anyTypes: AssemblyCheck = (assembly) =>
  referring(assembly, isAny, ({ overrides }) => !BASES.test(overrides ?? ''));

function isAny(reference: spec.TypeReference): boolean {
  const any = [spec.PrimitiveType.Any, spec.PrimitiveType.Json];
  return spec.isPrimitiveTypeReference(reference) && any.includes(reference.primitive);
}

function referring(
  assembly: spec.Assembly,
  offends: (reference: spec.TypeReference) => boolean,
  counts: (member: Member) => boolean = () => true,
): string[] {
  return [...membersOf(assembly), ...initializersOf(assembly)]
    .filter(counts)
    .filter(({ references }) => references.flatMap(deepReferences).some(offends))
    .map(({ path }) => path);
}

/** An `I…` name silently makes jsii treat data as behaviour: a language binding then demands a class for it. */
export const misnamedInterfaces: AssemblyCheck = (assembly) =>
  typesOf(assembly)
    .filter(spec.isInterfaceType)
    .filter((type) => BEHAVIOURAL.test(type.name) === isData(type))
    .map(({ fqn }) => localName(assembly, fqn));

function isData(type: spec.InterfaceType): boolean {
  const readonlyProperties = (type.properties ?? []).every(({ immutable }) => immutable);
  return type.datatype === true || (readonlyProperties && !type.methods?.length && !type.interfaces?.length);
}

export const undocumented: AssemblyCheck = (assembly) =>
  [...typesOf(assembly).map(({ fqn, docs }) => ({ path: localName(assembly, fqn), docs })), ...membersOf(assembly)]
    .filter(({ docs }) => !SENTENCE.test(docs?.summary ?? ''))
    .map(({ path }) => path);

export const optionalWithoutDefault: AssemblyCheck = (assembly) =>
  propsOf(assembly).flatMap((type) =>
    (type.properties ?? [])
      .filter(({ optional, docs }) => optional && !docs?.default?.trim())
      .map(({ name }) => `${localName(assembly, type.fqn)}.${name}`),
  );

/** Namespaces of one word read the same in every language. */
export function misnamedSubmodules(nested: readonly string[]): AssemblyCheck {
  return (assembly) =>
    Object.keys(assembly.submodules ?? {})
      .map((fqn) => localName(assembly, fqn))
      .filter((name) => !ONE_WORD.test(name) && !nested.includes(name));
}

export const rootTypes: AssemblyCheck = (assembly) =>
  typesOf(assembly)
    .filter(({ namespace }) => !namespace)
    .map(({ fqn }) => localName(assembly, fqn));

export const leakedTypes: AssemblyCheck = (assembly) =>
  typesOf(assembly)
    .filter(
      ({ locationInModule, symbolId }) =>
        HIDDEN.test(locationInModule?.filename ?? '') || HIDDEN.test(symbolId?.split(':')[0] ?? ''),
    )
    .map(({ fqn }) => localName(assembly, fqn));

/** Names such as `_scope`, or the `__0` that jsii gives a destructured parameter. In Python, users have to write them. */
export const unnamedParameters: AssemblyCheck = (assembly) =>
  [...membersOf(assembly), ...initializersOf(assembly)].flatMap(({ path, parameters }) =>
    parameters.filter(({ name }) => !PARAMETER.test(name)).map(({ name }) => `${path}(${name})`),
  );

/** Structs of methods end in `Options`; `Props` is for what constructors take. */
export const misnamedOptions: AssemblyCheck = (assembly) => {
  const structsIn = (members: readonly Member[]) =>
    members.flatMap(({ path, parameters }) =>
      parameters
        .map(({ type }) => (spec.isNamedTypeReference(type) ? type.fqn : ''))
        .filter((fqn) => fqn.startsWith(`${assembly.name}.`) && fqn.endsWith('Props'))
        .map((fqn) => ({ path, struct: localName(assembly, fqn) })),
    );
  const ofConstructors = structsIn(initializersOf(assembly)).map(({ struct }) => struct);
  return structsIn(membersOf(assembly))
    .filter(({ struct }) => !ofConstructors.includes(struct))
    .map(({ path, struct }) => `${path}(${struct})`);
};

/** jsii ignores that an export renames a class, and that `export type` leaves out its value. */
export function missingAtRuntime(library: object): AssemblyCheck {
  return (assembly) =>
    typesOf(assembly)
      .filter((type) => !spec.isInterfaceType(type))
      .map(({ fqn }) => localName(assembly, fqn))
      .filter((name) => valueAt(library, name.split('.')) === undefined);
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  return name === undefined || value === undefined ? value : valueAt((value as Record<string, unknown>)[name], rest);
}

/** Fluent builders; a method that gives a changed copy goes on the list of exceptions. */
export function chaining(copying: readonly string[]): AssemblyCheck {
  return (assembly) =>
    typesOf(assembly)
      .filter((type): type is spec.ClassType | spec.InterfaceType => !spec.isEnumType(type))
      .flatMap((type) => {
        const fluent = (type.methods ?? []).filter(
          ({ static: isStatic, returns }) => !isStatic && returns && refersTo(returns.type, type.fqn),
        );
        return fluent.map(({ name }) => `${localName(assembly, type.fqn)}.${name}`);
      })
      .filter((path) => !copying.includes(path));
}

function refersTo(reference: spec.TypeReference, fqn: string): boolean {
  return spec.isNamedTypeReference(reference) && reference.fqn === fqn;
}

/** Props beyond the house norm are named one by one; beyond the maximum there is no exception. */
export function wideProps(exceptions: readonly string[]): AssemblyCheck {
  return (assembly) =>
    propsOf(assembly)
      .map((type) => ({ name: localName(assembly, type.fqn), count: type.properties?.length ?? 0 }))
      .filter(({ name, count }) => count > (exceptions.includes(name) ? PROPS_MAX : PROPS_NORM))
      .map(({ name, count }) => `${name} (${count})`);
}

/** An exception that nothing needs any more would excuse the next offender. */
export function idle(exceptions: readonly string[], offenders: readonly string[]): string[] {
  return exceptions.filter(
    (exception) => !offenders.some((offender) => offender === exception || offender.startsWith(`${exception} (`)),
  );
}
