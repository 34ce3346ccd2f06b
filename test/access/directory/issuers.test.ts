import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { access } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { accessIn, IDENTITY_PROVIDER } from '../support/private-access';
import { testStack } from '../support/stack';

const user = { subject: '00u1', domainId: 'd-abc', userProfileName: 'alice' };
const listed = (issuer: string) => ({ users: access.UserDirectory.fromUsers([user], { issuer }) });

describe('the issuer of users', () => {
  test.each([
    'https://idp.example.com',
    'https://IDP.example.com/',
    'HTTPS://idp.example.com/',
    'http://idp.example.com/',
    'https://idp.example.com//',
    'https://idp.example.com./',
    'https://idp.example.com:443/',
  ])('is not spelled %s where the authorization spells it otherwise', (issuer) => {
    expect(faultsOf(() => accessIn(testStack(), listed(issuer)))).toEqual([
      expect.stringContaining(
        `InvalidDirectoryUser: the issuer of users must be spelled as in the authorization, which is "${IDENTITY_PROVIDER}", got "${issuer}"`,
      ),
    ]);
  });

  test('is compared for single users as well', () => {
    const users = access.UserDirectory.fromUsers([
      user,
      { ...user, subject: '00u2', issuer: 'https://idp.example.com' },
    ]);
    expect(codesOf(() => accessIn(testStack(), { users }))).toEqual(['InvalidDirectoryUser']);
  });

  test.each(['https://idp.example.com/tenant', 'https://idp.example.com.example.org/', 'https://example.com/'])(
    'may be another one, %s, which leaves a warning',
    (issuer) => {
      const stack = testStack();
      accessIn(stack, listed(issuer));
      Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(`access.otherIssuer|${issuer}`));
    },
  );

  test('leaves no warning where it is that of the authorization', () => {
    const stack = testStack();
    accessIn(stack, listed(IDENTITY_PROVIDER));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('identity provider'));
  });
});
