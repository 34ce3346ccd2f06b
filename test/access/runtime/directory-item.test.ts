import fc from 'fast-check';
import { entryItem, entryKey, entryState, type Item, parseEntry } from '../../../src/access/runtime/directory-item';
import type { DirectoryEntry } from '../../../src/access/shared/directory-entry';

const ENTRY: DirectoryEntry = {
  pk: 'https://idp.example.com/tenant#00u1',
  sk: 'd-a1b2c3d4e5f6/alice/lab-1/app:JupyterLab:lab/tree/a.ipynb',
  domainId: 'd-a1b2c3d4e5f6',
  userProfileName: 'alice',
  spaceName: 'lab-1',
  landingUri: 'app:JupyterLab:lab/tree/a.ipynb',
  label: 'Churn research',
  enabled: true,
  expiresAt: 1_800_000_000,
  accessRoleArn: 'arn:aws-us-gov:iam::111122223333:role/teams/access',
  owner: 'StackUsersList',
};

const TEXT_FIELDS = [
  'pk',
  'sk',
  'domainId',
  'userProfileName',
  'spaceName',
  'landingUri',
  'label',
  'accessRoleArn',
  'owner',
] as const;

describe('an entry', () => {
  test('is read as it was stored, with all of its fields or only those that it must have', () => {
    const { spaceName, landingUri, label, expiresAt, accessRoleArn, ...most } = ENTRY;
    const least = { ...most, sk: 'd-a1b2c3d4e5f6/alice' };
    expect(parseEntry(entryItem(ENTRY))).toEqual(ENTRY);
    expect(parseEntry(entryItem(least))).toEqual(least);
    expect(Object.keys(entryItem(least)).sort()).toEqual([
      'domainId',
      'enabled',
      'owner',
      'pk',
      'sk',
      'userProfileName',
    ]);
  });

  test.each(TEXT_FIELDS)('whose %s is missing, empty or of another type is none', (field) => {
    const item = entryItem(ENTRY);
    for (const value of [{ N: '1' }, { BOOL: true }, { S: '' }, { S: 'a\u0000b' }, { S: ' ' }]) {
      expect(parseEntry({ ...item, [field]: value })).toBeUndefined();
    }
    const { [field]: _, ...others } = item;
    const optional = ['label', 'accessRoleArn'].includes(field);
    expect(parseEntry(others) === undefined).toBe(!optional);
  });

  test.each<[string, Item]>([
    ['a text for enabled', { enabled: { S: 'true' } }],
    ['no enabled', { enabled: {} }],
    ['a text for expiresAt', { expiresAt: { S: '1800000000' } }],
    ['a fraction for expiresAt', { expiresAt: { N: '1.5' } }],
    ['a second that is too late', { expiresAt: { N: '999999999999' } }],
    ['a key without issuer', { pk: { S: '#subject' } }],
    ['a key without subject', { pk: { S: 'issuer#' } }],
    ['a key of bookkeeping', { pk: { S: '#owner#List' } }],
    ['the key of another destination', { sk: { S: 'd-a1b2c3d4e5f6/bob' } }],
  ])('with %s is none', (_, more) => {
    expect(parseEntry({ ...entryItem(ENTRY), ...more })).toBeUndefined();
    expect(parseEntry(undefined)).toBeUndefined();
  });

  test.each<[Partial<DirectoryEntry>, number, string]>([
    [{}, 1_799_999_999, 'usable'],
    [{}, 1_800_000_000, 'expired'],
    [{ expiresAt: undefined }, 4_000_000_000, 'usable'],
    [{ enabled: false }, 0, 'disabled'],
  ])('%p is at second %d %s', (more, now, state) => {
    expect(entryState({ ...ENTRY, ...more }, now)).toBe(state);
  });
});

describe('a key', () => {
  test('stands for one issuer and one subject alone', () => {
    const text = fc.string({ maxLength: 12, unit: fc.constantFrom('a', '#', '/', ':') });
    fc.assert(
      fc.property(text, (key) => {
        const places = Array.from(key, (_, place) => place).filter((place) => key[place] === '#');
        const splits = places.map((place) => [key.slice(0, place), key.slice(place + 1)]);
        expect(
          splits.filter(([issuer, subject]) => entryKey(issuer, subject) !== undefined).length,
        ).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([
    ['', 'subject'],
    ['issuer', ''],
    ['iss#uer', 'subject'],
    ['iss uer', 'subject'],
    ['issuer', 'a\u200bb'],
    ['issuer', 'a\u2028b'],
    ['issuer', 'a\nb'],
    ['issuer', 'é'.repeat(256)],
    ['i'.repeat(513), 'subject'],
  ])('is not made of %p and %p', (issuer, subject) => {
    expect(entryKey(issuer, subject)).toBeUndefined();
  });

  test('takes subjects as identity providers have them', () => {
    expect(entryKey('https://idp.example.com', 'auth0|5f#7 Åsa')).toBe('https://idp.example.com#auth0|5f#7 Åsa');
  });
});
