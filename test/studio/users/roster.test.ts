import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, NestedStack, type Stack, Tags, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as efs from 'aws-cdk-lib/aws-efs';
import { Domain } from '../../../src/studio/domain/domain';
import { CustomFileSystem } from '../../../src/studio/settings/custom-file-system';
import { ProfileRole } from '../../../src/studio/users/options';
import { type RosterUser, UserRoster, type UserRosterProps } from '../../../src/studio/users/roster';
import { UserProfile } from '../../../src/studio/users/user-profile';
import { faultsOf } from '../../faults';
import { testStack, warningsOf } from '../../notebook/setup';
import { domainIn, PROFILE, twoZones } from '../spaces/setup';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

const NESTED = 'AWS::CloudFormation::Stack';

function people(count: number): RosterUser[] {
  return Array.from({ length: count }, (_, n) => ({ userProfileName: `user-${n}` }));
}

function rosterIn(stack: Stack, props: Partial<UserRosterProps> = {}): UserRoster {
  return new UserRoster(stack, 'Roster', { users: people(3), ...props, domain: props.domain ?? domainIn(stack) });
}

/** The resources of each nested stack, by the id of the stack. */
function nestedOf(stack: Stack): Map<string, Resources> {
  Template.fromStack(stack);
  const { directory } = (stack.node.root as App).synth();
  const nested = stack.node.findAll().filter((child) => NestedStack.isNestedStack(child)) as NestedStack[];
  return new Map(nested.map((child) => [child.node.id, templateIn(directory, child).toJSON().Resources]));
}

/** `Template.fromStack` would look through all constructs of the app for each nested stack. */
function templateIn(directory: string, { templateFile }: NestedStack): Template {
  return Template.fromJSON(JSON.parse(readFileSync(join(directory, templateFile), 'utf8')));
}

/** All resources of the nested stacks and of the one around them, by stack and logical id. */
function usersOf(users: RosterUser[], props: Partial<UserRosterProps> = {}): Map<string, string> {
  const stack = testStack();
  rosterIn(stack, { ...props, users });
  const stacks = [...nestedOf(stack), ['Parent', Template.fromStack(stack).toJSON().Resources as Resources] as const];
  return new Map(
    stacks.flatMap(([id, resources]) =>
      Object.entries(resources).map(([logicalId, resource]) => [`${id}/${logicalId}`, JSON.stringify(resource)]),
    ),
  );
}

function difference(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).sort();
}

describe('UserRoster', () => {
  const stack = testStack();
  const domain = domainIn(stack);
  const roster = rosterIn(stack, {
    domain,
    users: [...people(200), { userProfileName: 'Zoe', role: ProfileRole.OWN, posixUser: { uid: 10001, gid: 1001 } }],
  });
  Tags.of(stack.node.root).add('cost-center', '42');
  const nested = nestedOf(stack);

  test('makes every user profile in a nested stack', () => {
    const names = [...nested.values()].flatMap((resources) =>
      Object.values(resources).flatMap(({ Type, Properties }) =>
        Type === PROFILE ? [Properties.UserProfileName as string] : [],
      ),
    );
    expect(names.sort()).toEqual([...people(200).map(({ userProfileName }) => userProfileName), 'Zoe'].sort());
    Template.fromStack(stack).resourceCountIs(PROFILE, 0);
  });

  test('spreads them over at most 32 stacks, evenly', () => {
    const sizes = [...nested.values()].map(
      (resources) => Object.values(resources).filter(({ Type }) => Type === PROFILE).length,
    );
    expect(sizes.length).toBeLessThanOrEqual(32);
    expect(Math.max(...sizes)).toBeLessThan(20);
  });

  test('hands on what a user is told', () => {
    const zoe = [...nested.values()]
      .flatMap((resources) => Object.values(resources))
      .find(({ Properties }) => Properties?.UserProfileName === 'Zoe');
    expect(zoe?.Properties).toMatchObject({
      UserSettings: { CustomPosixUserConfig: { Uid: 10001, Gid: 1001 }, ExecutionRole: expect.anything() },
    });
  });

  test('finds user profiles by their names', () => {
    expect(roster.userProfile('Zoe').userProfileName).toBe('Zoe');
    expect(roster.userProfiles).toHaveLength(201);
    expect(roster.userProfiles[0]).toBe(roster.userProfile('Zoe'));
    expect(faultsOf(() => roster.userProfile('nobody'))).toEqual([
      "InvalidUserRoster: userProfileName must be one of the roster, got 'nobody'",
    ]);
  });

  test('keeps tags away from user profiles and from nested stacks, which would hand them on', () => {
    const profiles = [...nested.values()].flatMap((resources) =>
      Object.values(resources).filter(({ Type }) => Type === PROFILE),
    );
    const stacks = Object.values(Template.fromStack(stack).findResources(NESTED));
    expect([...profiles, ...stacks].filter(({ Properties }) => Properties.Tags)).toEqual([]);
  });

  test('says of the tags of the stack once that CloudFormation hands them on', () => {
    expect(warningsOf(stack).filter((id) => id.endsWith('studio.stackTags'))).toHaveLength(1);
  });
});

describe('UserRoster as people come and go', () => {
  const all = people(200);
  const before = usersOf(all);

  test('changes the resources of one user when that one leaves', () => {
    const after = usersOf(all.filter(({ userProfileName }) => userProfileName !== 'user-77'));
    const changed = difference(before, after).filter((key) => !key.startsWith('Parent/'));
    expect(changed.length).toBeGreaterThanOrEqual(2);
    // Around it, the nested stack has another template.
    expect(difference(before, after).filter((key) => key.startsWith('Parent/'))).toEqual([
      expect.stringMatching(/^Parent\/RosterUsers\d+NestedStack\w+$/),
    ]);
    expect(changed.filter((key) => !/^Users\d+\/user77([a-zA-Z]\w*)?[0-9A-F]{8}$/.test(key))).toEqual([]);
  });

  test('changes nothing when users are listed in another order', () => {
    expect(difference(before, usersOf([...all].reverse()))).toEqual([]);
  });

  test('makes a user in one stack, whatever the others are', () => {
    const alone = [...usersOf([{ userProfileName: 'user-77' }]).keys()];
    expect(alone.filter((key) => !before.has(key))).toEqual([]);
  });

  test('moves users with another number of stacks, which is why that is chosen once', () => {
    expect(difference(before, usersOf(all, { stacks: 4 })).length).toBeGreaterThan(400);
  });
});

describe('UserRoster with a thousand users', () => {
  const stack = testStack();
  const roster = rosterIn(stack, { users: people(1000) });
  const sizes = new Map<unknown, number>();
  for (const { node } of roster.userProfiles) {
    sizes.set(node.scope, (sizes.get(node.scope) ?? 0) + 1);
  }
  const largest = Math.max(...sizes.values());

  /** The most that users have of their own: roles, and rules for the file systems of the domain. */
  const withAll = testStack();
  const vpc = twoZones(withAll);
  const shared = CustomFileSystem.efs(new efs.FileSystem(withAll, 'Efs', { vpc }), '/shared');
  const domain = domainIn(withAll, { vpc, customFileSystems: [shared] });
  rosterIn(withAll, { domain, stacks: 1, users: people(10).map((user) => ({ ...user, role: ProfileRole.OWN })) });
  const [ten] = [...nestedOf(withAll).values()];

  test('stays below 500 resources in every stack, whatever users have of their own', () => {
    expect((Object.keys(ten).length / 10) * largest).toBeLessThan(500);
  });

  test('keeps everything that belongs to one user out of the stack around it', () => {
    const outside = Object.entries(Template.fromStack(withAll).toJSON().Resources).filter(([id, resource]) =>
      /user-?\d/.test(`${id}${JSON.stringify(resource)}`),
    ); // unanchored: searched for
    expect(outside).toEqual([]);
    Template.fromStack(withAll).resourceCountIs(NESTED, 1);
  });
});

describe('UserRoster with faults', () => {
  test('is refused with users of one name or one POSIX user, all at once', () => {
    const stack = testStack();
    const users: RosterUser[] = [
      { userProfileName: 'alice', posixUser: { uid: 10001, gid: 1001 } },
      { userProfileName: 'bob', posixUser: { uid: 10001, gid: 1002 } },
      { userProfileName: 'Alice' },
    ];
    expect(faultsOf(() => rosterIn(stack, { users }))).toEqual([
      "DuplicateProfile: userProfileName must be unique in the domain, whatever the case of its letters, got 'alice' and 'Alice'",
      "DuplicateProfile: posixUser.uid must be unique in the domain, since users with the same one read each other's files, got the same for 'alice' and 'bob'",
    ]);
  });

  test('is refused with a user that the domain has already', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    domain.addUserProfile('alice');
    expect(faultsOf(() => rosterIn(stack, { domain, users: [{ userProfileName: 'ALICE' }] }))).toEqual([
      expect.stringMatching(/^DuplicateProfile: .*'ALICE'/),
    ]);
  });

  test.each([0, 1.5, 401])('is refused with %p stacks', (stacks) => {
    expect(faultsOf(() => rosterIn(testStack(), { stacks }))).toEqual([
      `InvalidUserRoster: stacks must be a whole number from 1 to 400, got ${stacks}`,
    ]);
  });

  test('is refused with names that only the deployment knows, since they say where a user is', () => {
    const users = [{ userProfileName: Token.asString({ Ref: 'Name' }) }, { userProfileName: 'alice' }];
    expect(faultsOf(() => rosterIn(testStack(), { users }))).toEqual([
      'InvalidUserRoster: the names of users must be known at synthesis, since the stack of a user depends on it, got 1 that are not',
    ]);
  });

  test('says at synthesis that users do not fit', () => {
    const stack = testStack();
    rosterIn(stack, { users: people(150), stacks: 1 });
    expect(() => Template.fromStack(stack)).toThrow(
      /\[TooManyUsers\] a nested stack of the roster must have at most 500 resources, got \d{3}: /,
    ); // unanchored: one of several lines
  });
});

describe('UserRoster of an existing domain', () => {
  test('makes user profiles with security groups that are given', () => {
    const stack = testStack();
    const domain = Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6', vpc: twoZones(stack) });
    const roster = rosterIn(stack, { domain, stacks: 1 });
    expect(roster.userProfiles.every((profile) => profile instanceof UserProfile)).toBe(true);
    const [resources] = [...nestedOf(stack).values()];
    expect(Object.values(resources).filter(({ Type }) => Type === PROFILE)).toHaveLength(3);
  });
});
