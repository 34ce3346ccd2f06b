import { Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct, type IConstruct } from 'constructs';
import { connectablesInOrder } from '../../private/closed-security-group';
import { check, SecureSageMakerError } from '../../private/errors';
import { claim } from '../../private/life-cycle/unique';
import { warn } from '../../private/warnings';
import { privateNameClaims } from '../dns/claims';
import { attributeFaults, constructIdOf, endpointsFaults } from './checks';
import { EndpointPerimeter } from './perimeter';
import {
  FipsEndpoints,
  type IncludedEndpoint,
  type PrivateEndpointsAttributes,
  type PrivateEndpointsProps,
  VpcClients,
} from './props';
import { EndpointSecurityGroup } from './security-group';
import { type EndpointService, EndpointType } from './service';
import { awsService, ENDPOINT_PORT, makeEndpoint, privateNames } from './vpc-endpoint';

/**
 * The endpoints through which a network reaches AWS services, wherever they were made.
 */
export interface IPrivateEndpoints extends IConstruct, ec2.IConnectable {
  /**
   * The VPC of the endpoints. It may be unknown where they are imported.
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The ids of all endpoints, in the order of their services.
   */
  readonly endpointIds: string[];

  /**
   * All endpoints with what they are needed for, in the order of their services.
   */
  readonly includedEndpoints: IncludedEndpoint[];

  /**
   * Whether there is an endpoint of a service.
   */
  has(service: EndpointService): boolean;

  /**
   * The id of the endpoint of a service, whether of interfaces or of routes.
   */
  endpointId(service: EndpointService): string;

  /**
   * The interface endpoint of a service.
   */
  endpoint(service: EndpointService): ec2.IInterfaceVpcEndpoint;

  /**
   * The gateway endpoint of a service.
   */
  gatewayEndpoint(service: EndpointService): ec2.IGatewayVpcEndpoint;
}

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
    SecureSageMakerError.throwIfAny(this, [
      ...check(
        member !== undefined,
        'EndpointNotIncluded',
        `there is no endpoint of ${service.id}: add the service to the set, which has ${ids}`,
      ),
      ...check(
        service.type === type,
        'EndpointNotIncluded',
        `the endpoint of ${service.id} is of the type ${service.type}: ask for it with ${method}`,
      ),
    ]);
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
  /** Undefined if a policy of the caller replaces one of the generated policies. @internal */
  public readonly _perimeter?: EndpointPerimeter;
  private readonly home: ec2.IVpc;

  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scope, id);
    const services = servicesOf(props);
    SecureSageMakerError.throwIfAny(this, endpointsFaults(this, services, props));

    this.vpc = props.vpc;
    this.home = props.vpc;
    this._perimeter = props.customizations?.some(({ policy }) => policy)
      ? undefined
      : (props.perimeter ?? EndpointPerimeter.STACK_ACCOUNT);
    this.connections = new ec2.Connections({
      defaultPort: ec2.Port.tcp(ENDPOINT_PORT),
      securityGroups: this.securityGroupsFor(services, props.ruleQuota),
    });
    this._members = services.map((service) => ({
      service,
      required: isRequired(service, props),
      endpoint: this.make(service, services, props),
    }));
    claim(this, ...privateNameClaims(this, [props.vpc], privateNames(this, services, props)));
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
  private securityGroupsFor(services: readonly EndpointService[], ruleQuota?: number): ec2.ISecurityGroup[] {
    return services.some(({ type }) => type === EndpointType.INTERFACE)
      ? [new EndpointSecurityGroup(this, 'SecurityGroup', this.home, ruleQuota)]
      : [];
  }

  private make(
    service: EndpointService,
    services: readonly EndpointService[],
    props: PrivateEndpointsProps,
  ): ec2.VpcEndpoint {
    const { securityGroups } = this.connections;
    const customization = props.customizations?.find((one) => one.service._is(service));
    return makeEndpoint(this, { service, services, securityGroups, props, customization });
  }

  private letIn({ clients = [], vpcClients, vpc }: PrivateEndpointsProps): void {
    for (const client of connectablesInOrder(this, clients)) {
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
    SecureSageMakerError.throwIfAny(
      this,
      check(
        this.securityGroups !== undefined,
        'UnconnectedEndpoints',
        'the security groups of the imported endpoints are not known: name them in fromEndpointIds',
      ),
    );
    return new ec2.Connections({ defaultPort: ec2.Port.tcp(ENDPOINT_PORT), securityGroups: this.securityGroups });
  }

  private imported(service: EndpointService, vpcEndpointId: string): ec2.IVpcEndpoint {
    const id = constructIdOf(service);
    return service.type === EndpointType.GATEWAY
      ? ec2.GatewayVpcEndpoint.fromGatewayVpcEndpointId(this, id, vpcEndpointId)
      : ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(this, id, {
          vpcEndpointId,
          port: ENDPOINT_PORT,
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
