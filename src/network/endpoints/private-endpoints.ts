import { Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { type Fault, faultsOf, faultText, SecureSageMakerError } from '../../private/errors';
import { ENDPOINT_POLICY_QUOTA } from '../../private/limits';
import { policySize } from '../../private/policy-size';
import { warn } from '../../private/warnings';
import { attributeFaults, constructIdOf, endpointsFaults } from './checks';
import type { EndpointCustomization } from './customization';
import { FipsEndpoints } from './fips';
import type { IncludedEndpoint } from './included';
import type { IPrivateEndpoints, PrivateEndpointsAttributes } from './iprivate-endpoints';
import { defaultStatements } from './policy-statements';
import { EndpointPrivateDns } from './private-dns';
import type { PrivateEndpointsProps } from './props';
import { EndpointSecurityGroup } from './security-group';
import { EndpointService } from './service';
import { EndpointType } from './type';
import { VpcClients } from './vpc-clients';
import { EndpointZones } from './zones';

/** All that endpoints of AWS services listen on. */
const PORT = 443;

interface Member {
  readonly service: EndpointService;
  readonly required: boolean;
  readonly endpoint: ec2.IVpcEndpoint;
}

/** What made and imported endpoints have in common. */
abstract class PrivateEndpointsBase extends Construct implements IPrivateEndpoints {
  public abstract readonly connections: ec2.Connections;
  public abstract readonly vpc?: ec2.IVpc;
  /** @internal */
  public abstract readonly _members: readonly Member[];

  public get endpointIds(): string[] {
    return this._members.map(({ endpoint }) => endpoint.vpcEndpointId);
  }

  public get includedEndpoints(): IncludedEndpoint[] {
    return this._members.map(({ service, required, endpoint }) => ({
      service,
      required,
      purpose: service.purpose,
      endpointId: endpoint.vpcEndpointId,
    }));
  }

  public has(service: EndpointService): boolean {
    return this._members.some((member) => member.service._is(service));
  }

  public endpointId(service: EndpointService): string {
    return this.member(service).endpoint.vpcEndpointId;
  }

  public endpoint(service: EndpointService): ec2.IInterfaceVpcEndpoint {
    return this.member(service, EndpointType.INTERFACE).endpoint as ec2.IInterfaceVpcEndpoint;
  }

  public gatewayEndpoint(service: EndpointService): ec2.IGatewayVpcEndpoint {
    return this.member(service, EndpointType.GATEWAY).endpoint;
  }

  private member(service: EndpointService, type: EndpointType = service.type): Member {
    const member = this._members.find((one) => one.service._is(service));
    const ids = this._members.map((one) => one.service.id).join(', ');
    const method = service.type === EndpointType.GATEWAY ? 'gatewayEndpoint' : 'endpoint';
    SecureSageMakerError.throwIfAny(
      this,
      faultsOf('EndpointNotIncluded', [
        ...(member ? [] : [`there is no endpoint of ${service.id}: add the service to the set, which has ${ids}`]),
        ...(service.type === type
          ? []
          : [`the endpoint of ${service.id} is of the type ${service.type}: ask for it with ${method}`]),
      ]),
    );
    return member!;
  }
}

/**
 * Endpoints through which a VPC, and the networks behind it, reach AWS services without internet: one security group
 * that lets named clients in, and policies that let nothing out to accounts of others. Interface endpoints cost from the
 * moment they are created, per availability zone and hour.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export class PrivateEndpoints extends PrivateEndpointsBase {
  /** Endpoints that exist already, such as those of a central network account. */
  public static fromEndpointIds(
    scope: Construct,
    id: string,
    attributes: PrivateEndpointsAttributes,
  ): IPrivateEndpoints {
    SecureSageMakerError.throwIfAny(scope, attributeFaults(attributes));
    return new ImportedPrivateEndpoints(scope, id, attributes);
  }

  /** Lets further clients in, such as with `allowDefaultPortFrom`. */
  public readonly connections: ec2.Connections;
  /** @internal */
  public readonly _members: readonly Member[];
  /** The VPC of the endpoints. */
  public readonly vpc?: ec2.IVpc;
  private readonly home: ec2.IVpc;

  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scope, id);
    const services = servicesOf(props);
    SecureSageMakerError.throwIfAny(this, endpointsFaults(this, services, props));

    this.vpc = props.vpc;
    this.home = props.vpc;
    this.connections = new ec2.Connections({
      defaultPort: ec2.Port.tcp(PORT),
      securityGroups: this.securityGroupsFor(services),
    });
    this._members = services.map((service) => ({
      service,
      required: isRequired(service, props),
      endpoint: this.make(service, services, props),
    }));
    this.letIn(props);
    this.warnOfWeakening(props);
  }

  /**
   * A metric of the interface endpoint of a service, such as `ActiveConnections`, `BytesProcessed` or `PacketsDropped`.
   * By default it is the sum over five minutes.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
   */
  public metric(
    service: EndpointService,
    metricName: string,
    options: cloudwatch.MetricOptions = {},
  ): cloudwatch.Metric {
    const dimensionsMap = {
      'Endpoint Type': EndpointType.INTERFACE,
      'Service Name': Stack.of(this).resolve(awsService(service).name),
      'VPC Endpoint Id': this.endpoint(service).vpcEndpointId,
      'VPC Id': this.home.vpcId,
    };
    return new cloudwatch.Metric({
      namespace: 'AWS/PrivateLinkEndpoints',
      metricName,
      dimensionsMap,
      statistic: 'Sum',
      ...options,
    }).attachTo(this);
  }

  /** None where all endpoints are routes. */
  private securityGroupsFor(services: readonly EndpointService[]): ec2.ISecurityGroup[] {
    return services.some(({ type }) => type === EndpointType.INTERFACE)
      ? [new EndpointSecurityGroup(this, 'SecurityGroup', this.home)]
      : [];
  }

  private make(
    service: EndpointService,
    services: readonly EndpointService[],
    props: PrivateEndpointsProps,
  ): ec2.VpcEndpoint {
    const custom = props.customizations?.find((one) => one.service._is(service));
    const endpoint =
      service.type === EndpointType.GATEWAY
        ? this.makeGateway(service, custom)
        : this.makeInterface(service, services, props, custom);
    this.restrict(endpoint, service, props, custom);
    return endpoint;
  }

  private makeGateway(service: EndpointService, custom?: EndpointCustomization): ec2.GatewayVpcEndpoint {
    return new ec2.GatewayVpcEndpoint(this, constructIdOf(service), {
      vpc: this.home,
      service: new ec2.GatewayVpcEndpointAwsService(service.name, service._row.prefix),
      subnets: custom?.subnets && [custom.subnets],
    });
  }

  /** CDK would let the whole VPC in if it were not told to leave the security group alone. */
  private makeInterface(
    service: EndpointService,
    services: readonly EndpointService[],
    { subnets, zones, privateDns }: PrivateEndpointsProps,
    custom?: EndpointCustomization,
  ): ec2.InterfaceVpcEndpoint {
    const dns =
      custom?.privateDns ??
      (service._row.publicNames ? EndpointPrivateDns.DISABLED : (privateDns ?? EndpointPrivateDns.ENABLED));
    const privateDnsEnabled = dns === EndpointPrivateDns.ENABLED;
    return new ec2.InterfaceVpcEndpoint(this, constructIdOf(service), {
      vpc: this.home,
      service: awsService(service),
      subnets: onePerZone(custom?.subnets ?? subnets),
      lookupSupportedAzs: zones === EndpointZones.LOOKED_UP,
      securityGroups: this.connections.securityGroups,
      open: false,
      privateDnsEnabled,
      privateDnsOnlyForInboundResolverEndpoint: privateDnsEnabled ? resolversOf(service, services) : undefined,
    });
  }

  private restrict(
    endpoint: ec2.VpcEndpoint,
    service: EndpointService,
    props: PrivateEndpointsProps,
    custom?: EndpointCustomization,
  ): void {
    const policy = custom?.policy;
    if (policy?._unrestrictedBecause !== undefined) {
      warn(this, 'network.unrestrictedEndpoint', `${service.id}: ${policy._unrestrictedBecause}`);
    }
    const defaults = policy && !policy._withDefaults ? [] : defaultStatements(this, service._row.policy, props);
    const statements = [...defaults, ...(policy?._statements ?? [])];
    for (const statement of statements) {
      endpoint.addToPolicy(statement);
    }
    endpoint.node.addValidation({ validate: () => lengthFaults(endpoint, service).map(faultText) });
  }

  private letIn({ clients = [], vpcClients, vpc }: PrivateEndpointsProps): void {
    for (const client of clients) {
      this.connections.allowDefaultPortFrom(client, 'A client of the endpoints');
    }
    if (vpcClients === VpcClients.ALL) {
      this.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock), 'The VPC of the endpoints');
    }
  }

  private warnOfWeakening({ services }: PrivateEndpointsProps): void {
    for (const { service, reason } of services._omissions) {
      warn(this, 'network.requiredEndpointLeftOut', `${service.id}: ${reason}`);
    }
    if (Token.isUnresolved(Stack.of(this).region)) {
      warn(
        this,
        'network.unknownRegion',
        'The names of endpoint services are those of the partitions aws and aws-us-gov. Give the stack a region.',
      );
    }
  }
}

/** Endpoints that exist already. */
class ImportedPrivateEndpoints extends PrivateEndpointsBase {
  /** @internal */
  public readonly _members: readonly Member[];
  public readonly vpc?: ec2.IVpc;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, { endpointIds, securityGroups, vpc }: PrivateEndpointsAttributes) {
    super(scope, id);
    this.vpc = vpc;
    this.securityGroups = securityGroups;
    this._members = endpointIds.map(({ service, endpointId }) => ({
      service,
      required: false,
      endpoint: this.imported(service, endpointId),
    }));
  }

  public get connections(): ec2.Connections {
    const missing = this.securityGroups
      ? []
      : ['the security groups of the imported endpoints are not known: name them in fromEndpointIds'];
    SecureSageMakerError.throwIfAny(this, faultsOf('UnconnectedEndpoints', missing));
    return new ec2.Connections({ defaultPort: ec2.Port.tcp(PORT), securityGroups: this.securityGroups });
  }

  private imported(service: EndpointService, vpcEndpointId: string): ec2.IVpcEndpoint {
    const id = constructIdOf(service);
    return service.type === EndpointType.GATEWAY
      ? ec2.GatewayVpcEndpoint.fromGatewayVpcEndpointId(this, id, vpcEndpointId)
      : ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(this, id, {
          vpcEndpointId,
          port: PORT,
          securityGroups: this.securityGroups,
        });
  }
}

function servicesOf({ services, fips = FipsEndpoints.NONE }: PrivateEndpointsProps): EndpointService[] {
  return services.services.flatMap((service) => {
    const { fipsVariant } = service;
    if (!fipsVariant || fips === FipsEndpoints.NONE) {
      return [service];
    }
    return fips === FipsEndpoints.ONLY ? [fipsVariant] : [service, fipsVariant];
  });
}

/** A FIPS endpoint that stands in for another one is required like that one. */
function isRequired(service: EndpointService, { services, fips }: PrivateEndpointsProps): boolean {
  const standsFor = (one: EndpointService) =>
    one._is(service) || (fips === FipsEndpoints.ONLY && one.fipsVariant?._is(service));
  return services.services.some((one) => services.isRequired(one) && standsFor(one));
}

/** When all statements are there, also those that were added to the endpoint itself. */
function lengthFaults(endpoint: ec2.VpcEndpoint, service: EndpointService): Fault[] {
  const { policyDocument } = endpoint.node.defaultChild as ec2.CfnVPCEndpoint;
  const { atLeast } = policySize(endpoint, policyDocument ?? {});
  const message = `the policy of ${service.id} must have at most ${ENDPOINT_POLICY_QUOTA} characters, got ${atLeast}: use wider statements`;
  return faultsOf('EndpointPolicyTooLong', atLeast > ENDPOINT_POLICY_QUOTA ? [message] : []);
}

function awsService({ name, _row: { prefix } }: EndpointService): ec2.InterfaceVpcEndpointAwsService {
  return new ec2.InterfaceVpcEndpointAwsService(name, prefix, PORT);
}

/** CDK sees to that as well, but not for subnets that are named one by one. Zones that are not known are left to AWS. */
function onePerZone(selection?: ec2.SubnetSelection): ec2.SubnetSelection | undefined {
  const zones = selection?.subnets?.map(({ availabilityZone }) => availabilityZone) ?? [];
  const taken = (zone: string, index: number) => !Token.isUnresolved(zone) && zones.indexOf(zone) < index;
  return selection?.subnets
    ? { ...selection, subnets: selection.subnets.filter((_, index) => !taken(zones[index], index)) }
    : selection;
}

/** Beside a gateway endpoint, which is free of charge, the VPC need not go through the interfaces. */
function resolversOf(
  service: EndpointService,
  services: readonly EndpointService[],
): ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint | undefined {
  if (!service._is(EndpointService.S3_INTERFACE)) {
    return undefined;
  }
  const { ALL_RESOLVERS, ONLY_INBOUND_RESOLVER } = ec2.VpcEndpointPrivateDnsOnlyForInboundResolverEndpoint;
  return services.some((one) => one._is(EndpointService.S3)) ? ONLY_INBOUND_RESOLVER : ALL_RESOLVERS;
}
