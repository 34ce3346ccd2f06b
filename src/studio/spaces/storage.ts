import type { Size } from 'aws-cdk-lib';

/**
 * The EBS volumes of private spaces.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DefaultEbsStorageSettings.html
 */
export interface SpaceStorage {
  /**
   * The size that a volume has to begin with, from 5 GiB to 16 TiB in whole GiB.
   *
   * @default - 5 GiB, the least there is
   */
  readonly defaultSize?: Size;

  /**
   * The size up to which users may let a volume grow. It never shrinks again.
   *
   * @default - 100 GiB, or the default size where that is larger
   */
  readonly maximumSize?: Size;
}
