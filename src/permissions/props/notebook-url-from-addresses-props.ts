/**
 * Which notebook instances may be opened from where.
 */
export interface NotebookUrlFromAddressesOptions {
  /**
   * The names of the notebook instances, in which `*` and `?` are wildcards. Who opens one has the permissions of its execution role.
   */
  readonly notebookInstanceNames: string[];

  /**
   * The public address ranges, IPv4 or IPv6, from which the URL may be made and used.
   */
  readonly cidrs: string[];
}
