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

/**
 * Who publishes controls.
 */
export enum ControlCatalog {
  /** AWS Security Hub CSPM, such as `SageMaker.1`. */
  SECURITY_HUB = 'Security Hub',

  /** Managed rules of AWS Config, such as `sagemaker-notebook-no-direct-internet-access`. */
  CONFIG = 'Config',

  /** AWS Control Tower, such as `CT.SAGEMAKER.PR.1`. */
  CONTROL_TOWER = 'Control Tower',

  /** Checkov, such as `CKV_AWS_371`. */
  CHECKOV = 'Checkov',

  /** Cdk-nag, such as `AwsSolutions-SM3`. */
  CDK_NAG = 'cdk-nag',

  /** Prowler, such as `sagemaker_notebook_instance_root_access_disabled`. */
  PROWLER = 'Prowler',

  /** NIST SP 800-53 revision 5, such as `SC-7`. */
  NIST_800_53_R5 = 'NIST 800-53 r5',
}

/**
 * A published control that a rule corresponds to.
 */
export interface Control {
  /**
   * Who publishes it.
   */
  readonly catalog: ControlCatalog;

  /**
   * Its id there, such as `SageMaker.1`.
   */
  readonly id: string;
}
