import { DOMAIN_ID, ROLE_ARN, SAGEMAKER_NAME } from '../../private/formats';

/** What a user may open. An entry is checked before anything of it reaches SageMaker. */
export interface DirectoryEntry {
  /** The issuer and the subject; see `entryKey`. */
  readonly pk: string;
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingUri?: string;
  readonly enabled: boolean;
  /** The second since 1970 from which on the entry opens nothing. */
  readonly expiresAt?: number;
  readonly accessRoleArn?: string;
  /** The list that the entry belongs to. Other lists do not change it. */
  readonly owner: string;
}

/** A malformed field, without its value. */
export interface EntryFault {
  readonly field: keyof DirectoryEntry | 'issuer' | 'subject';
  readonly expected: string;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html (partition key length, in bytes) */
const KEY_BYTES_MAX = 2048;
const NAME_MAX = 63;
const LANDING_URI_MAX = 1023;
const LAST_SECOND = 253_402_300_799;

const ISSUER = /^[!-"$-~]{1,512}$/;
const SUBJECT = /^[^\p{C}\p{Zl}\p{Zp}]{1,1024}$/u;
export const OWNER = /^[A-Za-z0-9_.-]{1,255}$/;
/** A page with an optional relative path and query, in characters that mean nothing to a browser or a shell. */
const LANDING_URI =
  /^(studio::|app:(JupyterLab|CodeEditor):)((?:[\w.~!$'()*+,;=-]|%[0-9A-Fa-f]{2}|\/)*)(\?[\w.~=&-]*)?$/;
/** Must not appear in a decoded path segment: another escape, a scheme, a host, or an unprintable character. */
const UNSAFE_SEGMENT = /^.*[%:@\\?#\p{C}\p{Zl}\p{Zp}].*$/su;

/** With a `#` in the issuer, two people could have the same key. */
export function keyFaults(issuer: string, subject: string): EntryFault[] {
  const length = Buffer.byteLength(`${issuer}#${subject}`);
  return [
    ...fault('issuer', ISSUER.test(issuer), 'printable ASCII letters without spaces and #, at most 512'),
    ...fault('subject', SUBJECT.test(subject), '1 to 1024 letters that are printed'),
    ...fault('subject', length <= KEY_BYTES_MAX, `at most ${KEY_BYTES_MAX} bytes together with the issuer`),
  ];
}

export function entryFaults(entry: Omit<DirectoryEntry, 'pk'>): EntryFault[] {
  const { domainId, userProfileName, spaceName, landingUri, expiresAt, accessRoleArn, owner } = entry;
  const name = `at most ${NAME_MAX} letters, digits and inner hyphens`;
  const page = `studio::, app:JupyterLab: or app:CodeEditor: and a relative path, at most ${LANDING_URI_MAX} characters`;
  return [
    ...fault('domainId', isDomainId(domainId), 'the id of a domain such as d-a1b2c3d4e5f6'),
    ...fault('userProfileName', isName(userProfileName), name),
    ...fault('spaceName', spaceName === undefined || isName(spaceName), name),
    ...fault('landingUri', landingUri === undefined || isLandingUri(landingUri), page),
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
