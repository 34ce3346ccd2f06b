import type { PolicyFileFormat } from './policy-file-format';

/**
 * Where documents are written.
 */
export interface PolicyExportOptions {
  /**
   * The directory. It is made where there is none; files of the same names are overwritten.
   *
   * Files have the names of their policies, with a hyphen for what is neither letter, digit, dot, underscore nor hyphen.
   */
  readonly directory: string;

  /**
   * For whom they are.
   *
   * @default `PolicyFileFormat.JSON`
   */
  readonly format?: PolicyFileFormat;

  /**
   * The names or paths of organizational units, such as `Workloads/Production`, for which the guardrails are. The Landing Zone
   * Accelerator attaches by name, and needs them; the other formats have no use for them.
   *
   * @default - none
   */
  readonly organizationalUnits?: string[];
}
