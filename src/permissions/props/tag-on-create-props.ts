import type { TagMatch } from '../tag-match';

/**
 * Which tags resources may get when they are created.
 */
export interface TagOnCreateOptions {
  /**
   * The operations that create the resources, such as `CreateTrainingJob`.
   */
  readonly operations: string[];

  /**
   * Tags that must be among those of the request.
   *
   * @default - none is demanded
   */
  readonly requiredTags?: TagMatch[];

  /**
   * The keys of all tags that may be in the request. Those of the required tags need not be named again.
   *
   * @default - any
   */
  readonly tagKeys?: string[];
}
