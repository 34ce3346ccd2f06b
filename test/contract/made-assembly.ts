import type * as spec from '@jsii/spec';

/** An assembly of hand-made types, which are classes unless they say otherwise. A name with a dot is in a submodule. */
export function assemblyOf(
  types: Record<string, object>,
  { name = 'lib', submodules = [] }: { name?: string; submodules?: string[] } = {},
): spec.Assembly {
  const entries = Object.entries(types).map(([path, type]) => [`${name}.${path}`, typeOf(name, path, type)]);
  return {
    name,
    types: Object.fromEntries(entries),
    submodules: Object.fromEntries(submodules.map((submodule) => [`${name}.${submodule}`, {}])),
  } as unknown as spec.Assembly;
}

function typeOf(assembly: string, path: string, type: object): object {
  const names = path.split('.');
  return {
    fqn: `${assembly}.${path}`,
    namespace: names.slice(0, -1).join('.') || undefined,
    name: names.at(-1),
    assembly,
    docs: { summary: 'A type.' },
    kind: 'class',
    ...type,
  };
}

export const STRING = { primitive: 'string' };
