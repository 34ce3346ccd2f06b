import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IDomain } from '../../studio';
import type { IDirectoryTable } from './idirectory-table';
import type { DirectoryReconciler } from './reconciler';

/** What a directory needs from the construct that uses it. */
export interface DirectoryContext {
  /** The issuer of users without one. */
  readonly issuer?: string;
}

/** The table of a directory, and what its entries refer to. */
export interface DirectoryBinding {
  readonly tableName: string;
  readonly tableArn: string;
  /** Undefined if AWS owns the key. */
  readonly encryptionKey?: kms.IKey;
  /** The known domains of users without access role. */
  readonly domains: readonly IDomain[];
  /** The ids of domains of users without access role, where the id is all that is known. */
  readonly domainIds: readonly string[];
  /** The table, unless other means fill it. */
  readonly table?: IDirectoryTable;
  /** The function that writes the list, unless other means fill the table. */
  readonly reconciler?: DirectoryReconciler;
  /** Creates alarms for the list, unless other means fill the table. */
  readonly createAlarms?: () => cloudwatch.Alarm[];
  /** The access roles that entries name. */
  readonly accessRoleArns: readonly string[];
}
