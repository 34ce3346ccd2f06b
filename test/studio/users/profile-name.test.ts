import { Token } from 'aws-cdk-lib';
import { studio } from '../../../src';
import { codesOf } from '../../faults';

const { fromClaim } = studio.ProfileName;

describe('the name of a user profile for a claim', () => {
  test('is what is readable of it, and a hash', () => {
    expect(fromClaim('alice.smith@example.com')).toMatch(/^alice-smith-example-com-[0-9a-f]{16}$/);
  });

  test('is the same every time', () => {
    expect(fromClaim('alice.smith@example.com')).toBe('alice-smith-example-com-7dcd3a39ad3a8d21');
  });

  test('is another one for every other claim, also where they read alike', () => {
    const claims = [
      'alice.smith@example.com',
      'alice-smith@example.com',
      'Alice.Smith@example.com',
      'alice.smith@example.com ',
      'ålice',
      'älice',
    ];
    expect(new Set(claims.map(fromClaim)).size).toBe(claims.length);
  });

  test.each([
    'a',
    '@@@',
    '---',
    '日本語',
    'x'.repeat(500),
    `${'x'.repeat(45)}.${'y'.repeat(45)}`,
    'auth0|507f1f77bcf86cd799439020',
    '0',
  ])('is legal for %p', (claim) => {
    const name = fromClaim(claim);
    expect(name).toMatch(/^[a-z0-9](-*[a-z0-9])*$/);
    expect(name.length).toBeLessThanOrEqual(63);
  });

  test.each(['', '  ', Token.asString({ Ref: 'Claim' })])('cannot be made of %p', (claim) => {
    expect(codesOf(() => fromClaim(claim))).toEqual(['InvalidStudioName']);
  });
});
