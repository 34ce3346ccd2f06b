import { CfnResource, Fn } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { check, type Fault } from '../../private/errors';
import type { IPrivateEndpoints } from '../endpoints/private-endpoints';
import { EndpointService, EndpointType } from '../endpoints/service';

type RecordType = 'A' | 'AAAA';

const RECORD_TYPES: Readonly<Record<string, readonly RecordType[]>> = {
  [ec2.VpcEndpointIpAddressType.IPV4]: ['A'],
  [ec2.VpcEndpointIpAddressType.IPV6]: ['AAAA'],
  [ec2.VpcEndpointIpAddressType.DUALSTACK]: ['A', 'AAAA'],
};

/**
 * A private hosted zone to make for an endpoint.
 */
export interface PrivateDnsZone {
  /**
   * The literal name of the zone, such as `api.example.eu-central-1.amazonaws.com`.
   */
  readonly zoneName: string;

  /**
   * Whether names below that of the zone lead to the endpoint too.
   *
   * @default - only the name of the zone itself does
   */
  readonly wildcard?: boolean;
}

/**
 * How to make the zones of an endpoint.
 */
export interface PrivateDnsTargetOptions {
  /**
   * The zones to make.
   *
   * @default - those of the service, which must then be known where the stack is deployed
   */
  readonly zones?: PrivateDnsZone[];
}

/**
 * What is known of an endpoint that is not made in the same app.
 */
export interface PrivateDnsTargetAttributes extends PrivateDnsTargetOptions {
  /**
   * The service of the endpoint.
   */
  readonly service: EndpointService;

  /**
   * The regional DNS name of the endpoint, such as `vpce-0123456789abcdef0-abcdefgh.sts.eu-central-1.vpce.amazonaws.com`.
   */
  readonly dnsName: string;

  /**
   * The id of the hosted zone of that name, which stands before the name in the DNS entries of the endpoint.
   */
  readonly hostedZoneId: string;
}

/**
 * An interface endpoint, to which the names of its service are to lead.
 */
export abstract class PrivateDnsTarget {
  /** An endpoint that is made in the same app, and whose own private DNS is off. */
  public static endpoint(
    service: EndpointService,
    endpoint: ec2.IInterfaceVpcEndpoint,
    options: PrivateDnsTargetOptions = {},
  ): PrivateDnsTarget {
    return new MadeEndpoint(service, endpoint, options.zones);
  }

  /**
   * The interface endpoints of a set, whose private DNS must be off. That of private APIs is left out, since its zone would take
   * the public APIs of everybody out of reach: name it with `endpoint` where that is wanted.
   */
  public static fromPrivateEndpoints(endpoints: IPrivateEndpoints): PrivateDnsTarget[] {
    const services = endpoints.includedEndpoints.map(({ service }) => service);
    const wanted = services.filter(
      ({ type, name }) => type === EndpointType.INTERFACE && name !== EndpointService.EXECUTE_API.name,
    );
    return wanted.map((service) => PrivateDnsTarget.endpoint(service, endpoints.endpoint(service)));
  }

  /** An endpoint with what is known of it. */
  public static attributes(attributes: PrivateDnsTargetAttributes): PrivateDnsTarget {
    return new KnownEndpoint(attributes);
  }

  /** The service of the endpoint. */
  public abstract readonly service: EndpointService;

  /** @internal */
  public abstract readonly _zones?: PrivateDnsZone[];

  /** @internal */
  public abstract readonly _faults: Fault[];

  /** @internal */
  public abstract readonly _alias: { readonly dnsName: string; readonly hostedZoneId: string };

  /** The kinds of addresses that the name has. @internal */
  public abstract readonly _recordTypes: readonly RecordType[];
}

class KnownEndpoint extends PrivateDnsTarget {
  public readonly service: EndpointService;
  public readonly _zones?: PrivateDnsZone[];
  public readonly _alias: { readonly dnsName: string; readonly hostedZoneId: string };
  public readonly _recordTypes = ['A'] as const;
  public readonly _faults: Fault[] = [];

  constructor({ service, dnsName, hostedZoneId, zones }: PrivateDnsTargetAttributes) {
    super();
    this.service = service;
    this._alias = { dnsName, hostedZoneId };
    this._zones = zones;
  }
}

class MadeEndpoint extends PrivateDnsTarget {
  constructor(
    public readonly service: EndpointService,
    private readonly endpoint: ec2.IInterfaceVpcEndpoint,
    public readonly _zones?: PrivateDnsZone[],
  ) {
    super();
  }

  public get _faults(): Fault[] {
    const { path } = this.endpoint.node;
    const imported = `the DNS entries of ${path} must be known, got an imported endpoint: use PrivateDnsTarget.attributes`;
    const noHost = `the first DNS entry of an endpoint of ${this.service.name} is no host, so no record can point to it: use its own private DNS`;
    const on = `${path} has private DNS of its own, which excludes a private hosted zone with the same names: set privateDnsEnabled to false`;
    return [
      ...check(this.resource !== undefined, 'UnknownDnsNames', imported),
      ...check(!this.service._row.hosts.noAlias, 'UnknownDnsNames', noHost),
      ...check(this.resource?.privateDnsEnabled !== true, 'PrivateDnsConflict', on),
    ];
  }

  /** The first entry is the name for all availability zones: the id of its hosted zone, a colon and the name. */
  public get _alias(): { dnsName: string; hostedZoneId: string } {
    const first = Fn.split(':', Fn.select(0, this.resource!.attrDnsEntries));
    return { hostedZoneId: Fn.select(0, first), dnsName: Fn.select(1, first) };
  }

  public get _recordTypes(): readonly RecordType[] {
    return RECORD_TYPES[this.resource?.ipAddressType ?? ec2.VpcEndpointIpAddressType.IPV4] ?? ['A'];
  }

  private get resource(): ec2.CfnVPCEndpoint | undefined {
    const child = this.endpoint.node.defaultChild;
    const isEndpoint =
      child !== undefined &&
      CfnResource.isCfnResource(child) &&
      child.cfnResourceType === ec2.CfnVPCEndpoint.CFN_RESOURCE_TYPE_NAME;
    return isEndpoint ? (child as ec2.CfnVPCEndpoint) : undefined;
  }
}
