import type { IResource } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IAppImageConfig } from './app-image-config';
import type { CustomImage } from './custom-image';
import type { ImageVersion } from './version';
import type { ImageVersionOptions } from './version-props';

/**
 * An image that Studio applications may run: a name in SageMaker for contents that are in Amazon ECR.
 */
export interface IImage extends IResource {
  /**
   * The ARN of the image.
   *
   * @attribute
   */
  readonly imageArn: string;

  /**
   * The name of the image.
   *
   * @attribute
   */
  readonly imageName: string;

  /**
   * The role with which SageMaker pulls the contents of versions, where it is known.
   */
  readonly role?: iam.IRole;

  /**
   * Adds a version of the image. Where the role of the image is known, it is allowed to pull.
   */
  addVersion(id: string, options: ImageVersionOptions): ImageVersion;

  /**
   * Makes the newest version available to an application, for the settings of a domain or user profile.
   *
   * What runs changes with every new version. To decide when that happens, use `customImage` of a version.
   */
  customImage(config: IAppImageConfig): CustomImage;
}
