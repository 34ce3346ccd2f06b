import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { type Claim, claimsIn, identityOf } from '../../private/life-cycle/unique';
import { normalizedZone } from './checks';

const SHARE = 'use one of them for both, or turn the private DNS of one off';

/** A VPC has one answer for a private name: from the private DNS of an endpoint, or from a private hosted zone. */
export function privateNameClaims(owner: IConstruct, vpcs: readonly ec2.IVpc[], names: readonly string[]): Claim[] {
  return claimsOf(owner, vpcs, names, 'a private DNS name of a VPC', SHARE);
}

/** Route 53 rejects a second rule for a zone in a VPC. */
export function ruleClaims(owner: IConstruct, vpcs: readonly ec2.IVpc[], zones: readonly string[]): Claim[] {
  return claimsOf(owner, vpcs, zones, 'the zone of a rule for a VPC', 'associate the VPC with one of the rules');
}

function claimsOf(
  owner: IConstruct,
  vpcs: readonly ec2.IVpc[],
  names: readonly string[],
  what: string,
  fix: string,
): Claim[] {
  const parents = vpcs.map((vpc) => identityOf(owner, vpc, vpc.vpcId));
  return names.flatMap((name) => claimsIn(parents, { what, name: () => normalizedZone(name), fix }));
}
