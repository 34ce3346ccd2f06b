import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { SpaceStorage } from './storage';

/**
 * Spaces in which several users of a domain work together.
 *
 * Nothing tells their members apart: all have the permissions of one role, sessions have no source identity, and the
 * policy variables of domain and user profile are not set.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-space.html
 */
export interface SharedSpaces {
  /**
   * The execution role of shared spaces.
   */
  readonly role: iam.IRole;

  /**
   * The security groups of shared spaces, at most five.
   *
   * @default - those of the domain
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The EBS volumes of shared spaces.
   *
   * @default - from 5 to 100 GiB
   */
  readonly storage?: SpaceStorage;
}
