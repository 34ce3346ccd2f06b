import { patternsMeet } from '../../../src/compliance/policies/statement-scope';

describe('two patterns', () => {
  test.each([
    ['', ''],
    ['*', ''],
    ['*', '*'],
    ['a*', '*b'],
    ['a?c', 'abc'],
    ['a?c', 'a?c'],
    ['user-profile/*', 'user-pro*'],
    ['*/d-1/*', 'user-profile/*'],
    ['a**b', 'ab'],
  ])('%j and %j meet', (one, other) => {
    expect(patternsMeet(one, other)).toBe(true);
    expect(patternsMeet(other, one)).toBe(true);
  });

  test.each([
    ['', 'a'],
    ['', '?'],
    ['a*', 'b*'],
    ['*a', '*b'],
    ['a?', 'a'],
    ['training-job/*', 'user-profile/*'],
    ['a*b', 'ac'],
  ])('%j and %j do not', (one, other) => {
    expect(patternsMeet(one, other)).toBe(false);
    expect(patternsMeet(other, one)).toBe(false);
  });
});
