import {
  ACTIONS,
  CATALOGUE_KEYS,
  type CatalogueKey,
  GLOBAL_KEYS,
  RESOURCE_TYPE_ACTIONS,
} from '../../../conditions/catalogue';
import { iamPattern, LetterCase } from '../../../private/iam-pattern';

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

const PREFIX = 'sagemaker:';
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

/** The actions with their names in policies, in lower case. */
const NAMED_ACTIONS: readonly (readonly [name: string, action: string])[] = ACTIONS.map((action) => [
  (PREFIX + action).toLowerCase(),
  action,
]);
const ACTIONS_BY_NAME: ReadonlyMap<string, string> = new Map(NAMED_ACTIONS);

/** The actions of SageMaker, without `sagemaker:`, that a pattern such as `sagemaker:Create*` stands for. */
export function actionsLike(pattern: string): readonly string[] {
  const lower = pattern.toLowerCase();
  const [beginning] = lower.split(/[*?]/, 1);
  if (beginning === lower) {
    const action = ACTIONS_BY_NAME.get(lower);
    return action === undefined ? [] : [action];
  }
  if (PREFIX.startsWith(beginning)) {
    return lower === `${beginning}*` ? ACTIONS : matchingActions(lower);
  }
  return beginning.startsWith(PREFIX) ? matchingActions(lower) : [];
}

function matchingActions(pattern: string): readonly string[] {
  const matcher = iamPattern(pattern, LetterCase.EXACT);
  return NAMED_ACTIONS.filter(([name]) => matcher.test(name)).map(([, action]) => action);
}

/** The actions that no pattern of a list stands for. */
export function actionsUnlike(patterns: readonly string[]): readonly string[] {
  const excepted = new Set(patterns.flatMap(actionsLike));
  return ACTIONS.filter((action) => !excepted.has(action));
}

/** What was probably meant by an action that SageMaker does not have. */
export function actionMeantBy(action: string): string | undefined {
  const name = action.slice(PREFIX.length);
  const nearest = nearestTo(name, ACTIONS);
  return nearest && PREFIX + nearest;
}

/** What was probably meant by a key that is in no catalogue. */
export function keyMeantBy(name: string): string | undefined {
  return nearestTo(
    name,
    [...KEYS.values()].map((key) => key.name),
  );
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

/** Further apart than this, names are taken for others, not for misspelt ones. */
const FAR = 3;

function nearestTo(name: string, candidates: readonly string[]): string | undefined {
  const distances = candidates.map((candidate) => ({
    candidate,
    distance: distanceBetween(name.toLowerCase(), candidate.toLowerCase()),
  }));
  const [nearest] = distances
    .filter(({ candidate, distance }) => distance < FAR && !isOtherVersion(name, candidate))
    .sort((one, other) => one.distance - other.distance);
  return nearest?.candidate;
}

/** What AWS adds to an API often differs from what was there by a number alone. */
function isOtherVersion(name: string, candidate: string): boolean {
  const unversioned = (text: string) => text.replace(/V?\d+/g, '');
  return unversioned(name) === unversioned(candidate);
}

/** How many letters must be changed, added or taken away. */
function distanceBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) >= FAR) {
    return FAR;
  }
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) {
      next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (one[i] === other[j] ? 0 : 1)));
    }
    if (Math.min(...next) >= FAR) {
      return FAR;
    }
    row = next;
  }
  return row[other.length];
}
