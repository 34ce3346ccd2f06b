import type { ListRemovals } from './list-removals';

/**
 * The file with the users of a list, which the stack gives to the reconciler, and the custom resource that names it.
 */

/** Changes with the shape of the file. */
export const FILE_FORMAT = 1;

/** A text, or the index of one among the values that only the deployment knows. */
export type FileText = string | { readonly value: number };

export interface FileUser {
  readonly issuer: FileText;
  readonly subject: FileText;
  readonly domainId: FileText;
  readonly userProfileName: FileText;
  readonly spaceName?: FileText;
  readonly landingUri?: FileText;
  readonly label?: string;
  readonly enabled: boolean;
  readonly expiresAt?: number;
  readonly accessRoleArn?: FileText;
}

/** The folder of the file in its layer. */
export const LAYER_FOLDER = 'directory';

/** The properties of the custom resource. */
export interface ListProperties {
  readonly TableName: string;
  readonly Owner: string;
  /** The SHA-256 of the file, in hexadecimal, so that no other file is taken for it. */
  readonly FileHash: string;
  /** The values that the file has as indexes. */
  readonly Values?: readonly string[];
  /** Whether the list may take access from most of its people at once. */
  readonly Removals?: ListRemovals;
}
