import { Token } from 'aws-cdk-lib';
import { checkPattern } from '../../private/checks';
import { type Fault, type FaultCode, faultsOf } from '../../private/errors';
import { DIRECTORY_USERS_MAX } from '../../private/limits';
import { type DirectoryEntry, type EntryFault, entryFaults, keyFaults } from '../shared/directory-entry';
import type { DirectoryListOptions, DirectoryUser } from './user';

const CODES: Readonly<Record<EntryFault['field'], FaultCode>> = {
  pk: 'InvalidDirectoryUser',
  issuer: 'InvalidDirectoryUser',
  subject: 'InvalidDirectoryUser',
  domainId: 'InvalidDomainId',
  userProfileName: 'InvalidStudioName',
  spaceName: 'InvalidSpace',
  landingUri: 'InvalidLandingPage',
  enabled: 'InvalidDirectoryUser',
  expiresAt: 'InvalidDirectoryUser',
  accessRoleArn: 'InvalidResourceArn',
  owner: 'InvalidDirectoryUser',
};

/** What stands for values that only the deployment knows, where they are checked. */
const PLACEHOLDERS = {
  issuer: 'issuer',
  subject: 'subject',
  domainId: 'd-a',
  userProfileName: 'a',
  spaceName: undefined,
  landingUri: undefined,
  accessRoleArn: undefined,
  owner: 'a',
};

const DAY_OR_SECOND = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/;

/** A list of ten thousand may have one fault ten thousand times. */
const FAULTS_MAX = 50;

/** A user with the texts of its entry, of which some may be tokens. */
export interface ResolvedUser extends Omit<DirectoryEntry, 'pk' | 'owner'> {
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
    enabled: user.enabled ?? true,
    expiresAt: user.expires === undefined ? undefined : secondOf(user.expires),
    accessRoleArn: user.accessRoleArn,
  };
}

/** Not a number for days and seconds that do not exist, such as the 30th of February. */
function secondOf(text: string): number {
  const milliseconds = DAY_OR_SECOND.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) || !exists(text) ? Number.NaN : milliseconds / 1000;
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function exists(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** Everything that is wrong with a list of users. Keys of people are told by their place in the list. */
export function directoryFaults(
  users: readonly DirectoryUser[],
  resolved: readonly ResolvedUser[],
  { owner }: DirectoryListOptions,
): Fault[] {
  const faults = users.flatMap((user, index) => [
    ...sourceFaults(user, index),
    ...userFaults(user, resolved[index], index),
  ]);
  const rest = faults.length - FAULTS_MAX;
  const shown: Fault[] =
    rest > 0
      ? [...faults.slice(0, FAULTS_MAX), { code: faults[FAULTS_MAX].code, message: `and ${rest} faults more` }]
      : faults;
  const expected = 'at most 255 letters, digits and characters of _.-';
  return [
    ...faultsOf(
      'DirectoryTooLarge',
      users.length > DIRECTORY_USERS_MAX
        ? [`users must have at most ${DIRECTORY_USERS_MAX} items, got ${users.length}`]
        : [],
    ),
    ...faultsOf(
      'InvalidDirectoryUser',
      Token.isUnresolved(owner) ? [`owner must be known at synthesis, got a token`] : [],
    ),
    ...faultsOf('InvalidDirectoryUser', checkPattern('owner', owner, /^[A-Za-z0-9_.-]{1,255}$/, expected)),
    ...shown,
  ];
}

/** The roles that are named for a whole table. */
export function checkAccessRoles(arns: readonly string[]): string[] {
  const known = Token.isUnresolved(arns) ? [] : arns.filter((arn) => !Token.isUnresolved(arn));
  const faults = known.map((accessRoleArn) => entryFaults({ ...PLACEHOLDERS, enabled: true, accessRoleArn }));
  return faults.flatMap((own, index) =>
    own.map(({ expected }) => `accessRoleArns must each be ${expected}, got ${JSON.stringify(known[index])}`),
  );
}

/** Where the user profile and the space come from. */
function sourceFaults(
  { userProfile, domainId, userProfileName, space, spaceName }: DirectoryUser,
  index: number,
): Fault[] {
  const ids = [domainId, userProfileName].filter((id) => id !== undefined).length;
  const foreign =
    space !== undefined &&
    userProfile !== undefined &&
    space.domain !== userProfile.domain &&
    differ(space.domain.domainId, userProfile.domain.domainId);
  return faultsOf('ConflictingProps', [
    ...((userProfile ? ids === 0 : ids === 2)
      ? []
      : [`users[${index}] must have either userProfile, or domainId and userProfileName`]),
    ...(space !== undefined && spaceName !== undefined ? [`users[${index}] must have either space or spaceName`] : []),
    ...(foreign ? [`users[${index}].space must be of the domain of the user profile, got ${space?.node.path}`] : []),
  ]);
}

function differ(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}

function userFaults(user: DirectoryUser, resolved: ResolvedUser, index: number): Fault[] {
  const literal = { ...resolved, ...PLACEHOLDERS, ...literalsOf(resolved) };
  const complete = user.userProfile ?? (user.domainId !== undefined && user.userProfileName !== undefined);
  const faults = [...keyFaults(literal.issuer, literal.subject), ...(complete ? entryFaults(literal) : [])];
  return faults.map(({ field, expected }) => {
    const what = field === 'expiresAt' ? 'expires' : field === 'landingUri' ? 'landingPage' : field;
    const form = field === 'expiresAt' ? 'a day such as 2027-06-30 or a second such as 2027-06-30T17:00:00Z' : expected;
    return { code: CODES[field], message: `users[${index}].${what} must be ${form}` };
  });
}

function literalsOf(user: ResolvedUser): Partial<ResolvedUser> {
  return Object.fromEntries(
    Object.entries(user).filter(([, value]) => value !== undefined && !Token.isUnresolved(value)),
  );
}
