/**
 * What tells the users of one execution role apart in CloudTrail.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html
 */
export enum SourceIdentity {
  /** The name of the user profile is the source identity of every session. Shared spaces have none. */
  USER_PROFILE_NAME = 'USER_PROFILE_NAME',
  /** Sessions have no source identity. */
  NONE = 'DISABLED',
}
