import type { WorkteamType } from '../../conditions';
import type { ExecutionRolesProps } from './execution-roles-props';
import type { LabelingDataProps } from './labeling-data-props';

/**
 * What the console of Augmented AI works with.
 */
export interface AugmentedAiConsoleProps extends ExecutionRolesProps, LabelingDataProps {
  /**
   * The kinds of work teams that may review.
   *
   * @default - private teams and those of vendors, not the public crowd
   */
  readonly workteamTypes?: WorkteamType[];
}
