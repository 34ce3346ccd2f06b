import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { conditions, studio } from '../../../src';
import { codesOf, errorOf } from '../../faults';
import {
  endpoints,
  isolatedVpc,
  propertiesOf,
  statementsOf,
  templateOf,
  testStack,
  USER_PROFILE,
  warningsOf,
} from './setup';

const ARN = 'arn:aws:sagemaker:eu-central-1:444455556666:domain/d-abc';
const PROFILE_ARN = 'arn:aws:sagemaker:us-west-2:111122223333:user-profile/d-abc/alice';

function imported(stack: Stack, attributes: Partial<studio.DomainAttributes> = {}): studio.IDomain {
  return studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-abc', ...attributes });
}

describe('an imported domain', () => {
  test('has an ARN made of its id, in the partition of the stack', () => {
    const stack = testStack({ env: { region: 'cn-north-1', account: '111122223333' } });
    expect(stack.resolve(imported(stack).domainArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:cn-north-1:111122223333:domain/d-abc']],
    });
  });

  test('is of the account and region of its ARN, and so is what is granted on it', () => {
    const stack = testStack();
    const domain = imported(stack, { domainArn: ARN });
    expect(domain.env).toEqual({ account: '444455556666', region: 'eu-central-1' });
    domain.grants.presignedUrl(new iam.ManagedPolicy(stack, 'Portal'), { endpoints: endpoints(stack) });
    const [{ Resource }] = statementsOf(templateOf(stack), 'Portal');
    expect(JSON.stringify(Resource)).toContain(':sagemaker:eu-central-1:444455556666:user-profile/d-abc/*');
  });

  test('has no connections unless its security groups are known', () => {
    const stack = testStack();
    expect(codesOf(() => imported(stack).connections)).toEqual(['IncompleteDomain']);
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')];
    const domain = studio.Domain.fromDomainAttributes(stack, 'Open', { domainId: 'd-abc', securityGroups });
    expect(domain.connections.securityGroups).toEqual(securityGroups);
  });

  test('lets the roles of user profiles use its key where that is known', () => {
    const stack = testStack();
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-west-2:111122223333:key/volumes');
    const [withKey, without] = [
      imported(stack, { encryptionKey, vpc: isolatedVpc(stack) }),
      studio.Domain.fromDomainAttributes(stack, 'Other', {
        domainId: 'd-xyz',
        vpc: isolatedVpc(new Stack(stack, 'Nested')),
      }),
    ];
    withKey.addUserProfile('alice', { role: studio.ProfileRole.OWN });
    without.addUserProfile('bob', { role: studio.ProfileRole.OWN });
    const template = templateOf(stack);
    expect(statementsOf(template, 'DomainUsersaliceRolePolicy')).toHaveLength(2);
    expect(statementsOf(template, 'OtherUsersbobRolePolicy')).toEqual([]);
  });

  test('takes user profiles', () => {
    const stack = testStack();
    const domain = imported(stack, { vpc: isolatedVpc(stack), authMode: conditions.AuthMode.SSO });
    domain.addUserProfile('alice', { singleSignOnUserName: 'alice@example.com' });
    expect(propertiesOf(templateOf(stack), USER_PROFILE)).toMatchObject({
      DomainId: 'd-abc',
      UserProfileName: 'alice',
    });
    expect(codesOf(() => domain.addUserProfile('bob'))).toEqual(['ConflictingProps']);
  });

  test.each(['abc', 'D-ABC', 'd-', 'd-a/b', `d-${'x'.repeat(62)}`])('cannot have the id %p', (domainId) => {
    expect(codesOf(() => imported(testStack(), { domainId }))).toEqual(['InvalidDomainId']);
  });

  test('cannot have the ARN of something else', () => {
    expect(codesOf(() => imported(testStack(), { domainArn: PROFILE_ARN }))).toEqual(['InvalidResourceArn']);
  });

  test('may be known to the deployment alone', () => {
    const token = Token.asString({ Ref: 'Given' });
    expect(codesOf(() => imported(testStack(), { domainId: token, domainArn: token }))).toEqual([]);
  });
});

describe('an imported user profile', () => {
  const profileOf = (stack: Stack, attributes: Partial<studio.UserProfileAttributes> = {}) =>
    studio.UserProfile.fromUserProfileAttributes(stack, 'Profile', {
      domain: imported(stack),
      userProfileName: 'Alice',
      ...attributes,
    });

  test('has an ARN in lower case, and is granted under both names', () => {
    const stack = testStack();
    const profile = profileOf(stack);
    profile.grants.describe(new iam.ManagedPolicy(stack, 'Reader'));
    const [{ Resource }] = statementsOf(templateOf(stack), 'Reader');
    expect(JSON.stringify(Resource)).toContain(':user-profile/d-abc/Alice');
    expect(JSON.stringify(Resource)).toContain(':user-profile/d-abc/alice');
  });

  test('can be told by its ARN', () => {
    const stack = testStack();
    const profile = studio.UserProfile.fromUserProfileArn(stack, 'Profile', PROFILE_ARN, imported(stack));
    expect([profile.userProfileName, profile.userProfileArn, profile.env.region]).toEqual([
      'alice',
      PROFILE_ARN,
      'us-west-2',
    ]);
  });

  test.each([ARN, 'alice', `${PROFILE_ARN}/x`, PROFILE_ARN.replace('d-abc', 'd-xyz'), Token.asString({ Ref: 'Arn' })])(
    'cannot be told by the ARN %p',
    (arn) => {
      const stack = testStack();
      expect(errorOf(() => studio.UserProfile.fromUserProfileArn(stack, 'Profile', arn, imported(stack))).code).toBe(
        'InvalidResourceArn',
      );
    },
  );

  test('has the role of its domain, and the security groups that are known', () => {
    const stack = testStack();
    const role = iam.Role.fromRoleName(stack, 'Role', 'execution');
    const domain = studio.Domain.fromDomainAttributes(stack, 'Other', { domainId: 'd-abc', role });
    expect(profileOf(stack, { domain }).role).toBe(role);
    expect(codesOf(() => profileOf(new Stack(), {}).connections)).toEqual(['IncompleteDomain']);
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')];
    expect(profileOf(new Stack(), { securityGroups }).connections.securityGroups).toEqual(securityGroups);
  });

  test('is granted what its role is granted', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const profile = profileOf(stack, { role });
    profile.grants.describe(profile);
    templateOf(stack).hasResourceProperties('AWS::IAM::Policy', { Roles: [stack.resolve(role.roleName)] });
  });

  test('is nobody that can be granted something where its role is not known', () => {
    const stack = testStack();
    const profile = profileOf(stack);
    profile.grants.describe(profile);
    expect(warningsOf(stack)).toHaveLength(1);
    templateOf(stack).resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('cannot have a name that SageMaker refuses', () => {
    expect(codesOf(() => profileOf(testStack(), { userProfileName: 'a@b' }))).toEqual(['InvalidStudioName']);
  });
});
