import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IDependable } from 'constructs';
import type { IDomain } from '../studio';

/** What an API needs to know of where a directory is bound. */
export interface DirectoryContext {
  /** The identity provider of users who name none. */
  readonly issuer?: string;
}

/** A directory that has its table. */
export interface DirectoryBinding {
  readonly tableName: string;
  readonly tableArn: string;
  /** Exactly one item at a time, by its key. */
  readonly grantRead: (grantee: iam.IGrantable) => iam.Grant;
  /** The domains of the users, as far as there are objects for them. */
  readonly domains: readonly IDomain[];
  /** The roles with which URLs are made in place of that of the API. */
  readonly accessRoleArns: readonly string[];
  /** What must be there before the directory has its users. */
  readonly ready: readonly IDependable[];
}
