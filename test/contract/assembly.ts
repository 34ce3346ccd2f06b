import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as spec from '@jsii/spec';

export const ROOT = join(__dirname, '..', '..');

/** The assembly that jsii built from the sources as they are now. */
export function loadAssembly(root = ROOT): spec.Assembly {
  const stale = staleness(join(root, '.jsii'), join(root, 'src'));
  if (stale) {
    throw new Error(`${stale}: run "npx projen compile" first`);
  }
  return spec.loadAssemblyFromPath(root, false);
}

/** jsii features that the assemblies of CDK use and these tests read. */
const SUPPORTED_FEATURES = ['intersection-types', 'class-covariant-overrides'];

/** The assemblies whose types ours refers to. */
export function loadDependencies({ dependencies }: spec.Assembly, root = ROOT): spec.Assembly[] {
  return Object.keys(dependencies ?? {}).map((name) =>
    spec.loadAssemblyFromPath(join(root, 'node_modules', name), false, SUPPORTED_FEATURES),
  );
}

/** What makes an assembly useless as evidence; undefined where it is newer than every source. */
export function staleness(assembly: string, sources: string): string | undefined {
  if (!existsSync(assembly)) {
    return `the jsii assembly ${assembly} is missing`;
  }
  const built = statSync(assembly).mtimeMs;
  const newer = filesBelow(sources).filter((file) => statSync(file).mtimeMs > built);
  const [first, ...others] = newer.sort();
  const named = others.length ? `${first} and ${others.length} other files` : first;
  return first ? `the jsii assembly ${assembly} is older than ${named}` : undefined;
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The name of a type inside the package, such as `trust.Feature`. */
export function localName(assembly: spec.Assembly, fqn: string): string {
  return fqn.startsWith(`${assembly.name}.`) ? fqn.slice(assembly.name.length + 1) : fqn;
}

export function typesOf(assembly: spec.Assembly): spec.Type[] {
  return Object.values(assembly.types ?? {});
}

export function propsOf(assembly: spec.Assembly): spec.InterfaceType[] {
  return typesOf(assembly).filter(
    (type): type is spec.InterfaceType => spec.isInterfaceType(type) && type.datatype === true,
  );
}

/** Anything inside of a type that has a name and documentation of its own. */
export interface Member {
  readonly type: spec.Type;
  /** The name with its type, such as `trust.Feature.STUDIO`. */
  readonly path: string;
  readonly docs?: spec.Docs;
  readonly overrides?: string;
  readonly parameters: readonly spec.Parameter[];
  /** The types that a user meets in its declaration. */
  readonly references: spec.TypeReference[];
}

export function membersOf(assembly: spec.Assembly): Member[] {
  return typesOf(assembly).flatMap((type): Member[] => {
    const path = (name: string) => `${localName(assembly, type.fqn)}.${name}`;
    if (spec.isEnumType(type)) {
      return type.members.map(({ name, docs }) => ({ type, path: path(name), docs, parameters: [], references: [] }));
    }
    const properties = (type.properties ?? []).map((property) => ({
      ...property,
      type,
      path: path(property.name),
      parameters: [],
      references: [property.type],
    }));
    const methods = (type.methods ?? []).map((method) => ({
      ...method,
      type,
      path: path(method.name),
      parameters: method.parameters ?? [],
      references: signatureOf(method),
    }));
    return [...properties, ...methods];
  });
}

/** Constructors: they have no name of their own, and their documentation is that of the class. */
export function initializersOf(assembly: spec.Assembly): Member[] {
  return typesOf(assembly).flatMap((type) =>
    spec.isClassType(type) && type.initializer
      ? [
          {
            type,
            path: `${localName(assembly, type.fqn)}.constructor`,
            overrides: type.initializer.overrides,
            parameters: type.initializer.parameters ?? [],
            references: signatureOf(type.initializer),
          },
        ]
      : [],
  );
}

function signatureOf(callable: spec.Callable & { returns?: spec.OptionalValue }): spec.TypeReference[] {
  const typed = [...(callable.parameters ?? []), callable.returns];
  return typed.filter((value) => value !== undefined).map(({ type }) => type);
}

/** A reference with everything nested in it: elements of lists and maps, members of unions. */
export function deepReferences(reference: spec.TypeReference): spec.TypeReference[] {
  return [reference, ...nestedReferences(reference).flatMap(deepReferences)];
}

function nestedReferences(reference: spec.TypeReference): readonly spec.TypeReference[] {
  if (spec.isCollectionTypeReference(reference)) {
    return [reference.collection.elementtype];
  }
  return spec.isUnionTypeReference(reference) ? reference.union.types : [];
}
