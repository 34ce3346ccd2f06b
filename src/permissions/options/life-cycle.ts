import type { TagMatch } from '../tag-match';
import type { ExecutionRolesOptions } from './execution-roles';

/**
 * The team's tag and the execution roles of the resources that a permission allows creating.
 */
export interface LifeCycleOptions extends ExecutionRolesOptions {
  /**
   * The tag that limits the permission to a team's resources. It allows creating only resources with this tag, and describing, stopping, updating, and deleting only those.
   *
   * @default - none: all resources of these types can be described, stopped, and updated, but not deleted or opened
   */
  readonly tag?: TagMatch;
}
