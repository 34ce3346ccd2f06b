/**
 * A setting that the notebook instances of a fleet must have.
 */
export enum FleetSetting {
  /** The instance metadata service must require session tokens (IMDSv2). */
  IMDS_V2 = 'IMDS_V2',

  /** Users must not have root access. */
  NO_ROOT_ACCESS = 'NO_ROOT_ACCESS',

  /**
   * The platform must be Amazon Linux 2023. An upgrade keeps the volume. Packages that users have installed in the system, and
   * scripts that call `yum`, do not work any more.
   */
  PLATFORM_AL2023 = 'PLATFORM_AL2023',
}
