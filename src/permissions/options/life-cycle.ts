import type { TagMatch } from '../tag-match';
import type { ExecutionRolesOptions } from './execution-roles';

/**
 * Which resources belong to those who may create them, and with which roles they run.
 */
export interface LifeCycleOptions extends ExecutionRolesOptions {
  /**
   * The tag of their own resources. They create only resources with this tag, and describe, stop, update and delete only those.
   *
   * @default - none: they describe, stop and update every resource of these types, and delete or open none
   */
  readonly tag?: TagMatch;
}
