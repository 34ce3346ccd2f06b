import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  type Destination,
  type DirectoryEntry,
  destinationKey,
  entryFaults,
  isLandingUri,
} from '../../../src/access/shared/directory-entry';

const ENTRY: DirectoryEntry = {
  pk: 'https://idp.example.com/tenant#00u1',
  sk: 'd-a1b2c3d4e5f6/alice/lab-1/app:JupyterLab:lab/tree/a.ipynb',
  domainId: 'd-a1b2c3d4e5f6',
  userProfileName: 'alice',
  spaceName: 'lab-1',
  landingUri: 'app:JupyterLab:lab/tree/a.ipynb',
  enabled: true,
  expiresAt: 1_800_000_000,
  accessRoleArn: 'arn:aws-us-gov:iam::111122223333:role/teams/access',
  owner: 'StackUsersList',
};

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
    `studio::${'a'.repeat(825)}`,
  ])('may not be %j', (uri) => {
    expect(isLandingUri(uri)).toBe(false);
  });

  test('is as long as the key of the table takes it, and found out quickly', () => {
    expect(isLandingUri(`studio::${'a'.repeat(824)}`)).toBe(true);
    expect(isLandingUri(`studio::${'%20'.repeat(270)}\n`)).toBe(false);
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
    [{ label: '' }],
    [{ label: ' Lab' }],
    [{ label: 'a\u202eb' }],
    [{ label: 'a'.repeat(101) }],
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

describe('the key of a destination', () => {
  const text = (...units: string[]) => fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom(...units) });
  const destination: fc.Arbitrary<Destination> = fc.record(
    {
      domainId: text('d', '-'),
      userProfileName: text('a', '-'),
      spaceName: text('a', '-'),
      landingUri: text('a', '/').map((path) => `studio::${path}`),
    },
    { requiredKeys: ['domainId', 'userProfileName'] },
  );

  test('tells destinations apart that differ in anything', () => {
    fc.assert(
      fc.property(destination, destination, (one, other) => {
        const same = isDeepStrictEqual(Object.entries(one).sort(), Object.entries(other).sort());
        expect(destinationKey(one) === destinationKey(other)).toBe(same);
      }),
    );
  });

  test('fits into the table at its longest', () => {
    const name = 'a'.repeat(63);
    const landingUri = `studio::${'a'.repeat(824)}`;
    const longest = { domainId: `d-${'a'.repeat(61)}`, userProfileName: name, spaceName: name, landingUri };
    expect(entryFaults({ ...ENTRY, ...longest })).toEqual([]);
    expect(destinationKey(longest)).toHaveLength(1024);
  });
});
