import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { checkMaxItems } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { DOMAIN_SUBNETS_MAX } from '../../private/limits';
import type { DomainNetworkProps } from './props';

/** The subnets of a domain; isolated ones come before private ones, for they have no way out by a NAT. */
export function domainSubnets(scope: IConstruct, props: DomainNetworkProps): ec2.ISubnet[] {
  const subnets = selectedSubnets(props);
  SecureSageMakerError.throwIfAny(scope, subnetFaults(props.vpc, subnets));
  return subnets;
}

function selectedSubnets({ vpc, vpcSubnets }: DomainNetworkProps): ec2.ISubnet[] {
  if (vpcSubnets) {
    return vpc.selectSubnets(vpcSubnets).subnets;
  }
  return vpc.isolatedSubnets.length > 0 ? vpc.isolatedSubnets : vpc.privateSubnets;
}

function subnetFaults(vpc: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Fault[] {
  if (subnets.length === 0) {
    const hint = 'use a VPC that has some, or select others with vpcSubnets';
    return [
      {
        code: 'NoPrivateSubnet',
        message: `a domain needs private or isolated subnets, got none in ${vpc.node.path}: ${hint}`,
      },
    ];
  }
  const publicIds = new Set(vpc.publicSubnets.map(({ subnetId }) => subnetId));
  const open = subnets.filter(({ subnetId }) => publicIds.has(subnetId));
  const zones = new Set(subnets.map(zoneOf));
  const tooFew = `the subnets of a domain must lie in at least two availability zones, got ${subnets.length} in ${[...zones].join()}`;
  return [
    ...faultsOf(
      'PublicSubnet',
      open.map(({ node }) => `the subnets of a domain must be private or isolated, got the public subnet ${node.path}`),
    ),
    ...check(zones.size >= 2, 'TooFewZones', tooFew),
    ...faultsOf('TooManyItems', checkMaxItems('the subnets of a domain', subnets, DOMAIN_SUBNETS_MAX)),
  ];
}

/** CDK refuses to tell the zone of a subnet that was imported without; such a one counts as a zone of its own. */
function zoneOf(subnet: ec2.ISubnet): string {
  try {
    return subnet.availabilityZone;
  } catch {
    return subnet.subnetId;
  }
}
