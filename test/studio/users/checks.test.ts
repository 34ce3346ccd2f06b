import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { conditions, studio } from '../../../src';
import { codesOf, faultsOf } from '../../faults';
import { domainIn, testStack } from '../domain/setup';

describe('a user profile refuses', () => {
  const refused = (options: studio.UserProfileOptions, props: Partial<studio.DomainProps> = {}) =>
    faultsOf(() => domainIn(testStack(), props).addUserProfile('alice', options));

  test.each(['alice.smith', 'alice@example.com', 'alice_smith', '-alice', 'alice-', '', 'a b'])(
    'the name %p',
    (name) => {
      expect(codesOf(() => domainIn(testStack()).addUserProfile(name))).toEqual(['InvalidStudioName']);
    },
  );

  test('a name that is too long', () => {
    expect(codesOf(() => domainIn(testStack()).addUserProfile('x'.repeat(64)))).toEqual(['InvalidStudioName']);
  });

  test('a name that another one has, but for the case of its letters', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    domain.addUserProfile('alice');
    expect(faultsOf(() => new studio.UserProfile(stack, 'Other', { domain, userProfileName: 'Alice' }))).toEqual([
      "DuplicateProfile: userProfileName must be unique in the domain, whatever the case of its letters, got 'Alice' as in Stack/Domain/Users/alice",
    ]);
  });

  test('the POSIX user of another one', () => {
    const domain = domainIn(testStack());
    domain.addUserProfile('alice', { posixUser: { uid: 10_000, gid: 2000 } });
    expect(codesOf(() => domain.addUserProfile('bob', { posixUser: { uid: 10_000, gid: 3000 } }))).toEqual([
      'DuplicateProfile',
    ]);
    expect(codesOf(() => domain.addUserProfile('carol', { posixUser: { uid: 10_001, gid: 2000 } }))).toEqual([]);
  });

  test.each([
    [9999, 1001, 'posixUser.uid must be a whole number from 10000 to 4000000, got 9999'],
    [4_000_001, 1001, 'posixUser.uid must be a whole number from 10000 to 4000000, got 4000001'],
    [10_000, 1000, 'posixUser.gid must be a whole number from 1001 to 4000000, got 1000'],
    [10_000, 4_000_001, 'posixUser.gid must be a whole number from 1001 to 4000000, got 4000001'],
  ])('the POSIX user %p:%p', (uid, gid, message) => {
    expect(refused({ posixUser: { uid, gid } })).toEqual([`InvalidPosixUser: ${message}`]);
  });

  test('a user of IAM Identity Center in a domain without, and none in one with', () => {
    expect(refused({ singleSignOnUserName: 'alice' })).toEqual([
      "ConflictingProps: singleSignOnUserName needs a domain with AuthMode.SSO, got 'alice' with AuthMode.IAM",
    ]);
    expect(refused({}, { authMode: conditions.AuthMode.SSO })).toEqual([
      'ConflictingProps: singleSignOnUserName must be given in a domain with AuthMode.SSO, got none',
    ]);
  });

  test('more security groups than SageMaker takes together with those of the domain', () => {
    const stack = testStack();
    const groups = (count: number) =>
      Array.from({ length: count }, (_, n) => ec2.SecurityGroup.fromSecurityGroupId(stack, `G${count}${n}`, `sg-${n}`));
    const domain = domainIn(stack, { securityGroups: groups(4) });
    expect(faultsOf(() => domain.addUserProfile('alice', { securityGroups: groups(2) }))).toEqual([
      'TooManySecurityGroups: securityGroups besides the 4 of the domain must have at most 1 items, got 2',
    ]);
    expect(
      codesOf(() =>
        new studio.Domain(stack, 'Full', { vpc: domain.vpc, securityGroups: groups(5) }).addUserProfile('bob'),
      ),
    ).toEqual(['TooManySecurityGroups']);
  });

  test('six images', () => {
    const customImages = Array.from(
      { length: 6 },
      (_, n) => new studio.CustomImage({ imageName: `i${n}`, appImageConfigName: 'c' }),
    );
    expect(refused({ jupyterLab: { customImages } })).toEqual([
      'TooManyItems: jupyterLab.customImages must have at most 5 items, got 6',
    ]);
  });

  test('a token as the name of which ids are made, and takes it elsewhere', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    const userProfileName = Token.asString({ Ref: 'Name' });
    expect(codesOf(() => domain.addUserProfile(userProfileName))).toEqual(['InvalidStudioName']);
    expect(codesOf(() => new studio.UserProfile(stack, 'Alice', { domain, userProfileName }))).toEqual([]);
  });

  test('an imported domain of which neither VPC nor security groups are known', () => {
    const domain = studio.Domain.fromDomainAttributes(testStack(), 'Domain', { domainId: 'd-abc' });
    expect(codesOf(() => domain.addUserProfile('alice'))).toEqual(['IncompleteDomain']);
  });
});
