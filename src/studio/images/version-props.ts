import type { RemovalPolicy } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type { IImage } from './iimage';
import type { ImageProcessor } from './processor';
import type { ImageStability } from './stability';

/**
 * What an image version can be told besides its image.
 */
export interface ImageVersionOptions {
  /**
   * The private repository of the contents, in the region of the image. One of another account must allow the role of the
   * image to pull. Changing it makes a new version.
   */
  readonly repository: ecr.IRepository;

  /**
   * The digest of the contents: `sha256:` and 64 hexadecimal digits. Tags are refused, since what they stand for can
   * change. Changing it makes a new version beside the old one.
   */
  readonly digest: string;

  /**
   * Names under which the version can be chosen besides its number.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * What is new, in at most 255 characters.
   *
   * @default - nothing is said
   */
  readonly releaseNotes?: string;

  /**
   * The processor that the contents are made for.
   *
   * @default - nothing is said
   */
  readonly processor?: ImageProcessor;

  /**
   * The machine learning framework in the contents, such as `TensorFlow 2.18`.
   *
   * @default - nothing is said
   */
  readonly mlFramework?: string;

  /**
   * The programming language in the contents, such as `Python 3.12`.
   *
   * @default - nothing is said
   */
  readonly programmingLanguage?: string;

  /**
   * How far users can rely on the version.
   *
   * @default - nothing is said
   */
  readonly stability?: ImageStability;

  /**
   * What happens to the version when a newer one takes its place or the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN - it is kept for the applications that run it
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Properties of an image version.
 */
export interface ImageVersionProps extends ImageVersionOptions {
  /**
   * The image. Another one makes a new version.
   */
  readonly image: IImage;
}
