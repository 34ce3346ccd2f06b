/**
 * Studio images that may be used.
 */
export interface StudioImagesOptions {
  /**
   * ARNs of images, in which `*` and `?` are wildcards.
   */
  readonly arns: string[];

  /**
   * ARNs of image versions, in which `*` and `?` are wildcards.
   *
   * @default - every version of the images
   */
  readonly versionArns?: string[];
}
