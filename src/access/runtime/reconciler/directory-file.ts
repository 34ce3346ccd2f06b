import { createHash } from 'node:crypto';
import {
  type DirectoryEntry,
  destinationKey,
  type EntryFault,
  entryFaults,
  keyFaults,
} from '../../shared/directory-entry';
import { FILE_FORMAT, type FileText, type FileUser } from '../../shared/directory-file';

const FAULTS_SHOWN = 5;

/** A file that cannot be used. Its message names positions and fields, never values. */
export class DirectoryFileError extends Error {
  public override readonly name = 'DirectoryFileError';
}

export function fileHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The entries of a file, with the values of the deployment in place of their indexes. One malformed user fails the whole file. */
export function entriesOf(text: string, values: readonly string[], owner: string): DirectoryEntry[] {
  const faults: string[] = [];
  const numbers = new Map<string, number>();
  const entries = usersOf(text).map((user, index) => {
    const number = index + 1;
    const { entry, faults: own } = entryOf(user, values, owner);
    faults.push(...own.map(({ field, expected }) => `user ${number}: ${field} must be ${expected}`));
    const key = JSON.stringify([entry.pk, entry.sk]);
    const other = numbers.get(key);
    if (other !== undefined) {
      faults.push(`user ${number}: the same issuer, subject and destination as user ${other}`);
    }
    numbers.set(key, other ?? number);
    return entry;
  });
  throwIfAny(faults);
  return entries;
}

function usersOf(text: string): FileUser[] {
  const file = parsed(text);
  if (file?.format !== FILE_FORMAT || !Array.isArray(file.users)) {
    throw new DirectoryFileError('the file of users is not one of this version of the reconciler');
  }
  const faults: string[] = [];
  for (const [index, user] of file.users.entries()) {
    if (!isUser(user)) {
      faults.push(`user ${index + 1}: not an object of a known shape`);
    }
  }
  throwIfAny(faults);
  return file.users;
}

function parsed(text: string): { readonly format?: unknown; readonly users?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isUser(user: unknown): user is FileUser {
  const { enabled, expiresAt } = (user ?? {}) as Partial<FileUser>;
  return (
    typeof user === 'object' &&
    typeof enabled === 'boolean' &&
    (expiresAt === undefined || typeof expiresAt === 'number')
  );
}

function entryOf(
  user: FileUser,
  values: readonly string[],
  owner: string,
): { entry: DirectoryEntry; faults: EntryFault[] } {
  const text = (given: FileText | undefined) => (typeof given === 'object' ? values[given.value] : given);
  const optional = (given: FileText | undefined) => given && (text(given) ?? '');
  const [issuer, subject] = [text(user.issuer) ?? '', text(user.subject) ?? ''];
  const destination = {
    domainId: text(user.domainId) ?? '',
    userProfileName: text(user.userProfileName) ?? '',
    spaceName: optional(user.spaceName),
    landingUri: optional(user.landingUri),
  };
  const entry: DirectoryEntry = {
    pk: `${issuer}#${subject}`,
    sk: destinationKey(destination),
    ...destination,
    label: user.label,
    enabled: user.enabled,
    expiresAt: user.expiresAt,
    accessRoleArn: optional(user.accessRoleArn),
    owner,
  };
  return { entry, faults: [...keyFaults(issuer, subject), ...entryFaults(entry)] };
}

function throwIfAny(faults: readonly string[]): void {
  if (faults.length > 0) {
    const shown = faults.slice(0, FAULTS_SHOWN).join('; ');
    throw new DirectoryFileError(`${faults.length} faults in the file of users: ${shown}`);
  }
}
