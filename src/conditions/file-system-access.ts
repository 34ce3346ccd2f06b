import type { FileSystemAccessMode } from './file-system-access-mode';
import type { FileSystemType } from './file-system-type';

/**
 * A file system that training jobs may mount, and what of it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export interface FileSystemAccess {
  /**
   * The id, such as `fs-0123456789abcdef0`.
   */
  readonly id: string;

  /**
   * The kind of file system.
   */
  readonly type: FileSystemType;

  /**
   * How it may be mounted. What may write may read alone too.
   *
   * @default `FileSystemAccessMode.READ_ONLY`
   */
  readonly accessMode?: FileSystemAccessMode;

  /**
   * The directories, each with a leading slash. SageMaker compares the path as it is in the request, so that `/train` does not
   * include `/train/images`, though a job that mounts the former sees the latter. `/train/*` stands for everything below, and for no path with `..` in it.
   */
  readonly directories: string[];
}
