/**
 * The addresses of the network interfaces of a domain.
 */
export enum DomainIpAddressType {
  /** IPv4 alone. */
  IPV4 = 'ipv4',
  /** IPv4 and IPv6, in subnets that have both. */
  DUALSTACK = 'dualstack',
}
