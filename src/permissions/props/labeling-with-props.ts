import type { WorkteamType } from '../../conditions';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * Who may label and review.
 */
export interface LabelingWithOptions extends ExecutionRolesOptions {
  /**
   * The kinds of work teams.
   *
   * @default - private teams alone
   */
  readonly workteamTypes?: WorkteamType[];

  /**
   * ARNs of the work teams, in which `*` and `?` are wildcards.
   *
   * @default - every team of these kinds
   */
  readonly workteamArns?: string[];
}
