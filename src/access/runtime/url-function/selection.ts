import type { DirectoryEntry } from '../../shared/directory-entry';
import { BOOKKEEPING_PREFIX, type EntryState, entryId, entryState, type Item, parseEntry } from '../directory-item';
import type { Choice } from '../portal/page-kind';

/** Why the directory opens nothing. A closed list, because each reason is a metric. */
export type EntryReason =
  | 'unknown-user'
  | 'revoked-user'
  | `${Exclude<EntryState, 'usable'>}-user`
  | 'unknown-entry'
  | 'malformed-entry'
  | 'unknown-access-role';

/** What a request opens, as far as the directory decides it. */
export type Selection =
  | { readonly kind: 'one'; readonly entry: DirectoryEntry }
  /** The user must choose. */
  | { readonly kind: 'several'; readonly entries: readonly DirectoryEntry[] }
  /** The reason is for operators; callers get the same response for all of them. */
  | { readonly kind: 'none'; readonly reason: EntryReason; readonly entry?: DirectoryEntry };

export interface SelectionContext {
  /** The key of the user. */
  readonly key: string;
  /** The id of the entry that the user has chosen. */
  readonly choice?: string;
  readonly nowSeconds: number;
  /** Why the function opens nothing for a usable entry. */
  readonly faultOf: (entry: DirectoryEntry) => EntryReason | undefined;
}

/** An entry, and why it opens nothing; undefined if it does. */
interface Candidate {
  readonly entry: DirectoryEntry;
  readonly fault?: EntryReason;
}

/** Selects among the items of a user. A revocation outweighs all entries, whatever its shape. */
export function select(items: readonly Item[], context: SelectionContext): Selection {
  if (items.some(isRevocation)) {
    return { kind: 'none', reason: 'revoked-user' };
  }
  const candidates = items.flatMap((item) => candidateOf(item, context));
  if (context.choice !== undefined) {
    return chosen(candidates, context.choice);
  }
  const entries = candidates.filter(({ fault }) => fault === undefined).map(({ entry }) => entry);
  if (entries.length === 1) {
    return { kind: 'one', entry: entries[0] };
  }
  return entries.length > 1 ? { kind: 'several', entries } : none(items, candidates);
}

/** Bookkeeping beside the entries of a user. */
function isRevocation({ sk }: Item): boolean {
  return sk?.S?.startsWith(BOOKKEEPING_PREFIX) ?? false;
}

function candidateOf(item: Item, { key, nowSeconds, faultOf }: SelectionContext): Candidate[] {
  const entry = parseEntry(item);
  if (entry?.pk !== key) {
    return [];
  }
  const state = entryState(entry, nowSeconds);
  if (state !== 'usable') {
    return [{ entry, fault: `${state}-user` }];
  }
  return [{ entry, fault: faultOf(entry) }];
}

function chosen(candidates: readonly Candidate[], choice: string): Selection {
  const candidate = candidates.find(({ entry }) => entryId(entry) === choice);
  if (!candidate) {
    return { kind: 'none', reason: 'unknown-entry' };
  }
  const { entry, fault } = candidate;
  return fault === undefined ? { kind: 'one', entry } : { kind: 'none', reason: fault, entry };
}

function none(items: readonly Item[], [candidate]: readonly Candidate[]): Selection {
  if (candidate) {
    return { kind: 'none', reason: candidate.fault!, entry: candidate.entry };
  }
  return { kind: 'none', reason: items.length === 0 ? 'unknown-user' : 'malformed-entry' };
}

/** What users see of an entry: neither roles nor lists. */
export function choiceFor(entry: DirectoryEntry): Choice {
  const { label, domainId, userProfileName, spaceName, landingUri } = entry;
  return { id: entryId(entry), label, domainId, userProfileName, spaceName, landingPage: landingUri };
}
