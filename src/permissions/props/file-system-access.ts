import type { FileSystemAccessMode, FileSystemType } from '../../conditions';

/**
 * A file system that training jobs may mount, and what of it.
 */
export interface FileSystemAccess {
  /**
   * The id, such as `fs-12345678`.
   */
  readonly fileSystemId: string;

  /**
   * The kind of file system.
   */
  readonly type: FileSystemType;

  /**
   * The directories, each with a leading slash. SageMaker compares the path as it is in the request, so that `/train`
   * does not admit `/train/images`, though a job that mounts the former sees the latter. `/train/*` stands for everything below.
   */
  readonly directories: string[];

  /**
   * How jobs may mount it. What may write may read alone too.
   *
   * @default - read alone
   */
  readonly accessMode?: FileSystemAccessMode;
}
