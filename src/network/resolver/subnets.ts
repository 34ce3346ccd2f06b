import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Route 53 Resolver needs addresses in at least two availability zones. */
export const ZONES_MIN = 2;

/** What is selected, or one subnet in each of the first two zones: every address costs as much as the first. */
export function subnetsForResolver(vpc: ec2.IVpc, selection?: ec2.SubnetSelection): ec2.ISubnet[] {
  if (selection) {
    return vpc.selectSubnets(selection).subnets;
  }
  const candidates = vpc.isolatedSubnets.length > 0 ? vpc.isolatedSubnets : vpc.privateSubnets;
  const inNewZone = (subnet: ec2.ISubnet, index: number) =>
    candidates.findIndex((other) => zoneOf(other) === zoneOf(subnet)) === index;
  return candidates.filter(inNewZone).slice(0, ZONES_MIN);
}

/** True of a looked-up VPC until the CLI has looked it up: its subnets are made up, and nothing can be said of them. */
export function isPendingLookup(vpc: ec2.IVpc): boolean {
  return vpc.selectSubnets({ subnets: [] }).isPendingLookup === true;
}

/** The IPv4 range of a subnet; undefined where it was imported without. */
export function subnetRange(subnet: ec2.ISubnet): string | undefined {
  try {
    return subnet.ipv4CidrBlock;
  } catch {
    return undefined;
  }
}

/** The availability zone of a subnet, or the subnet itself where it was imported without: it may be in any zone. */
export function zoneOf(subnet: ec2.ISubnet): string {
  try {
    return subnet.availabilityZone;
  } catch {
    return subnet.node.path;
  }
}
