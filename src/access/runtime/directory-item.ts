import { type DirectoryEntry, entryFaults, keyFaults } from '../shared/directory-entry';

export { type DirectoryEntry, type EntryFault, entryFaults, isLandingUri, keyFaults } from '../shared/directory-entry';

/**
 * The directory's items: how an entry is stored, and how one is read by somebody who does not trust who wrote it.
 */

/** As DynamoDB has them on the wire; the others do not occur in entries. */
export interface ItemValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
}

export type Item = Readonly<Record<string, ItemValue>>;

export type EntryState = 'usable' | 'disabled' | 'expired';

/** Items whose key begins so are no entries: an issuer is never empty. */
export const BOOKKEEPING_PREFIX = '#';

const NUMBER = /^[1-9]\d{0,11}$/;

/** The key of a person; undefined where the issuer or the subject are not such that the key stands for them alone. */
export function entryKey(issuer: string, subject: string): string | undefined {
  return keyFaults(issuer, subject).length === 0 ? `${issuer}#${subject}` : undefined;
}

/** An item as it is stored. */
export function entryItem(entry: DirectoryEntry): Item {
  const { pk, domainId, userProfileName, spaceName, landingUri, enabled, expiresAt, accessRoleArn, owner } = entry;
  return {
    pk: { S: pk },
    domainId: { S: domainId },
    userProfileName: { S: userProfileName },
    ...(spaceName !== undefined && { spaceName: { S: spaceName } }),
    ...(landingUri !== undefined && { landingUri: { S: landingUri } }),
    enabled: { BOOL: enabled },
    ...(expiresAt !== undefined && { expiresAt: { N: String(expiresAt) } }),
    ...(accessRoleArn !== undefined && { accessRoleArn: { S: accessRoleArn } }),
    owner: { S: owner },
  };
}

/** The entry of an item; undefined where a field is missing, of another type or malformed, whoever wrote it. */
export function parseEntry(item: Item | undefined): DirectoryEntry | undefined {
  const { pk, domainId, userProfileName, spaceName, landingUri, enabled, expiresAt, accessRoleArn, owner } = item ?? {};
  const texts = [pk, domainId, userProfileName, owner].every((value) => typeof value?.S === 'string');
  const optional = [spaceName, landingUri, accessRoleArn].every(
    (value) => value === undefined || typeof value.S === 'string',
  );
  const number = expiresAt === undefined || NUMBER.test(expiresAt.N ?? '');
  if (!texts || !optional || !number || typeof enabled?.BOOL !== 'boolean') {
    return undefined;
  }
  const entry: DirectoryEntry = {
    pk: pk!.S!,
    domainId: domainId!.S!,
    userProfileName: userProfileName!.S!,
    ...(spaceName && { spaceName: spaceName.S }),
    ...(landingUri && { landingUri: landingUri.S }),
    enabled: enabled.BOOL,
    ...(expiresAt && { expiresAt: Number(expiresAt.N) }),
    ...(accessRoleArn && { accessRoleArn: accessRoleArn.S }),
    owner: owner!.S!,
  };
  return isKey(entry.pk) && entryFaults(entry).length === 0 ? entry : undefined;
}

function isKey(pk: string): boolean {
  const [issuer, ...subject] = pk.split('#');
  return keyFaults(issuer, subject.join('#')).length === 0;
}

/** Whether an entry opens anything at a given second. */
export function entryState({ enabled, expiresAt }: DirectoryEntry, nowSeconds: number): EntryState {
  if (!enabled) {
    return 'disabled';
  }
  return expiresAt !== undefined && nowSeconds >= expiresAt ? 'expired' : 'usable';
}
