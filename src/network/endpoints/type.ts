/**
 * How an endpoint connects a VPC to a service.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
 */
export enum EndpointType {
  /** Network interfaces in subnets, with security groups, reachable from other networks too. Billed per availability zone and hour. */
  INTERFACE = 'Interface',
  /** Routes in route tables, reachable from the VPC alone. Free of charge. */
  GATEWAY = 'Gateway',
}
