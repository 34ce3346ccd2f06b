import type { Schema, Schemas } from './schemas';

/** What replaces a resource of one type, and in which regions. */
export interface Replacements {
  /** Paths of the properties whose change replaces the resource. */
  readonly createOnly: readonly string[];
  /** Paths of the properties whose change replaces the resource in some cases. */
  readonly conditional: readonly string[];
  readonly tagsUpdatable: boolean;
  /** Regions whose schema says something else about any of this. */
  readonly differingRegions: readonly string[];
}

export type ReplacementExtract = Record<string, Replacements>;

/** The create-only properties of types, as most regions have them. */
export function replacementsOf(types: readonly string[], schemas: Schemas): ReplacementExtract {
  return Object.fromEntries(
    types.flatMap((type) => {
      const [most, ...others] = schemas.of(type).sort((one, other) => other.regions.length - one.regions.length);
      if (!most) {
        return [];
      }
      const facts = factsOf(most.schema);
      const differing = others.filter(({ schema }) => JSON.stringify(factsOf(schema)) !== JSON.stringify(facts));
      return [[type, { ...facts, differingRegions: differing.flatMap(({ regions }) => regions).sort() }]];
    }),
  );
}

function factsOf(schema: Schema): Omit<Replacements, 'differingRegions'> {
  return {
    createOnly: pathsOf(schema.createOnlyProperties),
    conditional: pathsOf(schema.conditionalCreateOnlyProperties),
    tagsUpdatable: schema.tagging?.tagUpdatable ?? false,
  };
}

function pathsOf(pointers: readonly string[] = []): string[] {
  return pointers.map((pointer) => pointer.replace('/properties/', '')).sort();
}
