/**
 * How people sign in to a Studio domain.
 */
export enum DomainAuthMode {
  /** By IAM, with presigned URLs that can be limited to interface endpoints. */
  IAM = 'IAM',
  /**
   * By IAM Identity Center. Presigned URLs cannot be made for such a domain, so no condition on endpoints can keep its
   * users inside of the network.
   */
  SSO = 'SSO',
}
