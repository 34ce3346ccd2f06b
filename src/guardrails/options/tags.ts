import type { ActionScopeOptions } from './jobs';

/**
 * A tag that what is created must have.
 */
export interface RequiredTag {
  /**
   * The key.
   */
  readonly key: string;

  /**
   * The values that it may have, in which `*` and `?` are wildcards and policy variables such as `${aws:PrincipalTag/Team}` stand for tags of the caller.
   *
   * @default - any value
   */
  readonly values?: string[];
}

/**
 * Tags that what is created must have.
 */
export interface RequireTagsOptions extends ActionScopeOptions {
  /**
   * The tags.
   */
  readonly tags: RequiredTag[];
}

/**
 * Tags that stay as they are.
 */
export interface ProtectTagsOptions {
  /**
   * The keys. Upper and lower case are the same, as they are where policies look at tags.
   */
  readonly keys: string[];
}
