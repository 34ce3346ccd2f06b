/**
 * The oldest version of the instance metadata service (IMDS) that a notebook instance answers to.
 *
 * SageMaker itself defaults to version 1, which answers requests without a session token.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export enum MetadataServiceVersion {
  /** Versions 1 and 2: a forged request from the notebook can read credentials. Leaves the warning `notebook.imdsV1`. */
  V1 = '1',
  /** Version 2 only: every request needs a session token. */
  V2 = '2',
}
