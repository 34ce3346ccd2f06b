import type { PolicyFileFormat } from './policy-file-format';

/**
 * Where documents are written.
 */
export interface PolicyExportOptions {
  /**
   * The directory. It is made where there is none; files of the same names are overwritten.
   */
  readonly directory: string;

  /**
   * For whom they are.
   *
   * @default `PolicyFileFormat.JSON`
   */
  readonly format?: PolicyFileFormat;
}
