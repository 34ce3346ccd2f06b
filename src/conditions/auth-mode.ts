/**
 * How users of a Studio domain sign in.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html
 */
export enum AuthMode {
  /** By a presigned URL that an IAM identity asks for. */
  IAM = 'IAM',
  /** By IAM Identity Center. */
  SSO = 'SSO',
}
