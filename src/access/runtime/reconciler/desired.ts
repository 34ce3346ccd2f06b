import { type DirectoryEntry, OWNER } from '../../shared/directory-entry';
import type { ListProperties } from '../../shared/directory-file';
import { entriesOf, fileHash } from './directory-file';

/** The entries of a list; undefined if the file at hand is of another deployment. */
export async function desiredEntries(
  { Owner: owner, FileHash, Values = [] }: ListProperties,
  readFile: (owner: string) => Promise<string>,
): Promise<DirectoryEntry[] | undefined> {
  const text = await readFile(owner);
  return fileHash(text) === FileHash ? entriesOf(text, Values, owner) : undefined;
}

export function isListProperties(
  properties: Readonly<Record<string, unknown>>,
): properties is Readonly<Record<string, unknown>> & ListProperties {
  const { TableName, Owner, FileHash, Values = [] } = properties;
  const texts = [TableName, FileHash].every((text) => typeof text === 'string' && text !== '');
  return texts && isOwner(Owner) && Array.isArray(Values) && Values.every((value) => typeof value === 'string');
}

export function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && OWNER.test(owner);
}
