/**
 * Whether a domain has an EFS file system for the home folders of its users.
 */
export enum HomeFileSystem {
  /** It has one, which stays when the domain is deleted. */
  ENABLED = 'Enabled',
  /** It has none: users have the volumes of their spaces. Studio Classic, RStudio and Canvas may need one. */
  DISABLED = 'Disabled',
}
