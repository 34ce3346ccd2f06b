import { createHash } from 'node:crypto';
import { CfnResource, type CfnStack, NestedStack, type Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkRange } from '../../private/checks';
import { check, type Fault, faultsOf, faultText, SecureSageMakerError } from '../../private/errors';
import { labelOf } from '../../private/life-cycle/names';
import { isUnknown } from '../../private/life-cycle/unknown';
import { STACK_RESOURCES_MAX } from '../../private/limits';
import { pinCreateOnlyTags } from '../common/create-only-tags';
import type { IDomain } from '../domain/idomain';
import type { UserProfileOptions } from './options';
import { UserProfile } from './user-profile';

/** Holds a thousand user profiles with all they can have of their own, and leaves room for uneven hashes. */
const DEFAULT_STACKS = 32;
/** More nested stacks than that, and the stack around them is full itself. */
const STACKS_MAX = 400;

/**
 * A user of a roster.
 */
export interface RosterUser extends UserProfileOptions {
  /**
   * The name of the user profile: at most 63 letters, digits and inner hyphens, unique in the domain whatever the case of its
   * letters. `ProfileName` makes one of an e-mail address. Changing it replaces the user profile, with another home folder.
   */
  readonly userProfileName: string;
}

/**
 * Properties of a roster of users.
 */
export interface UserRosterProps {
  /**
   * The domain. Another one replaces all user profiles.
   */
  readonly domain: IDomain;

  /**
   * The users, in any order. Their names must be known at synthesis.
   */
  readonly users: RosterUser[];

  /**
   * Over how many nested stacks the users are spread, from 1 to 400. Choose it once: another number moves most users to
   * another stack, where they cannot be made as long as they exist in the first one.
   *
   * @default 32 - enough for a thousand users
   */
  readonly stacks?: number;
}

/**
 * Hundreds or thousands of user profiles, spread over nested stacks by a hash of their names.
 *
 * A stack of CloudFormation holds 500 resources, which a hundred users fill. Where a user is depends on nothing but the name,
 * so who comes or goes changes no other user. Nested stacks without users are not made.
 */
export class UserRoster extends Construct {
  private readonly profiles = new Map<string, UserProfile>();
  private readonly stacks = new Map<number, NestedStack>();

  constructor(scope: Construct, id: string, props: UserRosterProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, rosterFaults(props));
    const { domain, users, stacks = DEFAULT_STACKS } = props;
    // Sorted, so that templates do not depend on the order in which users are listed.
    for (const { userProfileName, ...options } of [...users].sort(byName)) {
      const profile = new UserProfile(this.stackOf(userProfileName, stacks), userProfileName, {
        ...options,
        domain,
        userProfileName,
      });
      this.profiles.set(userProfileName, profile);
    }
  }

  /** All user profiles, in the order of their names. */
  public get userProfiles(): UserProfile[] {
    return [...this.profiles.values()];
  }

  /** The user profile of a name. Fails where the roster has none of that name. */
  public userProfile(userProfileName: string): UserProfile {
    const profile = this.profiles.get(userProfileName);
    const missing = `userProfileName must be one of the roster, got '${userProfileName}'`;
    SecureSageMakerError.throwIfAny(this, check(profile !== undefined, 'InvalidUserRoster', missing));
    return profile!;
  }

  private stackOf(name: string, stacks: number): NestedStack {
    const index = bucketOf(name, stacks);
    const stack = this.stacks.get(index) ?? this.makeStack(index);
    this.stacks.set(index, stack);
    return stack;
  }

  private makeStack(index: number): NestedStack {
    const stack = new NestedStack(this, `Users${index}`, {
      description: `User profiles of ${labelOf(this)}, part ${index}`.slice(0, 1024),
    });
    // CloudFormation would put the tags of the nested stack on its resources, and replace the user profiles.
    pinCreateOnlyTags(stack.nestedStackResource as CfnStack, undefined);
    stack.node.addValidation({ validate: () => sizeFaults(stack).map(faultText) });
    return stack;
  }
}

/** By code units, which are the same everywhere. */
function byName({ userProfileName: one }: RosterUser, { userProfileName: other }: RosterUser): number {
  return one < other ? -1 : 1;
}

/** In lower case, like the names in ARNs. */
function bucketOf(name: string, stacks: number): number {
  return createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE(0) % stacks;
}

function rosterFaults({ users, stacks }: UserRosterProps): Fault[] {
  const unknown = users.filter(({ userProfileName }) => Token.isUnresolved(userProfileName)).length;
  return [
    ...faultsOf('InvalidUserRoster', checkRange('stacks', stacks, 1, STACKS_MAX)),
    ...check(
      unknown === 0,
      'InvalidUserRoster',
      `the names of users must be known at synthesis, since the stack of a user depends on it, got ${unknown} that are not`,
    ),
    ...duplicateFaults(users),
  ];
}

function duplicateFaults(users: readonly RosterUser[]): Fault[] {
  const sameName = sharing(users, ({ userProfileName: name }) => (isUnknown(name) ? undefined : name.toLowerCase()));
  const sameUid = sharing(users, ({ posixUser }) => (isUnknown(posixUser?.uid) ? undefined : posixUser?.uid));
  return faultsOf('DuplicateProfile', [
    ...sameName.map(
      (names) => `userProfileName must be unique in the domain, whatever the case of its letters, got ${names}`,
    ),
    ...sameUid.map(
      (names) =>
        `posixUser.uid must be unique in the domain, since users with the same one read each other's files, got the same for ${names}`,
    ),
  ]);
}

/** The names of users that share a key, one text for each key. */
function sharing<Key>(users: readonly RosterUser[], keyOf: (user: RosterUser) => Key | undefined): string[] {
  const byKey = new Map<Key, string[]>();
  for (const user of users) {
    const key = keyOf(user);
    if (key !== undefined) {
      byKey.set(key, [...(byKey.get(key) ?? []), `'${user.userProfileName}'`]);
    }
  }
  return [...byKey.values()].filter((names) => names.length > 1).map((names) => names.join(' and '));
}

/** Says more than CloudFormation or CDK would. */
function sizeFaults(stack: Stack): Fault[] {
  const resources = stack.node.findAll().filter((child) => CfnResource.isCfnResource(child)).length;
  const message = `a nested stack of the roster must have at most ${STACK_RESOURCES_MAX} resources, got ${resources}: for new users make another roster with more stacks`;
  return check(resources <= STACK_RESOURCES_MAX, 'TooManyUsers', message);
}
