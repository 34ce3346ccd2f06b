/**
 * In which availability zones endpoints are made. Not every service is offered in every zone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export enum EndpointZones {
  /** In all zones of the selected subnets. The deployment fails in one that does not offer a service. */
  SELECTED = 'selected',
  /**
   * In those of the selected zones that offer the service, which the CDK CLI looks up once and keeps in `cdk.context.json`.
   * The stack needs a concrete account and region, the subnets known zones, and the synthesis credentials.
   */
  LOOKED_UP = 'looked-up',
}
