import type * as kms from 'aws-cdk-lib/aws-kms';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * With which keys jobs may encrypt.
 */
export interface EncryptedJobsOptions extends ExecutionRolesOptions {
  /**
   * The keys for storage volumes.
   */
  readonly volumeKeys: kms.IKeyRef[];

  /**
   * The keys for output.
   *
   * @default - those for storage volumes
   */
  readonly outputKeys?: kms.IKeyRef[];

  /**
   * Instance types whose local storage is encrypted by hardware, so that SageMaker refuses a key for the volume. Jobs on
   * these alone need no volume key. `*` and `?` are wildcards, as in `ml.g5.*`.
   *
   * @default - none, a volume key is needed on every instance type
   */
  readonly localStorageInstanceTypes?: string[];
}
