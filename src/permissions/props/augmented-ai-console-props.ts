import type { WorkteamType } from '../../conditions';
import type { ExecutionRolesOptions } from './execution-roles-props';
import type { LabelingDataOptions } from './labeling-data-props';

/**
 * What the console of Augmented AI works with.
 */
export interface AugmentedAiConsoleOptions extends ExecutionRolesOptions, LabelingDataOptions {
  /**
   * The kinds of work teams that may review.
   *
   * @default - private teams and those of vendors, not the public crowd
   */
  readonly workteamTypes?: WorkteamType[];
}
