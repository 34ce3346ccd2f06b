import type { IDependable } from 'constructs';

/**
 * An image of the account together with how the application runs in it.
 */
export interface CustomImageProps {
  /**
   * The name of the SageMaker image.
   */
  readonly imageName: string;

  /**
   * The name of the app image configuration.
   */
  readonly appImageConfigName: string;

  /**
   * The number of the image version.
   *
   * @default - the newest version at the time the application starts
   */
  readonly imageVersionNumber?: number;

  /**
   * What must exist before the image can be attached, such as its versions. CloudFormation sees no dependency in names.
   *
   * @default - nothing but what the names refer to
   */
  readonly dependencies?: IDependable[];
}

/**
 * An image that applications may be started with.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi.html
 */
export class CustomImage {
  /** The name of the SageMaker image. */
  public readonly imageName: string;
  /** The name of the app image configuration. */
  public readonly appImageConfigName: string;
  /** The number of the image version, where it is fixed. */
  public readonly imageVersionNumber?: number;
  /** What must exist before the image can be attached. */
  public readonly dependencies: IDependable[];

  constructor(props: CustomImageProps) {
    this.imageName = props.imageName;
    this.appImageConfigName = props.appImageConfigName;
    this.imageVersionNumber = props.imageVersionNumber;
    this.dependencies = props.dependencies ?? [];
  }

  /**
   * The number of the image version as text, where it is fixed.
   *
   * @internal
   */
  public get _versionText(): string | undefined {
    return this.imageVersionNumber?.toString();
  }
}
