/**
 * The file that carries the users of a directory to its reconciler. Same users, same bytes. Constructs and handlers share this
 * file, which is why it imports nothing.
 */

/** Another shape of the file gets another number. */
export const FILE_FORMAT = 1;

/** A text, or the place of one among the values that only the deployment knows. */
export type FileText = string | { readonly value: number };

export interface FileUser {
  readonly issuer: FileText;
  readonly subject: FileText;
  readonly domainId: FileText;
  readonly userProfileName: FileText;
  readonly spaceName?: FileText;
  readonly landingUri?: FileText;
  readonly enabled: boolean;
  readonly expiresAt?: number;
  readonly accessRoleArn?: FileText;
}

const FIELDS = [
  'issuer',
  'subject',
  'domainId',
  'userProfileName',
  'spaceName',
  'landingUri',
  'enabled',
  'expiresAt',
  'accessRoleArn',
] as const;

/** One user per line, in the order of their keys. */
export function fileText(users: readonly FileUser[]): string {
  const lines = users.map((user) => ({ key: sortKey(user), line: JSON.stringify(inOrder(user)) }));
  lines.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
  return `{"format":${FILE_FORMAT},"users":[\n${lines.map(({ line }) => line).join(',\n')}\n]}\n`;
}

function sortKey({ issuer, subject }: FileUser): string {
  return JSON.stringify([issuer, subject]);
}

function inOrder(user: FileUser): Record<string, unknown> {
  return Object.fromEntries(FIELDS.map((field) => [field, user[field]]));
}
