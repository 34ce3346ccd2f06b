/**
 * For whom documents are written to files. Every format has the documents as one JSON file each, without white space, since
 * that counts toward the quota.
 */
export enum PolicyFileFormat {
  /** The documents alone, for the console or the AWS CLI. */
  JSON = 'json',

  /**
   * The documents, and a `.tf.json` file that makes a policy of each and attaches it to the targets.
   *
   * @see https://developer.hashicorp.com/terraform/language/syntax/json
   */
  TERRAFORM = 'terraform',

  /**
   * The documents, and a `.yaml` file with the entries for `organization-config.yaml`. The directory stands for the root of the
   * configuration repository.
   *
   * @see https://github.com/awslabs/landing-zone-accelerator-on-aws/blob/main/source/packages/@aws-accelerator/config/lib/models/organization-config.ts
   */
  LANDING_ZONE_ACCELERATOR = 'landing-zone-accelerator',
}

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
