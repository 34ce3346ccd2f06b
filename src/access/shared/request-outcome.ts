/**
 * The outcome of a request for a presigned URL.
 */
export enum RequestOutcome {
  /** The caller received a URL. */
  ISSUED = 'issued',
  /** The user has several entries and must choose one. */
  CHOICE = 'choice',
  /** The caller is not allowed to have a URL. */
  REFUSED = 'refused',
  /** An AWS service did not respond, or not as expected. */
  FAILED = 'failed',
}
