import { Resource, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct, IConstruct } from 'constructs';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { claim, repeatedVpcFaults } from '../../private/life-cycle/unique';
import { inOrder } from '../../private/order';
import { duplicateZoneFaults, foreignVpcFaults, normalizedZone, regionFaults, zoneFaults } from '../dns/checks';
import { privateNameClaims } from '../dns/claims';
import type { DnsZone } from '../dns/hosts';
import { warnOfUnknownRegion, zonesOrFaults } from '../endpoints/dns-zones';
import type { PrivateDnsTarget } from './target';

/**
 * Properties of private hosted zones for interface endpoints.
 */
export interface PrivateDnsProps {
  /**
   * The VPC of the endpoints, and of the inbound endpoint where there is one.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The endpoints, whose own private DNS must be off.
   */
  readonly targets: PrivateDnsTarget[];

  /**
   * Further VPCs that resolve the names. They need a way to the endpoints, and belong to the account of the stack: for those
   * of other accounts a VPC association has to be authorized, for which CloudFormation has no resource.
   *
   * @default - none
   */
  readonly spokeVpcs?: ec2.IVpc[];

  /**
   * The region of the endpoints, which is part of the names.
   *
   * @default - the region of the stack. Where only the deployment knows it, names of browser-facing hosts are those of the
   * partitions `aws` and `aws-us-gov`, which leaves the warning `network.unknownRegion`
   */
  readonly region?: string;
}

/** A zone with its target and the id of its construct. */
interface PlannedZone extends DnsZone {
  readonly target: PrivateDnsTarget;
  readonly id: string;
}

/**
 * Private hosted zones with the names of AWS services, which lead several VPCs to the interface endpoints of a central one. The
 * private DNS of an endpoint serves its own VPC alone, and excludes such a zone.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html
 */
export class PrivateDns extends Resource {
  /** The names of the zones, in the order of the targets. */
  public readonly zoneNames: string[];
  /** The zones, in the same order. */
  public readonly hostedZones: route53.IPrivateHostedZone[];

  constructor(scope: Construct, id: string, props: PrivateDnsProps) {
    super(scope, id);
    const zones = props.targets.flatMap((target) => plannedZones(this, target, props.region));
    SecureSageMakerError.throwIfAny(this, dnsFaults(this, props, zones));
    warnOfUnknownRegion(
      this,
      props.targets.filter(({ _zones }) => !_zones).map(({ service }) => service),
      props.region,
    );

    this.zoneNames = zones.map(({ name }) => name);
    this.hostedZones = zones.map((zone) => this.makeZone(zone, props));
    claim(this, ...privateNameClaims(this, [props.vpc, ...(props.spokeVpcs ?? [])], this.zoneNames));
  }

  private makeZone(planned: PlannedZone, { vpc, spokeVpcs = [] }: PrivateDnsProps): route53.IPrivateHostedZone {
    const zone = new route53.PrivateHostedZone(this, planned.id, {
      zoneName: planned.name,
      vpc,
      comment: `Interface endpoint of ${planned.target.service.name}`,
    });
    for (const spoke of inOrder(this, spokeVpcs, ({ vpcId }) => vpcId)) {
      zone.addVpc(spoke);
    }
    if (planned.apex) {
      this.addAliases(zone, 'Apex', planned.target);
    }
    if (planned.wildcard) {
      this.addAliases(zone, 'Wildcard', planned.target, '*');
    }
    return zone;
  }

  private addAliases(zone: route53.PrivateHostedZone, id: string, target: PrivateDnsTarget, recordName?: string): void {
    const props = { zone, recordName, target: route53.RecordTarget.fromAlias({ bind: () => target._alias }) };
    for (const type of target._recordTypes) {
      if (type === 'A') {
        new route53.ARecord(zone, `${id}A`, props);
      } else {
        new route53.AaaaRecord(zone, `${id}AAAA`, props);
      }
    }
  }
}

/** Names of which AWS does not say that the endpoint answers to them get no zone: it could make them unreachable. */
function plannedZones(scope: IConstruct, target: PrivateDnsTarget, region: string | undefined): PlannedZone[] {
  const { service, _zones: given } = target;
  const custom = given?.map(({ zoneName, wildcard = false }) => ({
    name: normalizedZone(zoneName),
    apex: true,
    wildcard,
    id: `${service.name}-${zoneName}`,
  }));
  const known = () => zonesOrFaults(scope, service, region).zones.filter(({ uncertain }) => !uncertain);
  return (custom ?? known().map((zone) => ({ ...zone, id: service.name }))).map((zone) => ({ ...zone, target }));
}

function dnsFaults(
  scope: IConstruct,
  { vpc, targets, spokeVpcs = [], region }: PrivateDnsProps,
  zones: readonly PlannedZone[],
): Fault[] {
  return [
    ...check(targets.length > 0, 'ConflictingProps', 'targets must name at least one endpoint, got none'),
    ...regionFaults(region),
    ...targets.flatMap((target) => [...target._faults, ...targetFaults(scope, target, region)]),
    ...duplicateZoneFaults(
      'targets',
      zones.map(({ name }) => name),
    ),
    ...foreignVpcFaults(scope, 'vpc', vpc),
    ...spokeVpcs.flatMap((vpc) => foreignVpcFaults(scope, 'spokeVpcs', vpc)),
    ...repeatedVpcFaults(scope, 'vpc and spokeVpcs', [vpc, ...spokeVpcs]),
  ];
}

function targetFaults(
  scope: IConstruct,
  { service, _zones: given }: PrivateDnsTarget,
  region: string | undefined,
): Fault[] {
  if (!given) {
    return zonesOrFaults(scope, service, region).faults;
  }
  const none = `zones of ${service.name} must name at least one, or be left out, got none`;
  return [
    ...check(given.length > 0, 'ConflictingProps', none),
    ...given.flatMap(({ zoneName }) => zoneNameFaults(service.name, zoneName)),
  ];
}

function zoneNameFaults(service: string, zoneName: string): Fault[] {
  const literal = `zones of ${service} must have literal names, since logical ids are made of them, got a token`;
  return Token.isUnresolved(zoneName)
    ? faultsOf('InvalidDnsZone', [literal])
    : zoneFaults('a private hosted zone', zoneName);
}
