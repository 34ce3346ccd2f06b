import { CATALOGUE_KEYS, type CatalogueKey, GLOBAL_KEYS, RESOURCE_TYPE_ACTIONS } from './catalogue';

/** A condition key that the catalogue has. */
export interface KnownKey {
  /** As the catalogue writes it; for a tag or the like, as the policy does. */
  readonly name: string;
  /** `ARN`, `Bool`, `Date`, `IPAddress`, `Numeric` or `String`. */
  readonly type: string;
  readonly multiValued: boolean;
  /** The actions of SageMaker that support it; undefined where requests of any action may have it. */
  readonly supportedBy?: ReadonlySet<string>;
  readonly replacedBy?: string;
}

const FAMILY = /^([^/]+\/)(\$\{\w+\}|tag-key)$/;

const KEYS: ReadonlyMap<string, KnownKey> = new Map(
  [...rowsOf(GLOBAL_KEYS), ...rowsOf(CATALOGUE_KEYS)].map(([name, row]) => [
    name.replace(FAMILY, '$1').toLowerCase(),
    knownKey(name, row),
  ]),
);

/** The key of a name; undefined where the catalogue has none. The case of letters does not count. */
export function keyNamed(name: string): KnownKey | undefined {
  const lower = name.toLowerCase();
  const family = lower.slice(0, lower.indexOf('/') + 1);
  const member = family && family !== lower ? KEYS.get(family) : undefined;
  return member ? { ...member, name } : KEYS.get(lower);
}

/** The names of all keys, as the catalogue writes them. */
export function keyNames(): string[] {
  return [...KEYS.values()].map(({ name }) => name);
}

function rowsOf(table: Readonly<Record<string, CatalogueKey>>): [string, CatalogueKey][] {
  return Object.entries(table);
}

function knownKey(
  name: string,
  { type, multiValued = false, actions = [], resourceTypes = [], replacedBy }: CatalogueKey,
): KnownKey {
  const supportedBy = [...actions, ...resourceTypes.flatMap((resourceType) => RESOURCE_TYPE_ACTIONS[resourceType])];
  const listed = name in CATALOGUE_KEYS;
  return { name, type, multiValued, replacedBy, supportedBy: listed ? new Set(supportedBy) : undefined };
}
