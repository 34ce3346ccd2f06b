import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IDomain } from '../../studio';

/** What a directory needs to know of where it is bound. */
export interface DirectoryContext {
  /** The identity provider of users who name none. */
  readonly issuer?: string;
}

/** A directory that has its table. */
export interface DirectoryBinding {
  readonly tableName: string;
  readonly tableArn: string;
  /** Absent where AWS owns it. */
  readonly encryptionKey?: kms.IKey;
  /** The domains of the users who name no access role, as far as there are objects for them. */
  readonly domains: readonly IDomain[];
  /** The roles that users name. */
  readonly accessRoleArns: readonly string[];
}
