import type { ConsoleAccess } from './console-access';
import type { ExecutionRolesProps } from './execution-roles-props';

/**
 * What the console may be used for. Full access needs execution roles.
 */
export interface ConsoleProps extends ExecutionRolesProps {
  /**
   * Whether the console may be used for more than looking.
   *
   * @default - read-only access
   */
  readonly access?: ConsoleAccess;
}
