import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, type NestedStack, Stack } from 'aws-cdk-lib';
import { normalized } from '../../snapshots/normalized';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

interface Template {
  readonly Resources?: Resources;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/**
 * The resources of all stacks of an app by logical id. Those of a nested stack have its logical id in front of theirs, and
 * the values of its parameters and outputs in place of references, so that a reference shows what it refers to.
 */
export function flatResources(app: App): Resources {
  const { directory } = app.synth();
  const stacks = app.node.findAll().filter(Stack.isStack);
  const flat = new Map<Stack, FlatStack>();
  const single = stacks.filter(({ nestedStackParent }) => !nestedStackParent).length === 1;
  for (const stack of stacks) {
    const template = JSON.parse(normalized(readFileSync(join(directory, stack.templateFile), 'utf-8')));
    const top = single ? '' : `${stack.stackName}/`;
    flat.set(stack, new FlatStack(template, flat.get(stack.nestedStackParent!) ?? top, nestedId(stack)));
  }
  return Object.assign({}, ...[...flat.values()].map((stack) => stack.resources()));
}

function nestedId(stack: Stack): string | undefined {
  const { nestedStackResource } = stack as NestedStack;
  return nestedStackResource && normalized(stack.nestedStackParent!.resolve(nestedStackResource.logicalId));
}

/** A stack whose resources move into the template of its parent. */
class FlatStack {
  private readonly prefix: string;
  private readonly parent?: FlatStack;
  private readonly nested = new Map<string, FlatStack>();

  constructor(
    private readonly template: Template,
    parent: FlatStack | string,
    private readonly id?: string,
  ) {
    this.parent = typeof parent === 'string' ? undefined : parent;
    this.prefix = typeof parent === 'string' ? parent : `${parent.prefix}${id}/`;
    this.parent?.nested.set(id!, this);
  }

  public resources(): Resources {
    const { Resources = {} } = this.template;
    return Object.fromEntries(
      Object.entries(Resources).map(([id, resource]) => [this.prefix + id, this.flat(resource) as Resource]),
    );
  }

  private flat(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.flat(item));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const { Ref, 'Fn::GetAtt': attribute } = value as { readonly Ref?: string; readonly 'Fn::GetAtt'?: string[] };
    if (Ref !== undefined) {
      return this.referred(Ref);
    }
    return attribute
      ? this.attribute(attribute)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.flat(inner)]));
  }

  private referred(id: string): unknown {
    if (this.template.Resources?.[id]) {
      return { Ref: this.prefix + id };
    }
    const given = this.parent?.template.Resources?.[this.id!].Properties?.Parameters as Record<string, unknown>;
    return given?.[id] === undefined ? { Ref: id } : this.parent!.flat(given[id]);
  }

  private attribute([id, name]: readonly string[]): unknown {
    const nested = this.nested.get(id);
    const output = nested?.template.Outputs?.[name.replace(/^Outputs\./, '')];
    return output ? nested!.flat(output.Value) : { 'Fn::GetAtt': [this.prefix + id, name] };
  }
}
