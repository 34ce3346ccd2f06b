import { type Duration, Token } from 'aws-cdk-lib';
import { knownToDiffer } from '../../private/arn';
import { checkFormat, checkPattern, knownItems } from '../../private/checks';
import { check, type Fault, type FaultCode, faultsOf } from '../../private/errors';
import { ROLE_ARN } from '../../private/formats';
import { isPlaceholder, isUnknown } from '../../private/life-cycle/unknown';
import { DIRECTORY_USERS_MAX } from '../../private/limits';
import { type DirectoryEntry, type EntryFault, entryFaults, keyFaults, OWNER } from '../shared/directory-entry';
import { ListRemovals } from '../shared/list-removals';
import type { DirectoryListOptions, DirectoryUser } from './user';

const CODES: Readonly<Record<EntryFault['field'], FaultCode>> = {
  pk: 'InvalidDirectoryUser',
  sk: 'InvalidDirectoryUser',
  issuer: 'InvalidDirectoryUser',
  subject: 'InvalidDirectoryUser',
  domainId: 'InvalidDomainId',
  userProfileName: 'InvalidStudioName',
  spaceName: 'InvalidSpace',
  landingUri: 'InvalidLandingPage',
  label: 'InvalidDirectoryUser',
  enabled: 'InvalidDirectoryUser',
  expiresAt: 'InvalidDirectoryUser',
  accessRoleArn: 'InvalidResourceArn',
  owner: 'InvalidDirectoryUser',
};

/** Valid values, which replace unresolved ones in checks. */
const PLACEHOLDERS = {
  issuer: 'issuer',
  subject: 'subject',
  domainId: 'd-a',
  userProfileName: 'a',
  spaceName: undefined,
  landingUri: undefined,
  label: undefined,
  accessRoleArn: undefined,
  owner: 'a',
};

/** The names that users have for fields, where they differ. */
const PROP_OF: Partial<Record<EntryFault['field'], string>> = { expiresAt: 'expires', landingUri: 'landingPage' };

const OWNER_EXPECTED = 'at most 255 letters, digits and characters of _.-';
const EXPIRES = 'a day such as 2027-06-30 or a second such as 2027-06-30T17:00:00Z';
const DAY_OR_SECOND = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;

/** A list of ten thousand users may have the same fault ten thousand times. */
const FAULTS_MAX = 50;

/** A user with the fields of its entry, some of which may be tokens. */
export interface ResolvedUser extends Omit<DirectoryEntry, 'pk' | 'sk' | 'owner'> {
  readonly issuer: string;
  readonly subject: string;
}

export function resolvedUser(user: DirectoryUser, issuer?: string): ResolvedUser {
  return {
    issuer: user.issuer ?? issuer ?? '',
    subject: user.subject,
    domainId: user.userProfile?.domain.domainId ?? user.domainId ?? '',
    userProfileName: user.userProfile?.userProfileName ?? user.userProfileName ?? '',
    spaceName: user.space?.spaceName ?? user.spaceName,
    landingUri: user.landingPage?.uri,
    label: user.label,
    enabled: user.enabled ?? true,
    expiresAt: user.expires === undefined || isPlaceholder(user.expires) ? undefined : secondOf(user.expires),
    accessRoleArn: user.accessRoleArn,
  };
}

/** NaN for days and seconds that do not exist, such as February 30. */
function secondOf(text: string): number {
  const milliseconds = DAY_OR_SECOND.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) || !isDate(text) ? Number.NaN : milliseconds / 1000;
}

/** `Date.parse` takes February 30 for March 2. */
function isDate(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** CloudFormation needs a while for the function, and a check reads the whole table. */
const CHECK_SECONDS = { min: 300, max: 86_400 };

interface OtherList {
  readonly owner: string;
  readonly reconcilerRoleArn: string;
}

/** Faults of a table's lists of other apps, and of its schedule. */
export function tableFaults(otherLists: readonly OtherList[], checkEvery: Duration): Fault[] {
  const owners = otherLists.map(({ owner }) => owner);
  const seconds = checkEvery.isUnresolved() ? CHECK_SECONDS.min : checkEvery.toSeconds({ integral: false });
  return [
    ...otherLists.flatMap(({ owner, reconcilerRoleArn }, index) => [
      ...check(
        !Token.isUnresolved(owner),
        'InvalidDirectoryUser',
        `otherLists[${index}].owner must be known at synthesis, got a token`,
      ),
      ...faultsOf('InvalidDirectoryUser', checkPattern(`otherLists[${index}].owner`, owner, OWNER, OWNER_EXPECTED)),
      ...faultsOf(
        'InvalidResourceArn',
        checkFormat(`otherLists[${index}].reconcilerRoleArn`, reconcilerRoleArn, ROLE_ARN),
      ),
    ]),
    ...check(
      new Set(owners).size === owners.length,
      'DuplicateDirectoryUser',
      'otherLists must have a different owner each',
    ),
    ...check(
      seconds >= CHECK_SECONDS.min && seconds <= CHECK_SECONDS.max && seconds % 60 === 0,
      'InvalidCheckInterval',
      `checkEvery must be whole minutes from five minutes to one day, got ${seconds} seconds`,
    ),
  ];
}

/** All faults of a list. Messages identify users by their position. */
export function directoryFaults(
  users: readonly DirectoryUser[],
  resolved: readonly ResolvedUser[],
  { owner, removals = ListRemovals.LIMITED }: DirectoryListOptions,
): Fault[] {
  const faults = users.flatMap((user, index) => [
    ...sourceFaults(user, index),
    ...userFaults(user, resolved[index], index),
  ]);
  return [
    ...check(
      users.length > 0 || removals === ListRemovals.UNLIMITED,
      'EmptyDirectory',
      'users must not be empty, because that takes access from everybody in the list: to do so, set removals to ListRemovals.UNLIMITED',
    ),
    ...check(
      users.length <= DIRECTORY_USERS_MAX,
      'DirectoryTooLarge',
      `users must have at most ${DIRECTORY_USERS_MAX} items, got ${users.length}`,
    ),
    ...check(!Token.isUnresolved(owner), 'InvalidDirectoryUser', 'owner must be known at synthesis, got a token'),
    ...faultsOf('InvalidDirectoryUser', checkPattern('owner', owner, OWNER, OWNER_EXPECTED)),
    ...shortened(faults),
  ];
}

function shortened(faults: readonly Fault[]): Fault[] {
  const rest = faults.slice(FAULTS_MAX);
  const shown = faults.slice(0, FAULTS_MAX);
  if (rest.length > 0) {
    shown.push({ code: rest[0].code, message: `and ${rest.length} faults more` });
  }
  return shown;
}

/** Faults of the roles of a table that other means fill. */
export function accessRoleFaults(roleArns: readonly string[]): Fault[] {
  const known = knownItems(roleArns).filter((arn) => !isUnknown(arn));
  return known.flatMap((accessRoleArn) =>
    entryFaults({ ...PLACEHOLDERS, enabled: true, accessRoleArn }).map(({ field, expected }) => ({
      code: CODES[field],
      message: `accessRoleArns must each be ${expected}, got ${JSON.stringify(accessRoleArn)}`,
    })),
  );
}

/** The user profile and the space must be given in one way, and the space must belong to the domain. */
function sourceFaults(user: DirectoryUser, index: number): Fault[] {
  const { userProfile, domainId, userProfileName, space, spaceName } = user;
  const given = [domainId, userProfileName].filter((id) => id !== undefined).length;
  const expected = userProfile ? 0 : 2;
  return [
    ...check(
      given === expected,
      'ConflictingProps',
      `users[${index}] must have either userProfile, or domainId and userProfileName`,
    ),
    ...check(
      space === undefined || spaceName === undefined,
      'ConflictingProps',
      `users[${index}] must have either space or spaceName`,
    ),
    ...check(
      !isForeignSpace(user),
      'ConflictingProps',
      `users[${index}].space must be of the domain of the user profile, got ${space?.node.path}`,
    ),
  ];
}

function isForeignSpace({ userProfile, space }: DirectoryUser): boolean {
  return (
    space !== undefined &&
    userProfile !== undefined &&
    space.domain !== userProfile.domain &&
    knownToDiffer(space.domain.domainId, userProfile.domain.domainId)
  );
}

function userFaults(user: DirectoryUser, resolved: ResolvedUser, index: number): Fault[] {
  const literal = { ...resolved, ...PLACEHOLDERS, ...literalsOf(resolved) };
  const faults = keyFaults(literal.issuer, literal.subject);
  if (user.userProfile || (user.domainId !== undefined && user.userProfileName !== undefined)) {
    faults.push(...entryFaults(literal));
  }
  return faults.map(({ field, expected }) => ({
    code: CODES[field],
    message: `users[${index}].${PROP_OF[field] ?? field} must be ${field === 'expiresAt' ? EXPIRES : expected}`,
  }));
}

function literalsOf(user: ResolvedUser): Partial<ResolvedUser> {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== undefined && !isUnknown(value)));
}
