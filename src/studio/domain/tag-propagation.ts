/**
 * Whether the tags of a domain, its user profiles and spaces are put on what is made with them.
 */
export enum TagPropagation {
  /** They are. */
  ENABLED = 'ENABLED',
  /** They are not. */
  DISABLED = 'DISABLED',
}
