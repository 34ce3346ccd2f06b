/**
 * Whether the usual host name of a service, such as `api.sagemaker.<region>.amazonaws.com`, leads to the endpoint.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
 */
export enum EndpointPrivateDns {
  /** In the VPC of the endpoint, for every client in it. */
  ENABLED = 'enabled',
  /** Nowhere: a private hosted zone does it, or clients use the endpoint's own names. */
  DISABLED = 'disabled',
}
