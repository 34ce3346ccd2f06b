/**
 * Whether a list may take access from most of its people at once.
 */
export enum ListRemovals {
  /**
   * A list must have users, and a deployment fails, before it changes anything, if it would take access from more than half of the
   * people of the list and from at least three of them. Deleting the list and rolling a deployment back is not limited.
   */
  LIMITED = 'limited',
  /** A list may be empty, and may remove everybody. */
  UNLIMITED = 'unlimited',
}
