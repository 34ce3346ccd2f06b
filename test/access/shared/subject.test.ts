import { subjectOf } from '../../../src/access/runtime/authorizer/token-claims';
import { entryKey } from '../../../src/access/runtime/directory-item';
import { isSubject } from '../../../src/access/shared/subject';

const POLICY = { subjectClaim: 'sub' } as Parameters<typeof subjectOf>[1];

describe('a subject', () => {
  test.each([
    ['00u1', true],
    ['auth0|5f#7 Åsa', true],
    ['a'.repeat(255), true],
    ['a'.repeat(256), false],
    ['', false],
    [' a', false],
    ['a ', false],
    ['a\u00a0', false],
    ['a\u200bb', false],
    ['a\nb', false],
    ['\ud800', false],
  ])('%j follows one rule in tokens and in the directory', (subject, valid) => {
    expect(isSubject(subject)).toBe(valid);
    expect(subjectOf({ sub: subject }, POLICY) !== undefined).toBe(valid);
    expect(entryKey('issuer', subject) !== undefined).toBe(valid);
  });
});
