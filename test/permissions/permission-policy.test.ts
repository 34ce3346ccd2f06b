import { Lazy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sso from 'aws-cdk-lib/aws-sso';
import { permissions } from '../../src';
import { testApp } from '../app';
import { ENVIRONMENTS } from '../effects/environment';
import { resolveIntrinsics } from '../effects/intrinsics';
import { codesOf, errorOf, faultsOf } from '../faults';
import { SAMPLES } from './table';
import { newStack } from './table/parameters';

const { Permission, PermissionPolicy } = permissions;

const POLICY = 'AWS::IAM::ManagedPolicy';

interface Document {
  readonly Statement: { readonly Sid: string }[];
}

/** Permissions of nearly a thousand characters each. */
function long(...letters: string[]): permissions.Permission[] {
  return letters.map((letter) => {
    const resources = Array.from(
      { length: 10 },
      (_, index) => `arn:aws:sagemaker:us-east-1:111122223333:model/${letter.repeat(40)}${index}`,
    );
    return Permission.allow({
      id: `long-${letter}`,
      actions: [`sagemaker:DescribeModel`],
      resources,
      requirements: [],
    });
  });
}

/** Of another action each, so that they are not merged. */
function apart(count: number): permissions.Permission[] {
  const actions = [
    'DescribeModel',
    'DeleteModel',
    'CreateModel',
    'AddTags',
    'DeleteTags',
    'ListTags',
    'StopTrainingJob',
    'DescribeTrainingJob',
  ];
  return actions.slice(0, count).map((action, index) => {
    const resources = Array.from(
      { length: 10 },
      (_, number) => `arn:aws:sagemaker:us-east-1:111122223333:model/${'x'.repeat(40)}${index}${number}`,
    );
    return Permission.allow({ id: `long-${index}`, actions: [`sagemaker:${action}`], resources, requirements: [] });
  });
}

function documentsOf(stack: Stack): Document[] {
  return Object.values(Template.fromStack(stack).findResources(POLICY)).map(
    ({ Properties }) => Properties.PolicyDocument,
  );
}

describe('a permission policy', () => {
  test('holds all permissions in one managed policy where they fit', () => {
    const stack = newStack();
    const policy = new PermissionPolicy(stack, 'Policy', {
      permissions: [SAMPLES.searchVisible(stack), SAMPLES.tagOnCreate(stack)],
    });
    expect(policy.managedPolicies).toHaveLength(1);
    Template.fromStack(stack).hasResourceProperties(POLICY, {
      PolicyDocument: {
        Statement: [{ Sid: 'SearchVisible' }, { Sid: 'TagOnCreate' }].map((part) => Match.objectLike(part)),
      },
    });
  });

  test('holds every permission of the library, in policies that IAM accepts', () => {
    const stack = newStack();
    const all = Object.entries(SAMPLES).map(([name, sample]) => sample(new Stack(stack, name.replace(/\W/g, ''))));
    const policy = new PermissionPolicy(stack, 'Policy', { permissions: all });
    const documents = documentsOf(stack);
    expect(policy.managedPolicies.length).toBeGreaterThan(1);
    const lengths = ENVIRONMENTS.flatMap((environment) =>
      documents.map((document) => JSON.stringify(resolveIntrinsics(document, {}, environment)).length),
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(6144);
    const sids = documents.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
    expect(new Set(sids).size).toBe(sids.length);
  });

  test('has the same logical ids and content for any order of permissions', () => {
    const documents = (order: (permissions: permissions.Permission[]) => permissions.Permission[]) => {
      const stack = newStack();
      new PermissionPolicy(stack, 'Policy', { permissions: order(apart(8)) });
      return Template.fromStack(stack).findResources(POLICY);
    };
    const [one, other] = [documents((all) => all), documents((all) => all.reverse())];
    expect(other).toEqual(one);
    expect(Object.keys(one)).toEqual([
      expect.stringMatching(/^Policy[0-9A-F]{8}$/),
      expect.stringMatching(/^PolicyPolicy2[0-9A-F]{8}$/),
    ]);
  });

  test('keeps a permission that is there twice once', () => {
    const once = newStack();
    const twice = newStack();
    new PermissionPolicy(once, 'Policy', { permissions: [Permission.searchVisible({ tagKey: 'a', values: ['x'] })] });
    const same = () => Permission.searchVisible({ tagKey: 'a', values: ['x'] });
    new PermissionPolicy(twice, 'Policy', { permissions: [same(), same()] });
    expect(documentsOf(twice)).toEqual(documentsOf(once));
  });

  test('keeps two permissions of one kind apart', () => {
    const stack = newStack();
    const visible = (value: string) => Permission.searchVisible({ tagKey: 'a', values: [value] });
    new PermissionPolicy(stack, 'Policy', { permissions: [visible('x'), visible('y')] });
    expect(documentsOf(stack)[0].Statement.map(({ Sid }) => Sid)).toEqual(['SearchVisible', 'SearchVisible2']);
  });

  test('has a name, path and description where they are given', () => {
    const stack = newStack();
    new PermissionPolicy(stack, 'Policy', {
      permissions: apart(8),
      policyName: 'Science',
      path: '/ml/',
      description: 'For science.',
    });
    const named = Object.values(Template.fromStack(stack).findResources(POLICY)).map(
      ({ Properties: { ManagedPolicyName, Path, Description } }) => [ManagedPolicyName, Path, Description],
    );
    expect(named).toEqual([
      ['Science', '/ml/', 'For science.'],
      ['Science-2', '/ml/', 'For science.'],
    ]);
  });
});

describe('a permission policy is refused', () => {
  const attempt = (props: Partial<permissions.PermissionPolicyProps>) => () =>
    new PermissionPolicy(newStack(), 'Policy', { permissions: long('a'), ...props });

  test('without permission', () => {
    expect(faultsOf(attempt({ permissions: [] }))).toEqual([
      'InvalidPermission: a permission policy needs at least one permission, got none',
    ]);
  });

  test.each(['has spaces', '', 'x'.repeat(127)])('with the name %j', (policyName) => {
    expect(codesOf(attempt({ policyName }))).toEqual(['InvalidPolicyName']);
  });

  test.each(['ml', '/ml', 'ml/', '/m l/', ''])('with the path %j', (path) => {
    expect(codesOf(attempt({ path }))).toEqual(['InvalidPolicyName']);
  });

  test.each(['/', '/ml/', '/ml/science/'])('but not with the path %j', (path) => {
    expect(codesOf(attempt({ path }))).toEqual([]);
  });

  test('where it takes too many policies, with what takes how much', () => {
    const error = errorOf(attempt({ permissions: apart(8), maxPolicies: 1 }));
    expect(error.code).toBe('PolicyOverflow');
    expect(error.constructPath).toBe('Stack/Policy');
    expect(error.message).toMatch(/at most 1 policies of 6144 characters, got 2; characters per item: long-\d \d+, /);
  });

  test('where a single statement is too long', () => {
    expect(faultsOf(attempt({ maxPolicyLength: 500 }))).toEqual([
      expect.stringMatching(
        /^PolicyOverflow: a policy must have at most 500 characters, got a single statement of 1\d{3}; characters per item: long-a 9\d{2}$/,
      ),
    ]);
  });

  test('with quotas that IAM does not grant', () => {
    expect(codesOf(attempt({ maxPolicyLength: 6145, maxPolicies: 26 }))).toEqual(['InvalidQuota', 'InvalidQuota']);
    expect(codesOf(attempt({ maxPolicyLength: 0, maxPolicies: 0.5 }))).toEqual(['InvalidQuota', 'InvalidQuota']);
  });

  test('but not for values that only a deployment knows', () => {
    expect(codesOf(attempt({ policyName: Lazy.string({ produce: () => 'x' }) }))).toEqual([]);
  });
});

describe('a permission policy is attached', () => {
  test('to the roles, groups and users that are given', () => {
    const stack = newStack();
    new PermissionPolicy(stack, 'Policy', {
      permissions: apart(8),
      roles: [
        new iam.Role(stack, 'Role', { roleName: 'role', assumedBy: new iam.AccountRootPrincipal() }),
        iam.Role.fromRoleName(stack, 'Imported', 'imported'),
      ],
      groups: [iam.Group.fromGroupName(stack, 'Group', 'group')],
      users: [iam.User.fromUserName(stack, 'User', 'user')],
    });
    Template.fromStack(stack).resourcePropertiesCountIs(
      POLICY,
      { Roles: [{ Ref: Match.stringLikeRegexp('^Role') }, 'imported'], Groups: ['group'], Users: ['user'] },
      2,
    );
  });

  test('later on', () => {
    const stack = newStack();
    const policy = new PermissionPolicy(stack, 'Policy', { permissions: long('a') });
    policy.attachToRole(iam.Role.fromRoleName(stack, 'Role', 'role'));
    policy.attachToGroup(iam.Group.fromGroupName(stack, 'Group', 'group'));
    policy.attachToUser(iam.User.fromUserName(stack, 'User', 'user'));
    Template.fromStack(stack).hasResourceProperties(POLICY, { Roles: ['role'], Groups: ['group'], Users: ['user'] });
  });

  test('to whatever takes ARNs', () => {
    const stack = newStack();
    const policy = new PermissionPolicy(stack, 'Policy', { permissions: apart(8) });
    new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: policy.managedPolicyArns });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      ManagedPolicyArns: [
        { Ref: Match.stringLikeRegexp('^Policy') },
        { Ref: Match.stringLikeRegexp('^PolicyPolicy2') },
      ],
    });
  });

  test('to permission sets of another stack, by name and path', () => {
    const app = testApp();
    const [member, management] = [new Stack(app, 'Member'), new Stack(app, 'Management')];
    const policy = new PermissionPolicy(member, 'Policy', {
      permissions: apart(8),
      policyName: 'Science',
      path: '/ml/',
    });
    new sso.CfnPermissionSet(management, 'Set', {
      instanceArn: 'arn',
      name: 'Science',
      customerManagedPolicyReferences: policy.customerManagedPolicyReferences,
    });
    Template.fromStack(management).hasResourceProperties('AWS::SSO::PermissionSet', {
      CustomerManagedPolicyReferences: [
        { Name: 'Science', Path: '/ml/' },
        { Name: 'Science-2', Path: '/ml/' },
      ],
    });
  });

  test('to no permission set without a name', () => {
    const policy = new PermissionPolicy(newStack(), 'Policy', { permissions: long('a') });
    expect(faultsOf(() => policy.customerManagedPolicyReferences)).toEqual([
      'InvalidPolicyName: a permission set refers to managed policies by name: policyName must be given, got none',
    ]);
  });
});
