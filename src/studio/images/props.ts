import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Properties of an image.
 */
export interface ImageProps {
  /**
   * The name: at most 63 letters and digits with single hyphens and dots between them, unique in account and region.
   * Changing it replaces the image, without its versions.
   *
   * @default - made of the path of the construct
   */
  readonly imageName?: string;

  /**
   * What users see.
   *
   * @default - the name
   */
  readonly displayName?: string;

  /**
   * What the image is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The role with which SageMaker pulls the contents of versions. It may pull from the repositories of those versions
   * that are made here, and of `repositories`.
   *
   * @default - an execution role that SageMaker may assume for images of this account alone
   */
  readonly role?: iam.IRole;

  /**
   * Further repositories from which the role may pull, for versions that are made elsewhere.
   *
   * @default - only those of the versions that are made here
   */
  readonly repositories?: ecr.IRepository[];

  /**
   * What happens to the image when it leaves the stack or is replaced. An image with versions cannot be deleted.
   *
   * @default RemovalPolicy.RETAIN - it is kept, as its versions are
   */
  readonly removalPolicy?: RemovalPolicy;
}
