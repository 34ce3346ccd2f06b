/**
 * The fields of the directory's entries, and what they must look like before they get anywhere near SageMaker. Constructs and
 * handlers share this file, which is why it imports nothing.
 */

/** What one verified person may open. */
export interface DirectoryEntry {
  /** The issuer and the subject; see `entryKey`. */
  readonly pk: string;
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingUri?: string;
  readonly enabled: boolean;
  /** In seconds since 1970: from then on the entry is void. */
  readonly expiresAt?: number;
  readonly accessRoleArn?: string;
  /** Who made the entry, and alone changes it. */
  readonly owner: string;
}

/** What is wrong with a field, without its value. */
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
const DOMAIN_ID = /^d-(-*[a-z0-9]){1,61}$/;
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
/** Neither wildcards nor sessions: what is named is one role. */
export const ROLE_ARN = /^arn:aws(-[a-z]+){0,3}:iam::\d{12}:role\/([\w+=,.@-]{1,128}\/){0,8}[\w+=,.@-]{1,64}$/;
const OWNER = /^[A-Za-z0-9_.-]{1,255}$/;
/** A page below which a relative path and a query may stand, of letters that have no meaning to a browser or a shell. */
const LANDING_URI =
  /^(studio::|app:(JupyterLab|CodeEditor):)((?:[\w.~!$'()*+,;=-]|%[0-9A-Fa-f]{2}|\/)*)(\?[\w.~=&-]*)?$/;
/** What must not come out of an escaped path: a further escape, a scheme, a host, a letter that is not printed. */
const UNSAFE_SEGMENT = /^.*[%:@\\?#\p{C}\p{Zl}\p{Zp}].*$/su;

/** An issuer with a `#` could be told apart from its subjects no more. */
export function keyFaults(issuer: string, subject: string): EntryFault[] {
  const tooLong = Buffer.byteLength(`${issuer}#${subject}`) > KEY_BYTES_MAX;
  return [
    ...fault(!ISSUER.test(issuer), 'issuer', 'printable ASCII letters without spaces and #, at most 512'),
    ...fault(!SUBJECT.test(subject), 'subject', '1 to 1024 letters that are printed'),
    ...fault(tooLong, 'subject', `at most ${KEY_BYTES_MAX} bytes together with the issuer`),
  ];
}

export function entryFaults(entry: Omit<DirectoryEntry, 'pk'>): EntryFault[] {
  const { domainId, userProfileName, spaceName, landingUri, expiresAt, accessRoleArn, owner } = entry;
  return [
    ...fault(
      !(DOMAIN_ID.test(domainId) && domainId.length <= NAME_MAX),
      'domainId',
      'the id of a domain such as d-a1b2c3d4e5f6',
    ),
    ...fault(!isName(userProfileName), 'userProfileName', `at most ${NAME_MAX} letters, digits and inner hyphens`),
    ...fault(
      spaceName !== undefined && !isName(spaceName),
      'spaceName',
      `at most ${NAME_MAX} letters, digits and inner hyphens`,
    ),
    ...fault(
      landingUri !== undefined && !isLandingUri(landingUri),
      'landingUri',
      `studio::, app:JupyterLab: or app:CodeEditor: and a relative path, at most ${LANDING_URI_MAX} characters`,
    ),
    ...fault(
      expiresAt !== undefined && !(Number.isInteger(expiresAt) && expiresAt > 0 && expiresAt <= LAST_SECOND),
      'expiresAt',
      'whole seconds since 1970, before the year 10000',
    ),
    ...fault(accessRoleArn !== undefined && !ROLE_ARN.test(accessRoleArn), 'accessRoleArn', 'the ARN of an IAM role'),
    ...fault(!OWNER.test(owner), 'owner', 'at most 255 letters, digits and characters of _.-'),
  ];
}

function fault(wrong: boolean, field: EntryFault['field'], expected: string): EntryFault[] {
  return wrong ? [{ field, expected }] : [];
}

function isName(value: string): boolean {
  return NAME.test(value) && value.length <= NAME_MAX;
}

export function isLandingUri(uri: string): boolean {
  const match = uri.length <= LANDING_URI_MAX ? LANDING_URI.exec(uri) : null;
  return match !== null && isRelativePath(match[3]);
}

function isRelativePath(path: string): boolean {
  const segments = path.split('/').map(decoded);
  const inner = segments.slice(0, -1);
  const upward = segments.some((segment) => segment === '.' || segment === '..');
  return (
    !upward &&
    !inner.includes('') &&
    segments.every((segment) => segment !== undefined && !segment.includes('/') && !UNSAFE_SEGMENT.test(segment))
  );
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
