import { trust } from '../../../src';
import { FEATURE_TABLE } from '../../../src/trust/feature-table';
import { FEATURE_ROWS, featureOf } from './subjects';

/** Factories that take something else than the name of one resource. */
const OTHER_FACTORIES = ['of'];

const members = Object.getOwnPropertyNames(trust.Feature).filter(
  (name) => !['length', 'name', 'prototype', 'row', ...OTHER_FACTORIES].includes(name),
);

describe('the feature matrix', () => {
  test('has rows for every static feature and every factory', () => {
    const covered = new Set(FEATURE_ROWS.map(({ member }) => member));
    const missing = members.filter((name) => !covered.has(name));
    expect(
      missing.map((name) => `Feature.${name} has no cases: add a row to test/effects/trust/features.json`),
    ).toEqual([]);
  });

  test('has a constant for every row of the table of features', () => {
    const missing = Object.keys(FEATURE_TABLE).filter((name) => !members.includes(name));
    expect(missing.map((name) => `${name} has no constant: add one to src/trust/feature.ts`)).toEqual([]);
  });

  test('has a row for every resource type', () => {
    const covered = FEATURE_ROWS.filter(({ member }) => member === 'resourcesOf').map(
      (row) => (row.arguments as string[])[0],
    );
    expect(covered.sort()).toEqual(Object.values(trust.FeatureResource).sort());
  });

  test.each(FEATURE_ROWS)('says of $subject whether it is account-wide', (row) => {
    const accountWide = featureOf(row).sourceArnPatterns.includes('*');
    const advice = `"accountWide" of ${row.subject} in test/effects/trust/features.json must be ${accountWide}`;
    expect(row.accountWide === accountWide ? [] : [advice]).toEqual([]);
  });

  test.each(FEATURE_ROWS)('says of $subject whether AWS documents its ARNs', (row) => {
    const { documented } = featureOf(row);
    const advice = `"documented" of ${row.subject} in test/effects/trust/features.json must be ${documented}`;
    expect(row.documented === documented ? [] : [advice]).toEqual([]);
  });

  test.each(FEATURE_ROWS)('knows the session actions of $subject', (row) => {
    expect(row.sessionActions).toEqual(featureOf(row).sessionActions);
    expect([...(row.sessionActions as string[]), ...(row.otherActions as string[])].sort()).toEqual(
      Object.values(trust.SessionAction).sort(),
    );
  });

  test.each(FEATURE_ROWS)('shows something that $subject admits and something beside it', (row) => {
    const empty = ['admits', 'siblings'].filter((list) => !(row[list] as string[] | undefined)?.length);
    expect(empty.map((list) => `${row.subject} in test/effects/trust/features.json needs ${list}`)).toEqual([]);
  });

  test.each(FEATURE_ROWS.filter(({ arguments: args }) => String((args as string[]).at(-1)).match(/[A-Z]/)))(
    'shows both casings of $subject',
    (row) => {
      const admits = row.admits as string[];
      const [type, name] = featureOf(row).sourceArnPatterns[0].split('/');
      expect(admits.some((arn) => arn.startsWith(`${type}/${name}`))).toBe(true);
      expect(admits.some((arn) => arn.startsWith(`${type}/${name.toLowerCase()}`))).toBe(true);
    },
  );
});
