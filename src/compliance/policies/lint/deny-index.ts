import type { PolicyCondition } from '../statement';
import { isNull, type LintedCondition, type LintedDocument, type LintedStatement, sameKey } from './document';
import { requirementKeys } from './secure-settings';

/** What all documents deny that act together with one, itself among them. */
export type SiblingStatements = () => DenyIndex;

/** What some documents together deny, by condition key and action. */
export class DenyIndex {
  /** The actions that are denied to requests without a key. */
  private readonly withoutKey = new Map<string, Set<string>>();
  /** The actions of Deny statements that ask whether there is a key. */
  private readonly presence = new Map<string, Set<string>>();
  /** The actions of Deny statements that compare the value of a key. */
  private readonly value = new Map<string, Set<string>>();
  /** The actions that are denied whatever the request says. */
  private readonly always = new Set<string>();
  /** The keys of Deny statements that ask for nothing else. */
  private readonly alone = new Set<string>();

  constructor(documents: readonly LintedDocument[]) {
    for (const statement of documents.flatMap(({ statements }) => statements).filter(({ denies }) => denies)) {
      this.add(statement);
    }
  }

  /** Whether an action is denied to requests that do not have the key of a condition. */
  public deniesWithout({ key }: PolicyCondition, action: string): boolean {
    return this.always.has(action) || (this.withoutKey.get(key.toLowerCase())?.has(action) ?? false);
  }

  /** Whether some Deny statement about an action compares what a condition compares: the value of its key, or at least whether there is one. */
  public compares(condition: LintedCondition, action: string): boolean {
    const key = condition.key.toLowerCase();
    const byPresence = isNull(condition) && (this.presence.get(key)?.has(action) ?? false);
    return this.always.has(action) || byPresence || (this.value.get(key)?.has(action) ?? false);
  }

  /** Whether some Deny statement asks for the key, and for nothing else. */
  public asksFor(key: string): boolean {
    return this.alone.has(key.toLowerCase());
  }

  private add(statement: LintedStatement): void {
    const { conditions, actions } = statement;
    if (conditions.length === 0) {
      addAll(this.always, actions);
    }
    for (const condition of conditions) {
      const key = condition.key.toLowerCase();
      addAll(setOf(isNull(condition) ? this.presence : this.value, key), actions);
      if (conditions.every((other) => !sameKey(other, condition) || other.withoutKey === 'yes')) {
        addAll(setOf(this.withoutKey, key), actions);
      }
    }
    const [only, ...more] = requirementKeys(statement);
    if (only !== undefined && more.length === 0) {
      this.alone.add(only.toLowerCase());
    }
  }
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}

function addAll(set: Set<string>, items: ReadonlySet<string>): void {
  for (const item of items) {
    set.add(item);
  }
}
