import { createHash } from 'node:crypto';
import type { DirectoryEntry, Item } from '../directory-item';
import { batchesOf, type Change, claimOf, planOf, type RequestHistory } from './plan';

export type BatchResult = 'applied' | 'superseded' | 'taken' | 'busy';

/** A table, as far as the reconciler needs one. */
export interface TablePort {
  readHistory(owner: string): Promise<RequestHistory | undefined>;
  /** False where the turn is not the one seen any more. */
  writeHistory(owner: string, next: RequestHistory, seen: RequestHistory | undefined): Promise<boolean>;
  /** Every item, as of a moment that is not before the call. */
  readItems(): Promise<Item[]>;
  /** All of the changes or none, and none unless it is the turn of the request and no key is somebody else's. */
  apply(changes: readonly Change[], owner: string, requestId: string): Promise<BatchResult>;
}

export interface Clock {
  sleep(milliseconds: number): Promise<void>;
  /** How long the function may still run. */
  remaining(): number;
}

export interface Reconciliation {
  readonly owner: string;
  readonly requestId: string;
  readonly desired: readonly DirectoryEntry[];
}

export interface Outcome {
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** Why a reconciliation stopped. Its message holds counts and the ids of owners, nothing of people. */
export class ReconcileError extends Error {
  public override readonly name = 'ReconcileError';
}

const ATTEMPTS = 10;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Kept to answer CloudFormation. */
const RESERVE_MS = 30_000;
const OWNERS_SHOWN = 3;

/** Brings a table to what is desired. Run again, it goes on from wherever it was interrupted. */
export async function reconcile(
  table: TablePort,
  clock: Clock,
  { owner, requestId, desired }: Reconciliation,
): Promise<Outcome> {
  await claimOwner(table, clock, owner, requestId);
  const { changes, unchanged, takenBy } = planOf(desired, await table.readItems(), owner);
  if (takenBy.length > 0) {
    const owners = [...new Set(takenBy)]
      .sort()
      .slice(0, OWNERS_SHOWN)
      .map((name) => name || '(nobody)');
    throw new ReconcileError(
      `${takenBy.length} of ${desired.length} users are entries of other owners, such as ${owners.join(', ')}; nothing was changed`,
    );
  }
  let done = 0;
  for (const batch of batchesOf(changes)) {
    await applyBatch(table, clock, batch, {
      owner,
      requestId,
      progress: `${done} of ${changes.length} changes were made`,
    });
    done += batch.length;
  }
  const deleted = changes.filter(({ kind }) => kind === 'delete').length;
  return { written: changes.length - deleted, deleted, unchanged };
}

async function claimOwner(table: TablePort, clock: Clock, owner: string, requestId: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = await firstRead(table, clock, owner, requestId);
    const claim = claimOf(seen, requestId);
    if (claim.kind === 'superseded') {
      throw new ReconcileError('a later request of the same owner has been served; nothing was changed');
    }
    if (claim.kind === 'resume' || (await table.writeHistory(owner, claim.next, seen))) {
      return;
    }
    await pause(clock, requestId, attempt);
  }
  throw new ReconcileError('other requests of the same owner kept coming; nothing was changed');
}

/** Permissions that the same deployment has given take some seconds to work everywhere. */
async function firstRead(
  table: TablePort,
  clock: Clock,
  owner: string,
  requestId: string,
): Promise<RequestHistory | undefined> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await table.readHistory(owner);
    } catch (error) {
      const denied = error instanceof Error && error.name === 'AccessDeniedException';
      if (!denied || attempt === ATTEMPTS || clock.remaining() < RESERVE_MS) {
        throw error;
      }
      await pause(clock, requestId, attempt);
    }
  }
}

interface Batch {
  readonly owner: string;
  readonly requestId: string;
  readonly progress: string;
}

async function applyBatch(
  table: TablePort,
  clock: Clock,
  changes: readonly Change[],
  { owner, requestId, progress }: Batch,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (clock.remaining() < RESERVE_MS) {
      throw new ReconcileError(`the time was not enough; ${progress}`);
    }
    const applied = await table.apply(changes, owner, requestId);
    if (applied === 'applied') {
      return;
    }
    if (applied !== 'busy') {
      const why =
        applied === 'taken'
          ? 'another owner has taken a key meanwhile'
          : 'a later request of the same owner has taken over';
      throw new ReconcileError(`${why}; ${progress}`);
    }
    await pause(clock, requestId, attempt);
  }
  throw new ReconcileError(`the table stayed busy; ${progress}`);
}

/** Longer each time, and not the same for two requests that got into each other's way. */
async function pause(clock: Clock, requestId: string, attempt: number): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  const share = createHash('sha256').update(`${requestId} ${attempt}`).digest().readUInt32BE() / 2 ** 32;
  await clock.sleep(longest / 2 + share * (longest / 2));
}
