/**
 * Whether everything in the VPC of the endpoints may connect to them.
 */
export enum VpcClients {
  /** Only those that are named as clients. */
  NAMED = 'named',
  /** Everything with an address in the first address range of the VPC. */
  ALL = 'all',
}
