import { createHash } from 'node:crypto';
import { batchesOf } from '../../../private/runtime/batches';
import { type DirectoryEntry, ENTRIES_PER_USER_MAX } from '../../shared/directory-entry';
import type { Item } from '../directory-item';
import { BATCH_MAX, type Change, claimOf, type Delete, type Plan, planOf, type RequestHistory } from './plan';

export type BatchResult = 'applied' | 'superseded' | 'taken' | 'busy';

/** The operations of a table that the reconciler needs. */
export interface TablePort {
  readHistory(owner: string): Promise<RequestHistory | undefined>;
  /** False if the history has changed since it was read. */
  writeHistory(owner: string, next: RequestHistory, seen: RequestHistory | undefined): Promise<boolean>;
  /** Every item, by a consistent read. */
  readItems(): Promise<Item[]>;
  /** Deletes entries that belong to no list. */
  remove(changes: readonly Delete[]): Promise<void>;
  /** Applies all changes or none: none if the request is not the current one, or a key belongs to another owner. */
  apply(changes: readonly Change[], owner: string, requestId: string): Promise<BatchResult>;
}

export interface Clock {
  sleep(milliseconds: number): Promise<void>;
  /** The milliseconds until Lambda stops the function. */
  remaining(): number;
}

export interface Reconciliation {
  readonly owner: string;
  readonly requestId: string;
  readonly desired: readonly DirectoryEntry[];
  /** Whether the request may take access from most people of its list at once. */
  readonly removesMany: boolean;
}

/** Records changes before they are made, so that none is made without a record. */
export type Recorder = (changes: readonly Change[]) => void;

export interface Outcome {
  readonly written: number;
  readonly deleted: number;
  readonly unchanged: number;
}

/** A reconciliation that stopped. Its message has counts and owners, and nothing about users. */
export class ReconcileError extends Error {
  public override readonly name = 'ReconcileError';
}

const ATTEMPTS = 10;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** Reserved for the response to CloudFormation. */
const RESERVE_MS = 30_000;
const DENIED = ['AccessDenied', 'AccessDeniedException'];
const OWNERS_SHOWN = 3;
/** Smaller lists may change as a whole. */
const REMOVALS_MIN = 3;

/** Why a batch can no longer be applied. */
const CONFLICTS = {
  taken: 'another owner has taken a key meanwhile',
  superseded: 'a later request of the same owner has taken over',
} as const;

/** Gives a table the desired entries. A second run continues where the first one was interrupted. */
export async function reconcile(
  table: TablePort,
  clock: Clock,
  { owner, requestId, desired, removesMany }: Reconciliation,
  record: Recorder,
): Promise<Outcome> {
  await claimOwner(table, clock, owner, requestId);
  const plan = planOf(desired, await table.readItems(), owner);
  throwIfTaken(plan.takenBy, desired.length);
  throwIfCrowded(plan.crowded);
  if (!removesMany) {
    throwIfMostLeave(plan);
  }
  await applyPlan(table, clock, plan, { owner, requestId, record });
  const deleted = plan.changes.filter(({ kind }) => kind === 'delete').length;
  return { written: plan.changes.length - deleted, deleted, unchanged: plan.unchanged };
}

/** Makes the changes of a plan, as long as the request is the current one of its owner. */
export async function applyPlan(
  table: TablePort,
  clock: Clock,
  { changes }: Pick<Plan, 'changes'>,
  { owner, requestId, record }: { readonly owner: string; readonly requestId: string; readonly record: Recorder },
): Promise<void> {
  let done = 0;
  for (const batch of batchesOf(changes, BATCH_MAX)) {
    const progress = `${done} of ${changes.length} changes were made`;
    record(batch);
    await applyBatch(table, clock, batch, { owner, requestId, progress });
    done += batch.length;
  }
}

/** A list that lost most of its people is more likely a mistake than a wish. */
function throwIfMostLeave({ people, removedPeople }: Plan): void {
  if (removedPeople >= REMOVALS_MIN && removedPeople > people / 2) {
    throw new ReconcileError(
      `the list would take access from ${removedPeople} of ${people} people at once; ` +
        'to do so, set removals to ListRemovals.UNLIMITED; nothing was changed',
    );
  }
}

function throwIfTaken(takenBy: readonly string[], users: number): void {
  if (takenBy.length === 0) {
    return;
  }
  const owners = [...new Set(takenBy)]
    .sort()
    .slice(0, OWNERS_SHOWN)
    .map((name) => name || '(nobody)');
  throw new ReconcileError(
    `${takenBy.length} of ${users} entries are entries of other owners, such as ${owners.join(', ')}; nothing was changed`,
  );
}

function throwIfCrowded(people: number): void {
  if (people > 0) {
    throw new ReconcileError(
      `${people} users would have more than ${ENTRIES_PER_USER_MAX} entries in all lists; nothing was changed`,
    );
  }
}

/** Makes a request the current one of its owner. */
async function claimOwner(table: TablePort, clock: Clock, owner: string, requestId: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = await oncePermitted(clock, requestId, () => table.readHistory(owner));
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

/** Permissions that were granted in the same deployment take some seconds to take effect. */
export async function oncePermitted<T>(clock: Clock, requestId: string, call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const denied = error instanceof Error && DENIED.includes(error.name);
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
      throw new ReconcileError(`${CONFLICTS[applied]}; ${progress}`);
    }
    await pause(clock, requestId, attempt);
  }
  throw new ReconcileError(`the table stayed busy; ${progress}`);
}

/** Doubles with every attempt. The jitter depends on the request, so that two requests in conflict do not wait equally long. */
async function pause(clock: Clock, requestId: string, attempt: number): Promise<void> {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  const share = createHash('sha256').update(`${requestId} ${attempt}`).digest().readUInt32BE() / 2 ** 32;
  await clock.sleep(longest / 2 + share * (longest / 2));
}
