import type { DirectoryEntry } from '../../shared/directory-entry';
import { BOOKKEEPING_PREFIX, entryItem, type Item } from '../directory-item';

/** A transaction has at most 100 actions, and one checks that the request is still the current one. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const BATCH_MAX = 99;

/** How many past requests are kept, so that a late duplicate of one does nothing. */
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
  /** Deletions come first, so that an interrupted plan has removed access before it grants any. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** The owners of entries with a desired key that belong to other lists; empty for entries without owner. */
  readonly takenBy: readonly string[];
}

/** The changes that give a table the desired entries. Entries of other owners and bookkeeping items stay as they are. */
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

/** Items with different attributes, or attributes of different types, are different. */
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

/** The requests of one owner that CloudFormation has sent: the current one, and those before it. */
export interface RequestHistory {
  readonly current: string;
  readonly past: readonly string[];
}

export type Claim =
  /** The request is the current one already: it was interrupted, or runs twice. */
  | { readonly kind: 'resume' }
  /** A later request has replaced it. */
  | { readonly kind: 'superseded' }
  /** It becomes the current one. */
  | { readonly kind: 'take'; readonly next: RequestHistory };

export function claimOf(history: RequestHistory | undefined, requestId: string): Claim {
  if (!history) {
    return { kind: 'take', next: { current: requestId, past: [] } };
  }
  if (history.current === requestId) {
    return { kind: 'resume' };
  }
  if (history.past.includes(requestId)) {
    return { kind: 'superseded' };
  }
  const past = [...history.past, history.current].slice(-REQUESTS_REMEMBERED);
  return { kind: 'take', next: { current: requestId, past } };
}
