import type { Schema, Schemas } from './schemas';

/** Whether CloudFormation can import a resource of one type, and what it must know for that. */
export interface Imports {
  /** The properties that identify a resource. */
  readonly identifier: readonly string[];
  /** Whether the type has a handler that reads a resource, without which CloudFormation imports none. */
  readonly canRead: boolean;
  /** Whether the identifier can be in a template, so that an import may find the resource by itself. */
  readonly isKnownBeforehand: boolean;
  readonly createOnly: readonly string[];
  readonly conditional: readonly string[];
}

/** Of custom resources, which the registry does not have. */
const NO_SCHEMA: Schema = { properties: {} };

/** The facts of types as most regions have them. */
export function importsOf(types: readonly string[], schemas: Schemas): Record<string, Imports> {
  return Object.fromEntries(
    types.map((type) => {
      const [most] = schemas.of(type).sort((one, other) => other.regions.length - one.regions.length);
      const { primaryIdentifier = [], readOnlyProperties = [], handlers = {} } = most?.schema ?? NO_SCHEMA;
      const { createOnlyProperties = [], conditionalCreateOnlyProperties = [] } = most?.schema ?? NO_SCHEMA;
      const facts: Imports = {
        identifier: pathsOf(primaryIdentifier),
        canRead: 'read' in handlers && primaryIdentifier.length > 0,
        isKnownBeforehand: !primaryIdentifier.some((path) => readOnlyProperties.includes(path)),
        createOnly: pathsOf(createOnlyProperties).sort(),
        conditional: pathsOf(conditionalCreateOnlyProperties).sort(),
      };
      return [type, facts];
    }),
  );
}

function pathsOf(pointers: readonly string[]): string[] {
  return pointers.map((pointer) => pointer.replace('/properties/', ''));
}
