import type { Resource, Template } from '../report/template';

type Outputs = Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>;

/** The stacks of an app as one template: logical ids begin with the name of their stack, and imports are what they stand for. */
export function mergedTemplate(templates: Readonly<Record<string, Template>>): Template {
  const exported = new Map<string, unknown>();
  for (const [stack, { Outputs = {} }] of Object.entries(templates)) {
    for (const { Value, Export } of Object.values(Outputs as Outputs)) {
      exported.set(Export?.Name ?? '', renamed(Value, stack));
    }
  }
  const resources = Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]): [string, Resource] => [
      stack + id,
      imported(renamed(resource, stack), exported) as Resource,
    ]),
  );
  return { Resources: Object.fromEntries(resources) };
}

/** References get the new logical ids; pseudo parameters stay. */
function renamed(value: unknown, stack: string): unknown {
  return mapped(value, (name, argument) => {
    if (name === 'Ref') {
      return { Ref: String(argument).startsWith('AWS::') ? argument : `${stack}${argument}` };
    }
    if (name === 'Fn::GetAtt') {
      const [id, attribute] = argument as [string, string];
      return { 'Fn::GetAtt': [stack + id, attribute] };
    }
    return undefined;
  });
}

function imported(value: unknown, exported: ReadonlyMap<string, unknown>): unknown {
  return mapped(value, (name, argument) => {
    if (name !== 'Fn::ImportValue') {
      return undefined;
    }
    if (!exported.has(String(argument))) {
      throw new Error(`no stack exports ${argument}`);
    }
    return exported.get(String(argument));
  });
}

/** A value in which functions of CloudFormation are replaced, as far as they are known. */
function mapped(value: unknown, replace: (name: string, argument: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => mapped(item, replace));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const replaced = entries.length === 1 ? replace(...entries[0]) : undefined;
  return replaced ?? Object.fromEntries(entries.map(([key, item]) => [key, mapped(item, replace)]));
}
