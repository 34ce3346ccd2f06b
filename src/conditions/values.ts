/**
 * The type of the values of a condition key, which decides how they are compared.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export enum ConditionKeyType {
  /** ARNs, compared part by part. */
  ARN = 'ARN',
  /** `true` or `false`. */
  BOOL = 'Bool',
  /** IPv4 or IPv6 addresses, compared with ranges. */
  IP_ADDRESS = 'IPAddress',
  /** Whole numbers. */
  NUMERIC = 'Numeric',
  /** Text, compared with case. */
  STRING = 'String',
}

/**
 * How users of a Studio domain sign in.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 */
export enum AuthMode {
  /** By presigned URLs that IAM identities create. Conditions can limit the URLs to interface endpoints. */
  IAM = 'IAM',
  /**
   * By IAM Identity Center. Such a domain has no presigned URLs, so no condition on endpoints can keep its users inside
   * the network.
   */
  SSO = 'SSO',
}

/**
 * The kinds of file systems that training jobs mount.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export enum FileSystemType {
  /** Amazon EFS. */
  EFS = 'EFS',
  /** Amazon FSx for Lustre. */
  FSX_LUSTRE = 'FSxLustre',
}

/**
 * How a training job mounts its file system.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export enum FileSystemAccessMode {
  /** The job reads. */
  READ_ONLY = 'ro',
  /** The job reads and writes. */
  READ_WRITE = 'rw',
}

/**
 * A file system that training jobs may mount, and what of it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSystemDataSource.html
 */
export interface FileSystemAccess {
  /**
   * The id, such as `fs-0123456789abcdef0`.
   */
  readonly id: string;

  /**
   * The kind of file system.
   */
  readonly type: FileSystemType;

  /**
   * How it may be mounted. What may write may read alone too.
   *
   * @default `FileSystemAccessMode.READ_ONLY`
   */
  readonly accessMode?: FileSystemAccessMode;

  /**
   * The directories, each with a leading slash. SageMaker compares the path as it is in the request, so that `/train` does not
   * include `/train/images`, though a job that mounts the former sees the latter. `/train/*` stands for everything below, and for no path with `..` in it.
   */
  readonly directories: string[];
}

/**
 * Who labels and reviews.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management.html
 */
export enum WorkteamType {
  /** People of your own. */
  PRIVATE = 'private-crowd',
  /** People of a vendor of AWS Marketplace. */
  VENDOR = 'vendor-crowd',
  /** Anybody on Amazon Mechanical Turk. */
  PUBLIC = 'public-crowd',
}
