/**
 * How far users can rely on an image version.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html
 */
export enum ImageStability {
  /** Nothing is said. */
  NOT_PROVIDED = 'NOT_PROVIDED',
  /** The version is stable. */
  STABLE = 'STABLE',
  /** The version is going to be archived, so users should move on. */
  TO_BE_ARCHIVED = 'TO_BE_ARCHIVED',
  /** The version is archived and no longer looked after. */
  ARCHIVED = 'ARCHIVED',
}
