/**
 * What became of a request for a presigned URL.
 */
export enum RequestOutcome {
  /** The caller got a URL. */
  ISSUED = 'issued',
  /** The caller may not have one. */
  REFUSED = 'refused',
  /** An AWS service did not answer, or not as expected. */
  FAILED = 'failed',
}
