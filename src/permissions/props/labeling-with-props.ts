import type { WorkteamType } from '../../conditions';
import type { ExecutionRolesProps } from './execution-roles-props';

/**
 * Who may label and review.
 */
export interface LabelingWithProps extends ExecutionRolesProps {
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
