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
