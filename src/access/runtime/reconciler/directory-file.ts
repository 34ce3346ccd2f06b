import { createHash } from 'node:crypto';
import { FILE_FORMAT, type FileText, type FileUser } from '../../shared/directory-file';
import { type DirectoryEntry, type EntryFault, entryFaults, keyFaults } from '../directory-item';

const FAULTS_SHOWN = 5;

/** A file that cannot be taken. Its message names places and fields, never values. */
export class DirectoryFileError extends Error {
  public override readonly name = 'DirectoryFileError';
}

export function fileHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The entries of a file, with the values of the deployment in their places. Fails as a whole. */
export function entriesOf(text: string, values: readonly string[], owner: string): DirectoryEntry[] {
  const users = usersOf(text);
  const faults: string[] = [];
  const keys = new Map<string, number>();
  const entries = users.map((user, index) => {
    const { entry, faults: own } = entryOf(user, values, owner);
    faults.push(...own.map(({ field, expected }) => `user ${index + 1}: ${field} must be ${expected}`));
    const other = keys.get(entry.pk);
    faults.push(...(other === undefined ? [] : [`user ${index + 1}: the same issuer and subject as user ${other}`]));
    keys.set(entry.pk, other ?? index + 1);
    return entry;
  });
  refuse(faults);
  return entries;
}

function usersOf(text: string): FileUser[] {
  const file = parsed(text);
  if (file?.format !== FILE_FORMAT || !Array.isArray(file.users)) {
    throw new DirectoryFileError('the file of users is not one of this version of the reconciler');
  }
  refuse(
    file.users.flatMap((user, index) => (isUser(user) ? [] : [`user ${index + 1}: not an object of a known shape`])),
  );
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
  const [issuer, subject] = [text(user.issuer) ?? '', text(user.subject) ?? ''];
  const entry: DirectoryEntry = {
    pk: `${issuer}#${subject}`,
    domainId: text(user.domainId) ?? '',
    userProfileName: text(user.userProfileName) ?? '',
    spaceName: user.spaceName && (text(user.spaceName) ?? ''),
    landingUri: user.landingUri && (text(user.landingUri) ?? ''),
    enabled: user.enabled,
    expiresAt: user.expiresAt,
    accessRoleArn: user.accessRoleArn && (text(user.accessRoleArn) ?? ''),
    owner,
  };
  return { entry, faults: [...keyFaults(issuer, subject), ...entryFaults(entry)] };
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) {
    const shown = faults.slice(0, FAULTS_SHOWN).join('; ');
    throw new DirectoryFileError(`${faults.length} faults in the file of users: ${shown}`);
  }
}
