import { Names, RemovalPolicy, Resource } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { STUDIO_NAME_MAX } from '../../private/limits';
import { ExecutionRole } from '../../trust/execution-role';
import { Feature } from '../../trust/feature';
import { nameOfArn, studioArn } from '../common/arn';
import type { IAppImageConfig } from './app-image-config';
import { imageFaults, imageNameFaults } from './checks';
import { CustomImage } from './custom-image';
import type { IImage } from './iimage';
import type { ImageProps } from './props';
import { ImageVersion } from './version';
import type { ImageVersionOptions } from './version-props';

/** What made and imported images have in common. */
abstract class ImageBase extends Resource implements IImage {
  public abstract readonly imageArn: string;
  public abstract readonly imageName: string;
  public abstract readonly role?: iam.IRole;

  /**
   * Adds a version of the image. Where the role of the image is known, it is allowed to pull.
   */
  public addVersion(id: string, options: ImageVersionOptions): ImageVersion {
    return new ImageVersion(this, id, { ...options, image: this });
  }

  /**
   * Makes the newest version available to an application, for the settings of a domain or user profile.
   */
  public customImage(config: IAppImageConfig): CustomImage {
    // All versions are children of their image unless they were given another scope.
    return new CustomImage({
      imageName: this.imageName,
      appImageConfigName: config.appImageConfigName,
      dependencies: [this, config],
    });
  }
}

/**
 * An image that Studio applications may run. What it contains is said by its versions.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi.html
 */
export class Image extends ImageBase {
  /** An existing image of this account and region, by its name. */
  public static fromImageName(scope: Construct, id: string, imageName: string): IImage {
    SecureSageMakerError.throwIfAny(scope, imageNameFaults(imageName));
    return new ImportedImage(scope, id, imageName);
  }

  /** An existing image, by its literal ARN. */
  public static fromImageArn(scope: Construct, id: string, imageArn: string): IImage {
    return new ImportedImage(scope, id, nameOfArn(scope, 'image', imageArn), imageArn);
  }

  public readonly imageArn: string;
  public readonly imageName: string;

  /** The role with which SageMaker pulls the contents of versions. */
  public readonly role?: iam.IRole;

  constructor(scope: Construct, id: string, props: ImageProps = {}) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, imageFaults(props));
    this.imageName = props.imageName ?? Names.uniqueResourceName(this, { maxLength: STUDIO_NAME_MAX, separator: '-' });
    const role = props.role ?? new ExecutionRole(this, 'Role', { features: [Feature.IMAGES] });
    this.role = role;

    const resource = new sagemaker.CfnImage(this, 'Resource', {
      imageName: this.imageName,
      imageDisplayName: props.displayName,
      imageDescription: props.description,
      imageRoleArn: role.roleArn,
    });
    resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.imageArn = resource.attrImageArn;
    for (const repository of props.repositories ?? []) {
      repository.grantPull(role);
    }
  }
}

/** An image that exists already. */
class ImportedImage extends ImageBase {
  public readonly imageArn: string;
  public readonly role?: iam.IRole;

  constructor(
    scope: Construct,
    id: string,
    public readonly imageName: string,
    arn?: string,
  ) {
    super(scope, id, { environmentFromArn: arn });
    this.imageArn = arn ?? studioArn(this, 'image', imageName);
  }
}
