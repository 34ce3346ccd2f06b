import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { check, type Fault } from '../errors';
import { isPlaceholder, isWholeList } from './unknown';

/**
 * The private or isolated subnets of a VPC. A VPC that has both kinds needs a choice: with a preference for either, the
 * subnets would change when the VPC gets its first subnets of that kind.
 */
export function defaultTier({ isolatedSubnets, privateSubnets }: ec2.IVpc): ec2.ISubnet[] {
  return privateSubnets.length > 0 ? privateSubnets : isolatedSubnets;
}

/**
 * Requires a choice where a VPC has both kinds of subnets. Nothing is known of a VPC that the CLI has yet to look up.
 *
 * @param selection what was chosen
 * @param prop the prop that chooses
 */
export function tierFaults(vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined, prop = 'vpcSubnets'): Fault[] {
  const isAmbiguous = vpc.isolatedSubnets.length > 0 && vpc.privateSubnets.length > 0;
  const message = `${prop} must select the isolated or the private subnets of ${vpc.node.path}, which has both, got nothing: use { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } or { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }`;
  return check(selection !== undefined || !isAmbiguous || isPendingLookup(vpc), 'AmbiguousSubnets', message);
}

/**
 * The selected subnets, or the default ones. No group, zone, or filter of a user matches the made-up subnets of a pending
 * lookup, so those replace an empty selection: every construct then has subnets until the CLI has looked them up.
 */
export function selectedSubnets(vpc: ec2.IVpc, selection: ec2.SubnetSelection | undefined): ec2.ISubnet[] {
  const selected = selection ? vpc.selectSubnets(selection).subnets : [];
  const isMissing = selected.length === 0 && isPendingLookup(vpc);
  return selection === undefined || isMissing ? defaultTier(vpc) : selected;
}

/** True of a looked-up VPC until the CLI has looked it up: its subnets are made up, and nothing can be said of them. */
export function isPendingLookup(vpc: ec2.IVpc): boolean {
  return vpc.selectSubnets({ subnets: [] }).isPendingLookup === true;
}

/** Whether the number of subnets is only known later: they come from a list that the deployment or a lookup splits. */
export function isUnknownNumber(subnets: readonly ec2.ISubnet[]): boolean {
  return subnets.some(({ subnetId }) => isWholeList(subnetId) || isPlaceholder(subnetId));
}

/** The first subnet of each of the first zones. Further subnets and zones come after them, so that the choice stays. */
export function inFirstZones(subnets: readonly ec2.ISubnet[], zones: number): ec2.ISubnet[] {
  const isFirst = (subnet: ec2.ISubnet, index: number) =>
    subnets.findIndex((other) => zoneOf(other) === zoneOf(subnet)) === index;
  return subnets.filter(isFirst).slice(0, zones);
}

/** The availability zone of a subnet. A subnet counts as a zone if CDK does not know its zone, or has it from a list of the deployment. */
export function zoneOf(subnet: ec2.ISubnet): string {
  try {
    const { availabilityZone: zone } = subnet;
    return isWholeList(zone) ? subnet.node.path : zone;
  } catch {
    return subnet.node.path;
  }
}
