/**
 * Whether users of a notebook instance are root on it.
 *
 * Lifecycle scripts run as root in either case.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html
 */
export enum RootAccess {
  /** Users are `ec2-user` without the right to become root. */
  DISABLED = 'Disabled',
  /** Users can become root. Leaves the warning `notebook.rootAccess`. */
  ENABLED = 'Enabled',
}
