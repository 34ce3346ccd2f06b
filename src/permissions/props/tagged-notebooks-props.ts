import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { TagMatch } from '../tag-match';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * Which notebook instances belong to the caller.
 */
export interface TaggedNotebooksOptions extends ExecutionRolesOptions {
  /**
   * The tag that they have.
   */
  readonly tag: TagMatch;

  /**
   * The interface endpoints through which URLs of notebook instances may be made and used: those of `sagemaker.api` and `notebook`.
   *
   * @default - URLs may be made and used from anywhere, unless `Guardrail.presignedUrlsFromNetwork` denies it
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}
