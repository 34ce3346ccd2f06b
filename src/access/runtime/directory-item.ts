import { createHash } from 'node:crypto';
import { type DirectoryEntry, destinationKey, entryFaults, keyFaults } from '../shared/directory-entry';

/** The types of attributes that entries have, as DynamoDB sends them. */
export interface ItemValue {
  readonly S?: string;
  readonly N?: string;
  readonly BOOL?: boolean;
}

export type Item = Readonly<Record<string, ItemValue>>;

export type EntryState = 'usable' | 'disabled' | 'expired';

/** The keys of items that are no entries begin with it: neither an issuer nor a domain id can be empty. */
export const BOOKKEEPING_PREFIX = '#';

/** The key of an item, which no other item of the table has. */
export type ItemKey = Readonly<Record<'pk' | 'sk', ItemValue>>;

const NUMBER = /^[1-9]\d{0,11}$/;

/** The key of a person; undefined where the issuer or the subject is malformed, so that the key would not be theirs alone. */
export function entryKey(issuer: string, subject: string): string | undefined {
  return keyFaults(issuer, subject).length === 0 ? `${issuer}#${subject}` : undefined;
}

/** Names an entry to its user, and reveals neither to others what it opens nor lets them name anything else. */
export function entryId({ sk }: Pick<DirectoryEntry, 'sk'>): string {
  return createHash('sha256').update(sk).digest('hex').slice(0, 32);
}

export function keyOf({ pk, sk }: Item): ItemKey {
  return { pk, sk };
}

/** Whether an item is an entry, well-formed or not. */
export function isEntryItem({ pk, sk }: Item): boolean {
  return [pk, sk].every((key) => typeof key?.S === 'string' && !key.S.startsWith(BOOKKEEPING_PREFIX));
}

/** The item in which an entry is stored. */
export function entryItem(entry: DirectoryEntry): Item {
  const { expiresAt } = entry;
  const attributes: Record<keyof DirectoryEntry, ItemValue | undefined> = {
    pk: text(entry.pk),
    sk: text(entry.sk),
    domainId: text(entry.domainId),
    userProfileName: text(entry.userProfileName),
    spaceName: text(entry.spaceName),
    landingUri: text(entry.landingUri),
    label: text(entry.label),
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

/** The entry of an item. Its writer is not trusted: undefined where a field is missing, malformed or of another type. */
export function parseEntry(item: Item | undefined): DirectoryEntry | undefined {
  const { enabled, expiresAt, ...others } = item ?? {};
  const number = expiresAt === undefined || NUMBER.test(expiresAt.N ?? '');
  if (!hasTexts(others) || !number || typeof enabled?.BOOL !== 'boolean') {
    return undefined;
  }
  const { pk, sk, domainId, userProfileName, spaceName, landingUri, label, accessRoleArn, owner } = others;
  const entry: DirectoryEntry = {
    pk: pk.S!,
    sk: sk.S!,
    domainId: domainId.S!,
    userProfileName: userProfileName.S!,
    spaceName: spaceName?.S,
    landingUri: landingUri?.S,
    label: label?.S,
    enabled: enabled.BOOL,
    expiresAt: expiresAt && Number(expiresAt.N),
    accessRoleArn: accessRoleArn?.S,
    owner: owner.S!,
  };
  return isKey(entry.pk) && entry.sk === destinationKey(entry) && entryFaults(entry).length === 0 ? entry : undefined;
}

function hasTexts({ pk, sk, domainId, userProfileName, owner, ...others }: Item): boolean {
  const optional = [others.spaceName, others.landingUri, others.label, others.accessRoleArn];
  return (
    [pk, sk, domainId, userProfileName, owner].every(isText) &&
    optional.every((value) => value === undefined || isText(value))
  );
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
