/**
 * Whether the home folder on the file system of the domain is mounted into spaces.
 */
export enum HomeMount {
  /** It is mounted. */
  ENABLED = 'Enabled',
  /** It is not mounted: spaces have their own volumes alone. */
  DISABLED = 'Disabled',
}
