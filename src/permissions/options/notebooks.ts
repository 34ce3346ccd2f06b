import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { TagMatch } from '../tag-match';
import type { ExecutionRolesOptions } from './execution-roles';
import type { LifeCycleOptions } from './life-cycle';

/**
 * What secure notebook instances may have.
 */
export interface SecureNotebooksOptions extends LifeCycleOptions {
  /**
   * The subnets in which they may be.
   *
   * @default - any
   */
  readonly subnets?: ec2.ISubnetRef[];

  /**
   * The security groups that they may have.
   *
   * @default - any, but at least one
   */
  readonly securityGroups?: ec2.ISecurityGroupRef[];

  /**
   * ARNs of the lifecycle configurations that they may have, in which `*` and `?` are wildcards. The scripts run as root.
   *
   * @default - none
   */
  readonly lifecycleConfigArns?: string[];

  /**
   * The interface endpoints through which presigned URLs of the team's notebook instances can be created and used: those of `sagemaker.api` and `notebook`.
   * Presigned URLs require `tag`, because a user who opens a notebook instance has the permissions of its role.
   *
   * @default - presigned URLs can be created and used from anywhere, unless `Guardrail.presignedUrlsFromNetwork` denies it
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}

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
   * @default - presigned URLs can be created and used from anywhere, unless `Guardrail.presignedUrlsFromNetwork` denies it
   */
  readonly endpoints?: ec2.IVPCEndpointRef[];
}
