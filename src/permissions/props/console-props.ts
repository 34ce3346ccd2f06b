import type { ConsoleAccess } from './console-access';
import type { ExecutionRolesOptions } from './execution-roles-props';

/**
 * What the console may be used for. Full access needs execution roles.
 */
export interface ConsoleOptions extends ExecutionRolesOptions {
  /**
   * Whether the console may be used for more than looking.
   *
   * @default - read-only access
   */
  readonly access?: ConsoleAccess;
}
