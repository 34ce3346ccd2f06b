export type Json = Readonly<Record<string, unknown>>;

export function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The object, or an empty one for anything else. */
export function objectOf(json: unknown): Json {
  return isObject(json) ? json : {};
}

/** A field of its own, never one that every object has. */
export function own(json: Json, key: string): unknown {
  return Object.hasOwn(json, key) ? json[key] : undefined;
}
