/** A property that templates set. */
export interface Property {
  /** From the resource, with `*` for the items of lists. */
  readonly path: string;
}

/** The properties that templates set literally, and those that are lists, by the types of their resources. */
export function propertiesIn(templates: readonly string[]): Map<string, Property[]> {
  const paths = new Map<string, Set<string>>();
  for (const text of templates) {
    const { Resources = {} }: { Resources?: Record<string, { Type: string; Properties?: object }> } = JSON.parse(text);
    for (const { Type, Properties = {} } of Object.values(Resources)) {
      const known = paths.get(Type) ?? new Set();
      paths.set(Type, known);
      for (const path of pathsIn(Properties)) {
        known.add(path);
      }
    }
  }
  return new Map([...paths].map(([type, known]) => [type, [...known].sort().map((path) => ({ path }))]));
}

function pathsIn(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) {
    return [path.join('/'), ...value.flatMap((item) => pathsIn(item, [...path, '*']))];
  }
  if (typeof value !== 'object' || value === null) {
    return [path.join('/')];
  }
  if (isIntrinsic(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]));
}

function isIntrinsic(value: object): boolean {
  const [key, ...more] = Object.keys(value);
  return more.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'));
}
