import { hasLocalStorage } from '../../src/private/local-storage';

test.each([
  ['ml.g5.xlarge', true],
  ['ml.p5.48xlarge', true],
  ['ml.m5.xlarge', false],
  ['ml.g5g.xlarge', false],
  ['', false],
])('storage of %j is on the host: %s', (type, expected) => {
  expect(hasLocalStorage(type)).toBe(expected);
});
