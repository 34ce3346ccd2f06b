import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as s3 from 'aws-cdk-lib/aws-s3';

/**
 * Where shared notebooks are stored.
 */
export interface NotebookOutputSharingOptions {
  /**
   * The bucket.
   */
  readonly bucket: s3.IBucketRef;

  /**
   * The key that encrypts what is shared.
   */
  readonly encryptionKey: kms.IKeyRef;

  /**
   * The prefix within the bucket.
   *
   * @default - `sharing`
   */
  readonly prefix?: string;
}

/**
 * Whether shared notebooks carry the output of their cells, which can hold the data that somebody looked at.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html
 */
export class NotebookOutputSharing {
  /** Notebooks are shared without the output of their cells. */
  public static readonly DISABLED = new NotebookOutputSharing();

  /**
   * Notebooks are shared with the output of their cells. Leaves the warning `studio.notebookOutputSharing`.
   */
  public static to(props: NotebookOutputSharingOptions): NotebookOutputSharing {
    return new NotebookOutputSharing(props);
  }

  /** @internal */
  public readonly _props?: Required<NotebookOutputSharingOptions>;

  private constructor(props?: NotebookOutputSharingOptions) {
    this._props = props && { prefix: 'sharing', ...props };
  }
}
