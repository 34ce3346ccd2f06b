import { Duration, Lazy, Size } from 'aws-cdk-lib';
import { gibibytes, knownGibibytes, knownMinutes } from '../../src/private/units';

const UNKNOWN = Lazy.number({ produce: () => 1 });

describe('a size in GiB', () => {
  test('keeps fractions', () => {
    expect([gibibytes(Size.mebibytes(1536)), knownGibibytes(Size.mebibytes(1536))]).toEqual([1.5, 1.5]);
  });

  test('is not known before the deployment where it is a token or is not given', () => {
    expect([knownGibibytes(Size.mebibytes(UNKNOWN)), knownGibibytes(undefined)]).toEqual([undefined, undefined]);
  });
});

describe('a duration in minutes', () => {
  test('keeps fractions', () => {
    expect(knownMinutes(Duration.seconds(90))).toBe(1.5);
  });

  test('is not known before the deployment where it is a token or is not given', () => {
    expect([knownMinutes(Duration.seconds(UNKNOWN)), knownMinutes(undefined)]).toEqual([undefined, undefined]);
  });
});
