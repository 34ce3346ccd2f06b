import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { checkMaxItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { DOMAIN_SUBNETS_MAX } from '../../private/limits';
import type { DomainNetworkProps } from './props';

/** The subnets of a domain; isolated ones come before private ones, for they have no way out by a NAT. */
export function domainSubnets(scope: IConstruct, { vpc, vpcSubnets }: DomainNetworkProps): ec2.ISubnet[] {
  const { subnets } = vpcSubnets
    ? vpc.selectSubnets(vpcSubnets)
    : { subnets: vpc.isolatedSubnets.length ? vpc.isolatedSubnets : vpc.privateSubnets };
  SecureSageMakerError.throwIfAny(scope, subnetFaults(vpc, subnets));
  return subnets;
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
    ...faultsOf('TooFewZones', zones.size < 2 ? [tooFew] : []),
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
