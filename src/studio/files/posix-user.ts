/**
 * The POSIX identity with which a user accesses file systems of the account. Two users with the same `uid` read each
 * other's files.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CustomPosixUserConfig.html
 */
export interface PosixUser {
  /**
   * The id of the user, from 10000 to 4000000 and unique in the domain.
   */
  readonly uid: number;

  /**
   * The id of the group, from 1001 to 4000000.
   */
  readonly gid: number;
}
