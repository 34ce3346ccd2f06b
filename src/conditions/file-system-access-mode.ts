/**
 * How a training job mounts its file system.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export enum FileSystemAccessMode {
  /** The job reads. */
  READ_ONLY = 'ro',
  /** The job reads and writes. */
  READ_WRITE = 'rw',
}
