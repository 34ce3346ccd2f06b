import type { Clock } from '../../../private/runtime/ports';
import { CleanupError, isGone, isRefused, reasonOf } from './faults';
import type { Item, Stage } from './stages';

/** Something that is left, and why. */
export interface Leftover {
  readonly name: string;
  readonly status: string;
  /** True if more time alone will not help. */
  readonly stuck: boolean;
}

/** Bounds the time of one pass, whatever the number of applications. */
const DELETIONS_PER_PASS = 100;
const PAUSE_MS = 15_000;
/** One pass fits into it, and the response to CloudFormation. */
const RESERVE_MS = 180_000;
/** How long a call may fail before the cleanup gives up, because a new permission takes time to take effect. */
const GRACE_MS = 120_000;
const LEFTOVERS_SHOWN = 8;

/**
 * Deletes everything that the stages find, from the first stage again in each pass, because users can start applications meanwhile.
 * Nothing is remembered between passes, so another run continues where this one stopped.
 *
 * @returns false if Lambda is about to stop the function
 */
export async function cleanUp(stages: readonly Stage[], clock: Clock, deadline: number): Promise<boolean> {
  let stuckSince: number | undefined;
  for (;;) {
    const left = await pass(stages);
    if (left.length === 0) {
      return true;
    }
    const now = clock.now();
    stuckSince = left.some(({ stuck }) => stuck) ? (stuckSince ?? now) : undefined;
    if (now >= deadline || (stuckSince !== undefined && now - stuckSince >= GRACE_MS)) {
      throw new CleanupError(leftoverMessage(left));
    }
    if (clock.remaining() < RESERVE_MS + PAUSE_MS) {
      return false;
    }
    await clock.sleep(PAUSE_MS);
  }
}

/** Repeats a call for some time, for example until permissions take effect that were granted in the same deployment. */
export async function persistently<T>(call: () => Promise<T>, clock: Clock): Promise<T> {
  const start = clock.now();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (clock.now() - start >= GRACE_MS) {
        throw error;
      }
      await clock.sleep(PAUSE_MS);
    }
  }
}

/** What is left of the first stage that finds something. */
async function pass(stages: readonly Stage[]): Promise<Leftover[]> {
  try {
    for (const stage of stages) {
      const left = await remove(await stage());
      if (left.length > 0) {
        return left;
      }
    }
    return [];
  } catch (error) {
    return [{ name: 'unknown resources', status: reasonOf(error), stuck: isRefused(error) }];
  }
}

async function remove(items: readonly Item[]): Promise<Leftover[]> {
  const left: Leftover[] = [];
  let deletions = 0;
  for (const { name, status, remove: removeItem, stuck = false } of items) {
    if (removeItem && deletions < DELETIONS_PER_PASS) {
      deletions += 1;
      left.push(...(await attempt(name, removeItem)));
    } else {
      left.push({ name, status, stuck });
    }
  }
  return left;
}

/** Deletions are asynchronous, so the item is left until it is listed no more. */
async function attempt(name: string, removeItem: () => Promise<void>): Promise<Leftover[]> {
  try {
    await removeItem();
    return [{ name, status: 'deletion requested', stuck: false }];
  } catch (error) {
    return isGone(error) ? [] : [{ name, status: reasonOf(error), stuck: isRefused(error) }];
  }
}

function leftoverMessage(left: readonly Leftover[]): string {
  const shown = left.slice(0, LEFTOVERS_SHOWN).map(({ name, status }) => `${name} (${status})`);
  const more = left.length > shown.length ? `, and ${left.length - shown.length} more` : '';
  return `still left: ${shown.join(', ')}${more}; delete the stack again to continue`;
}
