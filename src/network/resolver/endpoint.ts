import type { CfnResolverEndpoint } from 'aws-cdk-lib/aws-route53resolver';
import type { ResolverIpAddress } from './ip-address';

export function endpointAddresses(
  addresses: readonly ResolverIpAddress[],
): CfnResolverEndpoint.IpAddressRequestProperty[] {
  return addresses.map(({ subnet, ip, ipv6 }) => ({ subnetId: subnet.subnetId, ip, ipv6 }));
}
