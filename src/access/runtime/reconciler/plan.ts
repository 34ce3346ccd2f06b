import { BOOKKEEPING_PREFIX, type DirectoryEntry, entryItem, type Item } from '../directory-item';

/**
 * What is to be done so that a table holds what a file says: decisions alone, neither network nor clock.
 */

/** The most actions of a transaction, of which one is the check that nobody has taken over. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const BATCH_MAX = 99;

/** How many requests are remembered, so that a copy that comes late does nothing. */
export const REQUESTS_REMEMBERED = 20;

export interface Put {
  readonly kind: 'put';
  readonly item: Item;
}

export interface Delete {
  readonly kind: 'delete';
  readonly pk: string;
}

export type Change = Put | Delete;

export interface Plan {
  /** Deletions first: what is interrupted has taken access away before it gives any. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** The owners of keys that the file wants and somebody else has; a void name for entries without owner. */
  readonly takenBy: readonly string[];
}

/** Changes nothing of what another owner has, nor bookkeeping. */
export function planOf(desired: readonly DirectoryEntry[], existing: readonly Item[], owner: string): Plan {
  const present = new Map(existing.filter(isEntry).map((item) => [item.pk.S!, item]));
  const wanted = new Map(desired.map((entry) => [entry.pk, entryItem(entry)]));
  const isOwn = (item: Item) => item.owner?.S === owner;

  const deletes = [...present]
    .filter(([pk, item]) => isOwn(item) && !wanted.has(pk))
    .map(([pk]): Change => ({ kind: 'delete', pk }));
  const taken = [...present].filter(([pk, item]) => wanted.has(pk) && !isOwn(item));
  const puts = [...wanted]
    .filter(([pk, item]) => !sameItem(item, present.get(pk)))
    .map(([, item]): Change => ({ kind: 'put', item }));
  return {
    changes: [...deletes, ...puts],
    unchanged: wanted.size - puts.length,
    takenBy: taken.map(([, item]) => item.owner?.S ?? ''),
  };
}

function isEntry({ pk }: Item): boolean {
  return pk?.S !== undefined && !pk.S.startsWith(BOOKKEEPING_PREFIX);
}

/** An attribute more makes another item, as does one of another type. */
function sameItem(one: Item, other: Item | undefined): boolean {
  return other !== undefined && normal(one) === normal(other);
}

function normal(item: Item): string {
  return JSON.stringify(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function batchesOf(changes: readonly Change[]): Change[][] {
  const count = Math.ceil(changes.length / BATCH_MAX);
  return Array.from({ length: count }, (_, index) => changes.slice(index * BATCH_MAX, (index + 1) * BATCH_MAX));
}

/** Whose turn it is among the requests of one owner. */
export interface RequestHistory {
  readonly current: string;
  readonly past: readonly string[];
}

export type Claim =
  /** The request has its turn already: it was interrupted, or runs twice. */
  | { readonly kind: 'resume' }
  /** A later request has had its turn. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'take'; readonly next: RequestHistory };

export function claimOf(turn: RequestHistory | undefined, requestId: string): Claim {
  if (turn?.current === requestId) {
    return { kind: 'resume' };
  }
  if (turn?.past.includes(requestId)) {
    return { kind: 'superseded' };
  }
  const past = turn ? [...turn.past, turn.current].slice(-REQUESTS_REMEMBERED) : [];
  return { kind: 'take', next: { current: requestId, past } };
}
