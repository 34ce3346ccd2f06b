import type { IResource } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The table that maps users to the user profiles that they may open.
 */
export interface IDirectoryTable extends IResource {
  /** The name of the table. */
  readonly tableName: string;
  /** The ARN of the table. */
  readonly tableArn: string;

  /** Allows reading the entries of one user at a time, and no scans. Requests must name the attributes of entries. */
  grantRead(grantee: iam.IGrantable): iam.Grant;
}
