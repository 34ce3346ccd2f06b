import fc from 'fast-check';
import {
  type DirectoryEntry,
  entryFaults,
  entryItem,
  entryKey,
  entryState,
  type Item,
  isLandingUri,
  parseEntry,
} from '../../../src/access/runtime/directory-item';

const ENTRY: DirectoryEntry = {
  pk: 'https://idp.example.com/tenant#00u1',
  domainId: 'd-a1b2c3d4e5f6',
  userProfileName: 'alice',
  spaceName: 'lab-1',
  landingUri: 'app:JupyterLab:lab/tree/a.ipynb',
  enabled: true,
  expiresAt: 1_800_000_000,
  accessRoleArn: 'arn:aws-us-gov:iam::111122223333:role/teams/access',
  owner: 'StackUsersList',
};

const TEXT_FIELDS = ['pk', 'domainId', 'userProfileName', 'spaceName', 'landingUri', 'accessRoleArn', 'owner'] as const;

describe('an entry', () => {
  test('is read as it was stored, with all of its fields or only those that it must have', () => {
    const { spaceName, landingUri, expiresAt, accessRoleArn, ...least } = ENTRY;
    expect(parseEntry(entryItem(ENTRY))).toEqual(ENTRY);
    expect(parseEntry(entryItem(least))).toEqual(least);
    expect(Object.keys(entryItem(least)).sort()).toEqual(['domainId', 'enabled', 'owner', 'pk', 'userProfileName']);
  });

  test.each(TEXT_FIELDS)('whose %s is missing, empty or of another type is none', (field) => {
    const item = entryItem(ENTRY);
    for (const value of [{ N: '1' }, { BOOL: true }, { S: '' }, { S: 'a\u0000b' }, { S: ' ' }]) {
      expect(parseEntry({ ...item, [field]: value })).toBeUndefined();
    }
    const { [field]: _, ...others } = item;
    expect(parseEntry(others) === undefined).toBe(['pk', 'domainId', 'userProfileName', 'owner'].includes(field));
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
        const splits = [...key].flatMap((letter, place) =>
          letter === '#' ? [[key.slice(0, place), key.slice(place + 1)]] : [],
        );
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
    ['issuer', 'é'.repeat(1024)],
    ['i'.repeat(513), 'subject'],
  ])('is not made of %p and %p', (issuer, subject) => {
    expect(entryKey(issuer, subject)).toBeUndefined();
  });

  test('takes subjects as identity providers have them', () => {
    expect(entryKey('https://idp.example.com', 'auth0|5f#7 Åsa')).toBe('https://idp.example.com#auth0|5f#7 Åsa');
  });
});

describe('a landing URI', () => {
  test.each([
    'studio::',
    'studio::jobs/training',
    'app:JupyterLab:',
    'app:JupyterLab:lab/tree/my%20notes.ipynb?reset',
    'app:CodeEditor:a/',
    'studio::%C3%A9',
  ])('may be %s', (uri) => {
    expect(isLandingUri(uri)).toBe(true);
  });

  test.each([
    '',
    'studio:',
    'Studio::',
    'https://evil.example.com',
    'javascript:alert(1)',
    'app:RStudioServerPro:',
    'app:JupyterServer:',
    'studio::https://evil.example.com',
    'studio:://evil.example.com',
    'studio::/absolute',
    'studio::a//b',
    'studio::..',
    'studio::a/../b',
    'studio::%2e%2E/b',
    'studio::a/.',
    'studio::a%2fb',
    'studio::a%5cb',
    'studio::%252e%252e',
    'studio::%0d%0aSet-Cookie',
    'studio::%E2%80%AE',
    'studio::%E2%80',
    'studio::%00',
    'studio::a\\b',
    'studio::a b',
    'studio::a\n',
    'studio::user@host',
    'studio::a#b',
    'studio::é',
    'studio::a?b?c',
    'app:JupyterLab:a?next=//evil',
    ` studio::`,
    `studio::${'a'.repeat(1016)}`,
  ])('may not be %j', (uri) => {
    expect(isLandingUri(uri)).toBe(false);
  });

  test('is as long as SageMaker takes it, and found out quickly', () => {
    expect(isLandingUri(`studio::${'a'.repeat(1015)}`)).toBe(true);
    expect(isLandingUri(`studio::${'%20'.repeat(338)}\n`)).toBe(false);
  });
});

describe('a name', () => {
  const faultsOf = (more: Partial<DirectoryEntry>) => entryFaults({ ...ENTRY, ...more }).map(({ field }) => field);

  test.each<[Partial<DirectoryEntry>]>([
    [{ domainId: 'd-' }],
    [{ domainId: 'd-A1' }],
    [{ domainId: 'd-a/../b' }],
    [{ domainId: `d-${'-'.repeat(80)}a` }],
    [{ userProfileName: 'alice@example.com' }],
    [{ userProfileName: '-alice' }],
    [{ userProfileName: 'alice\n' }],
    [{ userProfileName: 'a'.repeat(64) }],
    [{ spaceName: 'my space' }],
    [{ spaceName: '' }],
    [{ landingUri: '' }],
    [{ accessRoleArn: 'arn:aws:iam::111122223333:user/x' }],
    [{ accessRoleArn: 'arn:aws:iam::*:role/x' }],
    [{ accessRoleArn: '' }],
    [{ expiresAt: 0 }],
    [{ expiresAt: Number.NaN }],
    [{ owner: 'a/b' }],
  ])('is refused in %j', (more) => {
    expect(faultsOf(more)).toEqual(Object.keys(more));
  });

  test('is checked in no time, whatever it is', () => {
    expect(faultsOf({ userProfileName: `a${'-'.repeat(100_000)}`, domainId: `d-${'-'.repeat(100_000)}` })).toEqual([
      'domainId',
      'userProfileName',
    ]);
  });
});
