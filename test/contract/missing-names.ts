import * as spec from '@jsii/spec';
import type { PublicName } from './public-names';

/** What of a public name is not there, or not as promised. */
export function missing(assembly: spec.Assembly, wanted: PublicName): string[] {
  const type = assembly.types?.[`${assembly.name}.${wanted.name}`];
  if (!type) {
    return [wanted.name];
  }
  const ancestors = ancestorsOf(assembly, type);
  return [
    ...[wanted.kind].filter((kind) => kind !== type.kind).map((kind) => `${wanted.name} as ${kind}`),
    ...(wanted.is ?? []).filter((base) => !ancestors.has(base)).map((base) => `${wanted.name} as a ${base}`),
    ...absent(wanted.statics, namesIn(type, true)).map((name) => `static ${wanted.name}.${name}`),
    ...absent(wanted.members, namesIn(type, false)).map((name) => `${wanted.name}.${name}`),
  ];
}

function absent(wanted: readonly string[] = [], there: ReadonlySet<string>): string[] {
  return wanted.filter((name) => !there.has(name));
}

function namesIn(type: spec.Type, isStatic: boolean): Set<string> {
  if (spec.isEnumType(type)) {
    return new Set(isStatic ? [] : type.members.map(({ name }) => name));
  }
  const members = [...(type.properties ?? []), ...(type.methods ?? [])].filter(
    (member) => (member.static ?? false) === isStatic,
  );
  return new Set(members.map(({ name }) => name));
}

/** Own types by local name, those of other packages by full name; of the latter only the nearest ones. */
function ancestorsOf(assembly: spec.Assembly, type: spec.Type): Set<string> {
  const found = new Set<string>();
  for (const fqn of basesOf(type)) {
    const own = assembly.types?.[fqn];
    found.add(own ? fqn.slice(assembly.name.length + 1) : fqn);
    for (const further of own ? ancestorsOf(assembly, own) : []) {
      found.add(further);
    }
  }
  return found;
}

function basesOf(type: spec.Type): string[] {
  if (spec.isEnumType(type)) {
    return [];
  }
  const base = spec.isClassType(type) ? type.base : undefined;
  return [base, ...(type.interfaces ?? [])].filter((name) => name !== undefined);
}
