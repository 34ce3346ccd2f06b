/**
 * How much a finding weighs, in the terms of CDK's report.
 */
export enum Severity {
  /** Fails `cdk synth`. */
  ERROR = 'error',

  /** Is reported. Fails `cdk synth` only where warnings do. */
  WARNING = 'warning',

  /** Is reported for the record. */
  INFO = 'info',
}
