import { ENTRY_DETAILS } from '../shared/directory-entry';
import { FILE_FORMAT, type FileUser } from '../shared/directory-file';

const FIELDS = ['issuer', 'subject', ...ENTRY_DETAILS] as const satisfies readonly (keyof FileUser)[];

/** The file of a list: one entry per line, in the order of their keys, so that the same users give the same bytes. */
export function userFile(users: readonly FileUser[]): string {
  const lines = users.map((user) => ({ key: keyOf(user), line: JSON.stringify(inOrder(user)) }));
  lines.sort((one, other) => compare(one.key, other.key));
  return `{"format":${FILE_FORMAT},"users":[\n${lines.map(({ line }) => line).join(',\n')}\n]}\n`;
}

/** By code units, which no locale changes. */
function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

function keyOf({ issuer, subject, domainId, userProfileName, spaceName, landingUri }: FileUser): string {
  return JSON.stringify([issuer, subject, domainId, userProfileName, spaceName, landingUri]);
}

function inOrder(user: FileUser): Record<string, unknown> {
  return Object.fromEntries(FIELDS.map((field) => [field, user[field]]));
}
