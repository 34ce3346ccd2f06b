import type * as spec from '@jsii/spec';

/** Nobody's code depends on where something is declared, and that changes with every edit. */
const IRRELEVANT = ['assembly', 'locationInModule', 'overrides', 'symbolId'];

/** What jsii-diff compares of an assembly. There is one type per line, so that a diff shows which types have changed. */
export function baselineOf({ schema, name, version, dependencies, submodules, types }: spec.Assembly): string {
  const namespaces = Object.fromEntries(Object.keys(submodules ?? {}).map((namespace) => [namespace, {}]));
  const head = JSON.stringify({ schema, name, version, dependencies, submodules: namespaces });
  const lines = Object.values(types ?? {}).map((type) => `${JSON.stringify(type.fqn)}:${declarationOf(type)}`);

  return `${head.slice(0, -1)},"types":{\n${lines.join(',\n')}\n}}\n`;
}

function declarationOf(type: spec.Type): string {
  return JSON.stringify(type, (key, value) => {
    if (IRRELEVANT.includes(key)) {
      return undefined;
    }
    return key === 'docs' ? promisesOf(value, value === type.docs ? undefined : type.docs?.stability) : value;
  });
}

/** Prose is no promise, and members are as stable as their type unless they say otherwise. */
function promisesOf({ stability, subclassable }: spec.Docs, inherited?: spec.Stability): spec.Docs | undefined {
  const own = stability === inherited ? undefined : stability;
  return own || subclassable ? { stability: own, subclassable } : undefined;
}

/** jsii-diff finds other assemblies by a manifest. It has no name, or Jest would take it for the package. */
export function manifestOf({ dependencies }: spec.Assembly): string {
  return `${JSON.stringify({ private: true, jsii: {}, dependencies }, undefined, 2)}\n`;
}
