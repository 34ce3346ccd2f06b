/**
 * What becomes of a request that does not carry the key of a requirement.
 */
export enum WhenAbsent {
  /** The requirement is not met. */
  DENY = 'DENY',
  /** The requirement does not apply, as for an update that leaves the setting as it is. */
  ALLOW = 'ALLOW',
}
