import type { TagMatch } from '../tag-match';
import type { ExecutionRolesProps } from './execution-roles-props';

/**
 * Which notebook instances belong to the caller.
 */
export interface TaggedNotebooksProps extends ExecutionRolesProps {
  /**
   * The tag that they have.
   */
  readonly tag: TagMatch;
}
