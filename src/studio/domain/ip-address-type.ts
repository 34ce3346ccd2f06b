/**
 * The addresses of the network interfaces of a domain. CloudFormation writes them in capitals, unlike the API.
 */
export enum DomainIpAddressType {
  /** IPv4 alone. */
  IPV4 = 'IPV4',
  /** IPv4 and IPv6, in subnets that have both. */
  DUALSTACK = 'DUALSTACK',
}
