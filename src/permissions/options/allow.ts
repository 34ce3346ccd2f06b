import type { Requirement } from '../../conditions';

/**
 * A permission that is put together.
 */
export interface AllowOptions {
  /**
   * The id, in lowercase words with hyphens.
   */
  readonly id: string;

  /**
   * One sentence on what is allowed.
   *
   * @default - a sentence that names the actions
   */
  readonly description?: string;

  /**
   * The actions, each with the name of its service.
   */
  readonly actions: string[];

  /**
   * ARNs of the resources, or `*`.
   */
  readonly resources: string[];

  /**
   * What requests must be like. All of these must be met, and every action must carry the key of every one.
   */
  readonly requirements: Requirement[];
}
