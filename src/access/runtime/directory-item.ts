import { type DirectoryEntry, entryFaults, keyFaults } from '../shared/directory-entry';

/** The types of attributes that entries have, as DynamoDB sends them. */
export interface ItemValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
}

export type Item = Readonly<Record<string, ItemValue>>;

export type EntryState = 'usable' | 'disabled' | 'expired';

/** The keys of items that are no entries begin with it: an issuer is never empty. */
export const BOOKKEEPING_PREFIX = '#';

const NUMBER = /^[1-9]\d{0,11}$/;

/** The key of a person; undefined where the issuer or the subject is malformed, so that the key would not be theirs alone. */
export function entryKey(issuer: string, subject: string): string | undefined {
  return keyFaults(issuer, subject).length === 0 ? `${issuer}#${subject}` : undefined;
}

/** The item in which an entry is stored. */
export function entryItem(entry: DirectoryEntry): Item {
  const { expiresAt } = entry;
  const attributes: Record<keyof DirectoryEntry, ItemValue | undefined> = {
    pk: text(entry.pk),
    domainId: text(entry.domainId),
    userProfileName: text(entry.userProfileName),
    spaceName: text(entry.spaceName),
    landingUri: text(entry.landingUri),
    enabled: { BOOL: entry.enabled },
    expiresAt: expiresAt === undefined ? undefined : { N: String(expiresAt) },
    accessRoleArn: text(entry.accessRoleArn),
    owner: text(entry.owner),
  };
  return Object.fromEntries(
    Object.entries(attributes).filter((attribute): attribute is [string, ItemValue] => attribute[1] !== undefined),
  );
}

function text(value: string | undefined): ItemValue | undefined {
  return value === undefined ? undefined : { S: value };
}

/** The entry of an item. Whoever wrote the item is not trusted: undefined where a field is missing, malformed or of another type. */
export function parseEntry(item: Item | undefined): DirectoryEntry | undefined {
  const { pk, domainId, userProfileName, spaceName, landingUri, enabled, expiresAt, accessRoleArn, owner } = item ?? {};
  const required = [pk, domainId, userProfileName, owner].every(isText);
  const optional = [spaceName, landingUri, accessRoleArn].every((value) => value === undefined || isText(value));
  const number = expiresAt === undefined || NUMBER.test(expiresAt.N ?? '');
  if (!required || !optional || !number || typeof enabled?.BOOL !== 'boolean') {
    return undefined;
  }
  const entry: DirectoryEntry = {
    pk: pk!.S!,
    domainId: domainId!.S!,
    userProfileName: userProfileName!.S!,
    spaceName: spaceName?.S,
    landingUri: landingUri?.S,
    enabled: enabled.BOOL,
    expiresAt: expiresAt && Number(expiresAt.N),
    accessRoleArn: accessRoleArn?.S,
    owner: owner!.S!,
  };
  return isKey(entry.pk) && entryFaults(entry).length === 0 ? entry : undefined;
}

function isText(value: ItemValue | undefined): boolean {
  return typeof value?.S === 'string';
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
