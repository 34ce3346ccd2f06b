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

/** Where CloudWatch shows how many requests of a function had which outcome. */
export const REQUEST_METRIC = {
  namespace: 'SecureSageMaker/StudioAccess',
  name: 'Requests',
  functionDimension: 'FunctionName',
  outcomeDimension: 'outcome',
} as const;
