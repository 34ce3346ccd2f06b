import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type Properties = Readonly<Record<string, unknown>>;

/** What the template has as the properties of a resource, overrides included. Only for validations, which run last. */
export function renderedProperties(resource: CfnResource): Properties {
  const stack = Stack.of(resource);
  const [rendered] = Object.values<Properties>(stack.resolve(resource._toCloudFormation()).Resources);
  return (rendered.Properties as Properties | undefined) ?? {};
}

/** The value at a path such as `DefaultUserSettings.ExecutionRole`. */
export function valueAt(properties: unknown, path: string): unknown {
  return path.split('.').reduce((value, name) => (value as Properties | undefined)?.[name], properties);
}

const resourcesOfStacks = new WeakMap<Stack, Map<string, CfnResource>>();

/** The resource of the same stack that a value refers to with `Ref` or `Fn::GetAtt`. */
export function referredResource(scope: IConstruct, value: unknown): CfnResource | undefined {
  const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: unknown; 'Fn::GetAtt'?: unknown };
  const id = Ref ?? (Array.isArray(attribute) ? attribute[0] : undefined);
  return typeof id === 'string' ? resourcesIn(Stack.of(scope)).get(id) : undefined;
}

/** The resources of the stack, by logical id. */
export function resourcesIn(stack: Stack): ReadonlyMap<string, CfnResource> {
  const known = resourcesOfStacks.get(stack);
  if (known) {
    return known;
  }
  const resources = stack.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
  const own = resources.filter((resource) => Stack.of(resource) === stack);
  const byId = new Map(own.map((resource): [string, CfnResource] => [stack.resolve(resource.logicalId), resource]));
  resourcesOfStacks.set(stack, byId);
  return byId;
}
