/**
 * Which operations are allowed from where.
 */
export interface ApiFromAddressesOptions {
  /**
   * The operations, such as `sagemaker:InvokeEndpoint`, in which `*` and `?` are wildcards.
   */
  readonly actions: string[];

  /**
   * The public address ranges, IPv4 or IPv6. Requests through interface endpoints carry no public address.
   */
  readonly cidrs: string[];
}
