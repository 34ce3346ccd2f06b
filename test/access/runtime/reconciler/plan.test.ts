import fc from 'fast-check';
import { entryItem, type Item, keyOf } from '../../../../src/access/runtime/directory-item';
import {
  BATCH_MAX,
  type Change,
  claimOf,
  planOf,
  REQUESTS_REMEMBERED,
  type RequestHistory,
} from '../../../../src/access/runtime/reconciler/plan';
import type { DirectoryEntry } from '../../../../src/access/shared/directory-entry';
import { batchesOf } from '../../../../src/private/runtime/batches';

const OWNERS = ['Mine', 'Theirs', ''];

const entry = fc
  .record({
    pk: fc.integer({ min: 0, max: 30 }).map((number) => `issuer#${number}`),
    domainId: fc.constantFrom('d-a', 'd-b'),
    userProfileName: fc.constantFrom('alice', 'bob'),
    enabled: fc.boolean(),
  })
  .map((one) => ({ ...one, sk: `${one.domainId}/${one.userProfileName}` }));
const keyText = ({ pk, sk }: { pk: unknown; sk: unknown }) => JSON.stringify([pk, sk]);
const desired = fc
  .uniqueArray(entry, { selector: keyText })
  .map((list) => list.map((one): DirectoryEntry => ({ ...one, owner: 'Mine' })));
const existing = fc
  .uniqueArray(fc.tuple(entry, fc.constantFrom(...OWNERS)), { selector: ([one]) => keyText(one) })
  .map((list) => list.map(([one, owner]): Item => withoutVoid(entryItem({ ...one, owner }))));

/** Somebody who fills the table by hand names no owner. */
function withoutVoid({ owner, ...item }: Item): Item {
  return owner.S ? { ...item, owner } : item;
}

function tableOf(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [keyText(keyOf(item)), item]));
}

function applied(table: ReadonlyMap<string, Item>, changes: readonly Change[]): Map<string, Item> {
  const next = new Map(table);
  for (const change of changes) {
    if (change.kind === 'put') {
      next.set(keyText(keyOf(change.item)), change.item);
    } else {
      next.delete(keyText(change.key));
    }
  }
  return next;
}

const keyNumber = (number: number) => ({ pk: { S: `issuer#${number}` }, sk: { S: 'd-a/alice' } });
const foreign = (items: readonly Item[]) => items.filter(({ owner }) => owner?.S !== 'Mine');
const sorted = (table: ReadonlyMap<string, Item>) => [...table].sort(([one], [other]) => (one < other ? -1 : 1));

describe('a plan', () => {
  test('leads to what is desired and what belongs to others, and then to nothing more', () => {
    fc.assert(
      fc.property(desired, existing, (wanted, items) => {
        const { changes, takenBy } = planOf(wanted, items, 'Mine');
        fc.pre(takenBy.length === 0);
        const result = applied(tableOf(items), changes);
        expect(sorted(result)).toEqual(sorted(tableOf([...foreign(items), ...wanted.map(entryItem)])));
        expect(planOf(wanted, [...result.values()], 'Mine')).toMatchObject({
          changes: [],
          unchanged: wanted.length,
          takenBy: [],
          crowded: 0,
        });
      }),
    );
  });

  test('tells of every key that somebody else has', () => {
    fc.assert(
      fc.property(desired, existing, (wanted, items) => {
        const taken = foreign(items).filter((item) =>
          wanted.some(({ pk, sk }) => pk === item.pk.S && sk === item.sk.S),
        );
        expect([...planOf(wanted, items, 'Mine').takenBy].sort()).toEqual(
          taken.map(({ owner }) => owner?.S ?? '').sort(),
        );
      }),
    );
  });

  test('can be interrupted after any change and made anew', () => {
    fc.assert(
      fc.property(desired, existing, fc.nat(60), (wanted, items, stop) => {
        const { changes, takenBy } = planOf(wanted, items, 'Mine');
        fc.pre(takenBy.length === 0);
        const half = applied(tableOf(items), changes.slice(0, stop));
        const rest = planOf(wanted, [...half.values()], 'Mine').changes;
        expect(sorted(applied(half, rest))).toEqual(sorted(applied(tableOf(items), changes)));
        expect(rest).toHaveLength(Math.max(0, changes.length - stop));
      }),
    );
  });

  test('does not depend on the order in which a table is read', () => {
    fc.assert(
      fc.property(desired, existing, (wanted, items) => {
        const size = (list: readonly Item[]) => planOf(wanted, list, 'Mine').changes.length;
        expect(size([...items].reverse())).toBe(size(items));
      }),
    );
  });

  test('takes access away before it gives any, and leaves bookkeeping alone', () => {
    const common = { sk: 'd-a/a', domainId: 'd-a', userProfileName: 'a', enabled: true, owner: 'Mine' };
    const gone = entryItem({ ...common, pk: 'issuer#1' });
    const turn: Item = { pk: { S: '#owner#Mine' }, sk: { S: '#requests' }, owner: { S: 'Mine' } };
    const revocation: Item = { pk: { S: 'issuer#1' }, sk: { S: '#revoked' }, owner: { S: 'Mine' } };
    const wanted = [{ ...common, pk: 'issuer#0' }];
    expect(planOf(wanted, [turn, revocation, gone, {}], 'Mine').changes.map(({ kind }) => kind)).toEqual([
      'delete',
      'put',
    ]);
  });
});

test('batches hold all changes in their order, none of them too many', () => {
  fc.assert(
    fc.property(fc.nat(400), (count) => {
      const changes = Array.from(
        { length: count },
        (_, number): Change => ({ kind: 'delete', key: keyNumber(number) }),
      );
      const batches = batchesOf(changes, BATCH_MAX);
      expect(batches.flat()).toEqual(changes);
      expect(batches.every(({ length }) => length > 0 && length <= BATCH_MAX)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

describe('a turn', () => {
  test('goes to requests in the order in which they come, and never back', () => {
    let turn: RequestHistory | undefined;
    for (let number = 0; number < 50; number++) {
      const claim = claimOf(turn, `r${number}`);
      turn = claim.kind === 'take' ? claim.next : turn;
      expect(turn?.current).toBe(`r${number}`);
      expect(claimOf(turn, `r${number}`)).toEqual({ kind: 'resume' });
      expect(number === 0 || claimOf(turn, `r${number - 1}`).kind === 'superseded').toBe(true);
    }
    expect(turn?.past).toHaveLength(REQUESTS_REMEMBERED);
  });
});
