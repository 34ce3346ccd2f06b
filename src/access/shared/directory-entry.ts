import { DOMAIN_ID, ROLE_ARN, SAGEMAKER_NAME } from '../../private/formats';
import { isSubject, SUBJECT_EXPECTED } from './subject';

/** What an entry opens. */
export interface Destination {
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingUri?: string;
}

/** One of the destinations of a user. An entry is checked before anything of it reaches SageMaker. */
export interface DirectoryEntry extends Destination {
  /** The issuer and the subject; see `entryKey`. */
  readonly pk: string;
  /** The destination; see `destinationKey`. */
  readonly sk: string;
  /** The name under which the entry is offered to a user who has several. */
  readonly label?: string;
  readonly enabled: boolean;
  /** The second since 1970 from which on the entry opens nothing. */
  readonly expiresAt?: number;
  readonly accessRoleArn?: string;
  /** The list that the entry belongs to. Other lists do not change it. */
  readonly owner: string;
}

/** What an entry says beside its keys and its list, in the order in which files and records have it. */
export const ENTRY_DETAILS = [
  'domainId',
  'userProfileName',
  'spaceName',
  'landingUri',
  'label',
  'enabled',
  'expiresAt',
  'accessRoleArn',
] as const satisfies readonly (keyof DirectoryEntry)[];

/** The attributes of an entry. The function that reads entries gets no others, whatever the table holds beside them. */
export const ENTRY_ATTRIBUTES = [
  'pk',
  'sk',
  ...ENTRY_DETAILS,
  'owner',
] as const satisfies readonly (keyof DirectoryEntry)[];

/** A malformed field, without its value. */
export interface EntryFault {
  readonly field: keyof DirectoryEntry | 'issuer' | 'subject';
  readonly expected: string;
}

/** How many destinations a user may have, so that one read finds all of them. */
export const ENTRIES_PER_USER_MAX = 25;

const NAME_MAX = 63;
/**
 * SageMaker accepts 1023, but the sort key of the table has 1024 bytes for the destination as a whole.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html (sort key length)
 */
const LANDING_URI_MAX = 1024 - 3 * (NAME_MAX + 1);
const LABEL_MAX = 100;
const LAST_SECOND = 253_402_300_799;

const ISSUER = /^[!-"$-~]{1,512}$/;
const LABEL = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;
export const OWNER = /^[A-Za-z0-9_.-]{1,255}$/;
/** A page with an optional relative path and query, in characters that mean nothing to a browser or a shell. */
const LANDING_URI =
  /^(studio::|app:(JupyterLab|CodeEditor):)((?:[\w.~!$'()*+,;=-]|%[0-9A-Fa-f]{2}|\/)*)(\?[\w.~=&-]*)?$/;
/** Must not appear in a decoded path segment: another escape, a scheme, a host, or an unprintable character. */
const UNSAFE_SEGMENT = /^.*[%:@\\?#\p{C}\p{Zl}\p{Zp}].*$/su;

/** With a `#` in the issuer, two people could have the same key. */
export function keyFaults(issuer: string, subject: string): EntryFault[] {
  return [
    ...fault('issuer', ISSUER.test(issuer), 'printable ASCII letters without spaces and #, at most 512'),
    ...fault('subject', isSubject(subject), SUBJECT_EXPECTED),
  ];
}

/** The sort key of an entry. Names have no slashes, so no two destinations share a key. */
export function destinationKey({ domainId, userProfileName, spaceName, landingUri }: Destination): string {
  const optional = landingUri === undefined ? [spaceName] : [spaceName ?? '', landingUri];
  return [domainId, userProfileName, ...optional.filter((part) => part !== undefined)].join('/');
}

export function entryFaults(entry: Omit<DirectoryEntry, 'pk' | 'sk'>): EntryFault[] {
  const { domainId, userProfileName, spaceName, landingUri, label, expiresAt, accessRoleArn, owner } = entry;
  const name = `at most ${NAME_MAX} letters, digits and inner hyphens`;
  const page = `studio::, app:JupyterLab: or app:CodeEditor: and a relative path, at most ${LANDING_URI_MAX} characters`;
  return [
    ...fault('domainId', isDomainId(domainId), 'the id of a domain such as d-a1b2c3d4e5f6'),
    ...fault('userProfileName', isName(userProfileName), name),
    ...fault('spaceName', spaceName === undefined || isName(spaceName), name),
    ...fault('landingUri', landingUri === undefined || isLandingUri(landingUri), page),
    ...fault('label', label === undefined || isLabel(label), `1 to ${LABEL_MAX} visible characters`),
    ...fault(
      'expiresAt',
      expiresAt === undefined || isSecond(expiresAt),
      'whole seconds since 1970, before the year 10000',
    ),
    ...fault(
      'accessRoleArn',
      accessRoleArn === undefined || ROLE_ARN.pattern.test(accessRoleArn),
      'the ARN of an IAM role',
    ),
    ...fault('owner', OWNER.test(owner), 'at most 255 letters, digits and characters of _.-'),
  ];
}

function fault(field: EntryFault['field'], holds: boolean, expected: string): EntryFault[] {
  return holds ? [] : [{ field, expected }];
}

function isDomainId(value: string): boolean {
  return DOMAIN_ID.pattern.test(value) && value.length <= NAME_MAX;
}

function isName(value: string): boolean {
  return SAGEMAKER_NAME.pattern.test(value) && value.length <= NAME_MAX;
}

function isLabel(value: string): boolean {
  return LABEL.test(value) && value.trim() === value && value.length <= LABEL_MAX;
}

function isSecond(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= LAST_SECOND;
}

export function isLandingUri(uri: string): boolean {
  const match = uri.length <= LANDING_URI_MAX ? LANDING_URI.exec(uri) : null;
  return match !== null && isRelativePath(match[3]);
}

function isRelativePath(path: string): boolean {
  const segments = path.split('/').map(decoded);
  const inner = segments.slice(0, -1);
  return segments.every(isSafeSegment) && !inner.includes('');
}

/** Undefined is a segment that could not be decoded. */
function isSafeSegment(segment: string | undefined): boolean {
  return (
    segment !== undefined && !['.', '..'].includes(segment) && !segment.includes('/') && !UNSAFE_SEGMENT.test(segment)
  );
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
