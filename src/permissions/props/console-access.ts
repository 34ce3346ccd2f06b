/**
 * What of SageMaker the console may be used for.
 */
export enum ConsoleAccess {
  /** To look at everything. Other permissions say what may be created. */
  READ_ONLY = 'READ_ONLY',
  /**
   * For every operation of SageMaker. Makes the condition of every other permission void, and gives the permissions of
   * all roles that notebook instances and Studio users have, since it opens them.
   */
  FULL = 'FULL',
}
