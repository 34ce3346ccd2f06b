import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { checkMaxItems } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import {
  inFirstZones,
  isPendingLookup,
  isUnknownNumber,
  selectedSubnets,
  tierFaults,
  zoneOf,
} from '../../private/life-cycle/subnets';
import { DOMAIN_SUBNETS_MAX } from '../../private/limits';
import { warn } from '../../private/warnings';
import type { DomainNetworkProps } from './props';

/** A domain needs subnets in two availability zones, and uses each zone that it gets. */
const ZONES_MIN = 2;

/** The selected subnets, or one in each of the first two zones of the only tier that is not public. */
export function domainSubnets(scope: IConstruct, { vpc, vpcSubnets }: DomainNetworkProps): ec2.ISubnet[] {
  const candidates = selectedSubnets(vpc, vpcSubnets);
  const subnets = vpcSubnets ? candidates : inFirstZones(candidates, ZONES_MIN);
  SecureSageMakerError.throwIfAny(scope, [...tierFaults(vpc, vpcSubnets), ...subnetFaults(vpc, subnets)]);
  if (subnets.length < candidates.length && !isPendingLookup(vpc)) {
    warn(
      scope,
      'studio.firstZones',
      `They are ${subnets.map(({ node }) => node.path).join(' and ')}. Select all subnets that applications may use with vpcSubnets.`,
    );
  }
  return subnets;
}

function subnetFaults(vpc: ec2.IVpc, subnets: readonly ec2.ISubnet[]): Fault[] {
  if (isPendingLookup(vpc)) {
    return [];
  }
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
    ...check(zones.size >= ZONES_MIN || isUnknownNumber(subnets), 'TooFewZones', tooFew),
    ...faultsOf('TooManyItems', checkMaxItems('the subnets of a domain', subnets, DOMAIN_SUBNETS_MAX)),
  ];
}
