/**
 * Whether a training job must mount a file system.
 */
export enum FileSystemUse {
  /** A job without file system is not allowed. */
  REQUIRED = 'REQUIRED',
  /** A job may as well take all its data from S3. */
  OPTIONAL = 'OPTIONAL',
}
