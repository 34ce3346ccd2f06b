import { ACTIONS } from '../../../conditions/catalogue';
import { keyNames } from '../../../conditions/known-key';
import { iamPattern, LetterCase } from '../../../private/iam-pattern';

const PREFIX = 'sagemaker:';
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
  return nearestTo(name, keyNames());
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
