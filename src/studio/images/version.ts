import { type IResource, RemovalPolicy, Resource, Token } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import type { IAppImageConfig } from './app-image-config';
import { imageVersionFaults } from './checks';
import { CustomImage } from './custom-image';
import type { IImage } from './iimage';
import type { ImageVersionProps } from './version-props';

/** Enough of a digest that no two contents of one image ever meet. */
const DIGEST_LENGTH = 12;

/**
 * A version of an image: contents in Amazon ECR, pinned by their digest.
 *
 * Other contents make a new version, whose logical id holds the digest, and leave the old one to the applications that
 * run it. In JupyterLab and Code Editor the process of the image has to run as user 1000 and group 100, and listen on port
 * 8888. Nothing but the image decides whether users can become root: end its Dockerfile with `USER 1000`, without sudo.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html
 */
export class ImageVersion extends Resource implements IResource {
  /** The image. */
  public readonly image: IImage;

  /**
   * The ARN of the version, which ends with its number.
   *
   * @attribute
   */
  public readonly imageVersionArn: string;

  /**
   * The number of the version, which only the deployment knows.
   *
   * @attribute
   */
  public readonly versionNumber: number;

  constructor(scope: Construct, id: string, props: ImageVersionProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, imageVersionFaults(this, props));
    const { image, repository, digest } = props;
    this.image = image;

    const resource = new sagemaker.CfnImageVersion(this, contentsId(digest), {
      imageName: image.imageName,
      baseImage: repository.repositoryUriForDigest(digest),
      aliases: props.aliases,
      jobType: 'NOTEBOOK_KERNEL',
      processor: props.processor,
      mlFramework: props.mlFramework,
      programmingLang: props.programmingLanguage,
      vendorGuidance: props.stability,
      releaseNotes: props.releaseNotes,
    });
    this.node.defaultChild = resource;
    resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    // The name of an image is literal, so CloudFormation sees no dependency in it.
    const { defaultChild } = image.node;
    if (defaultChild) {
      resource.node.addDependency(defaultChild);
    }
    if (image.role) {
      repository.grantPull(image.role).applyBefore(resource);
    }
    this.imageVersionArn = resource.attrImageVersionArn;
    this.versionNumber = resource.attrVersion;
  }

  /**
   * Makes this version available to an application, for the settings of a domain or user profile.
   */
  public customImage(config: IAppImageConfig): CustomImage {
    return new CustomImage({
      imageName: this.image.imageName,
      appImageConfigName: config.appImageConfigName,
      imageVersionNumber: this.versionNumber,
      dependencies: [this, config],
    });
  }
}

function contentsId(digest: string): string {
  return Token.isUnresolved(digest) ? 'Resource' : `Digest${digest.slice('sha256:'.length).slice(0, DIGEST_LENGTH)}`;
}
