import { type DirectoryEntry, ENTRIES_PER_USER_MAX } from '../../shared/directory-entry';
import { entryItem, type Item, type ItemKey, isEntryItem, keyOf } from '../directory-item';

/** A transaction has at most 100 actions, and one checks that the request is still the current one. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const BATCH_MAX = 99;

/** How many past requests are kept, so that a late duplicate of one does nothing. */
export const REQUESTS_REMEMBERED = 20;

export interface Put {
  readonly kind: 'put';
  readonly item: Item;
  /** The entry that it replaces. */
  readonly before?: Item;
}

export interface Delete {
  readonly kind: 'delete';
  readonly key: ItemKey;
  readonly before?: Item;
}

export type Change = Put | Delete;

export interface Plan {
  /** Deletions come first, so that an interrupted plan has removed access before it grants any. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** The owners of entries with a desired key that belong to other lists; empty for entries without owner. */
  readonly takenBy: readonly string[];
  /** How many people have entries of the list, and how many of these it leaves without any. */
  readonly people: number;
  readonly removedPeople: number;
  /** How many people would have more entries than one read finds, in all lists together. */
  readonly crowded: number;
}

/**
 * The changes that give a table the desired entries. An entry belongs to one list, and a person may have entries of several. Entries
 * of other owners and bookkeeping items stay as they are.
 */
export function planOf(desired: readonly DirectoryEntry[], existing: readonly Item[], owner: string): Plan {
  const present = byKey(existing.filter(isEntryItem));
  const wanted = byKey(desired.map(entryItem));
  const foreign = [...present].filter(([, item]) => item.owner?.S !== owner);

  const deletes = [...present]
    .filter(([key, item]) => item.owner?.S === owner && !wanted.has(key))
    .map(([, item]): Change => ({ kind: 'delete', key: keyOf(item), before: item }));
  const puts = [...wanted]
    .filter(([key, item]) => !sameItem(item, present.get(key)))
    .map(([key, item]): Change => ({ kind: 'put', item, before: present.get(key) }));
  return {
    changes: [...deletes, ...puts],
    unchanged: wanted.size - puts.length,
    takenBy: foreign.filter(([key]) => wanted.has(key)).map(([, item]) => item.owner?.S ?? ''),
    ...peopleOf(
      [...present.values()].filter(({ owner: own }) => own?.S === owner),
      [...wanted.values()],
    ),
    crowded: crowdedPeople(
      [...wanted.values()],
      foreign.map(([, item]) => item),
    ),
  };
}

function byKey(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [JSON.stringify([item.pk.S, item.sk.S]), item]));
}

function peopleOf(own: readonly Item[], wanted: readonly Item[]): Pick<Plan, 'people' | 'removedPeople'> {
  const stay = new Set(wanted.map(({ pk }) => pk.S));
  const people = [...new Set(own.map(({ pk }) => pk.S))];
  return { people: people.length, removedPeople: people.filter((person) => !stay.has(person)).length };
}

/** Entries that belong to no list. Nobody but somebody who got past the policy of the table can have written them. */
export function straysIn(existing: readonly Item[], owners: readonly string[]): Delete[] {
  return existing
    .filter((item) => isEntryItem(item) && !owners.includes(item.owner?.S ?? ''))
    .map((item) => ({ kind: 'delete', key: keyOf(item), before: item }));
}

function crowdedPeople(wanted: readonly Item[], foreign: readonly Item[]): number {
  const counts = new Map<string, number>();
  for (const { pk } of [...wanted, ...foreign]) {
    counts.set(pk.S!, (counts.get(pk.S!) ?? 0) + 1);
  }
  const people = new Set(wanted.map(({ pk }) => pk.S!));
  return [...people].filter((person) => counts.get(person)! > ENTRIES_PER_USER_MAX).length;
}

/** Items with different attributes, or attributes of different types, are different. */
function sameItem(one: Item, other: Item | undefined): boolean {
  return other !== undefined && normal(one) === normal(other);
}

function normal(item: Item): string {
  return JSON.stringify(Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)));
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
