import { type IResource, Resource } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53resolver from 'aws-cdk-lib/aws-route53resolver';
import type { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { check, SecureSageMakerError } from '../../private/errors';
import { isWithin, rangeOrStandIn, versionOf } from '../../private/ip-ranges';
import { claim } from '../../private/life-cycle/unique';
import { SECURITY_GROUP_RULES_DEFAULT_QUOTA } from '../../private/limits';
import { inOrder } from '../../private/order';
import { attributeFaults, inboundFaults } from './checks';
import { addressClaims, addressesOf, cfnAddresses, pinnedAddresses } from './endpoint';
import { InboundProtocols, type InboundResolverAttributes, type InboundResolverProps } from './inbound-props';
import { ResolverAddressFamily } from './ip-address';
import { ResolverQueryLog } from './query-log';

/**
 * A Route 53 Resolver inbound endpoint.
 */
export interface IInboundResolver extends IResource, ec2.IConnectable {
  /**
   * The id of the endpoint, such as `rslvr-in-0123456789abcdef0`.
   *
   * @attribute
   */
  readonly resolverEndpointId: string;

  /**
   * The addresses to which DNS servers forward queries, as far as they are known before the deployment: those that are pinned.
   */
  readonly ipAddresses: string[];

  /**
   * The id of the VPC whose names the endpoint answers. It is absent where an imported endpoint does not say.
   */
  readonly vpcId?: string;

  /**
   * A CloudWatch metric of the endpoint, by the average of five minutes where nothing else is said.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-with-cloudwatch.html
   */
  metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of DNS queries that came in, by the sum of five minutes.
   */
  metricInboundQueryVolume(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of network interfaces that Route 53 is recovering, by the maximum of five minutes.
   */
  metricUnhealthyNetworkInterfaces(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The load of the busiest network interface, by the maximum of five minutes: 0 is normal, 1 above half and 2 above three quarters of what it can do.
   */
  metricCapacityStatus(options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** The same everywhere: another description replaces the security group, and with it the endpoint. */
const DESCRIPTION = 'Route 53 Resolver inbound endpoint';

const DO53_PORTS = [ec2.Port.udp(53), ec2.Port.tcp(53)];

/** What each choice is to the service, and which ports it needs. */
const PROTOCOLS: Readonly<Record<InboundProtocols, { names: string[]; ports: ec2.Port[] }>> = {
  [InboundProtocols.DO53]: { names: ['Do53'], ports: DO53_PORTS },
  [InboundProtocols.DOH]: { names: ['DoH'], ports: [ec2.Port.HTTPS] },
  [InboundProtocols.DOH_FIPS]: { names: ['DoH-FIPS'], ports: [ec2.Port.HTTPS] },
  [InboundProtocols.DO53_AND_DOH]: { names: ['Do53', 'DoH'], ports: [...DO53_PORTS, ec2.Port.HTTPS] },
  [InboundProtocols.DO53_AND_DOH_FIPS]: { names: ['Do53', 'DoH-FIPS'], ports: [...DO53_PORTS, ec2.Port.HTTPS] },
};

/** What made and imported inbound endpoints have in common. */
abstract class InboundResolverBase extends Resource implements IInboundResolver {
  public abstract readonly resolverEndpointId: string;
  public abstract readonly ipAddresses: string[];
  public abstract readonly vpcId?: string;
  public abstract readonly connections: ec2.Connections;

  /**
   * A CloudWatch metric of the endpoint, by the average of five minutes where nothing else is said.
   */
  public metric(metricName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    const dimensionsMap = { EndpointId: this.resolverEndpointId };
    return new cloudwatch.Metric({ namespace: 'AWS/Route53Resolver', metricName, dimensionsMap, ...options }).attachTo(
      this,
    );
  }

  /**
   * The number of DNS queries that came in, by the sum of five minutes.
   */
  public metricInboundQueryVolume(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric('InboundQueryVolume', { statistic: cloudwatch.Stats.SUM, ...options });
  }

  /**
   * The number of network interfaces that Route 53 is recovering, by the maximum of five minutes.
   */
  public metricUnhealthyNetworkInterfaces(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric('EndpointUnHealthyENICount', { statistic: cloudwatch.Stats.MAXIMUM, ...options });
  }

  /**
   * The load of the busiest network interface, by the maximum of five minutes: 0 is normal, 1 above half and 2 above three quarters of what it can do.
   */
  public metricCapacityStatus(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return this.metric('ResolverEndpointCapacityStatus', { statistic: cloudwatch.Stats.MAXIMUM, ...options });
  }
}

/**
 * A Route 53 Resolver inbound endpoint, which lets DNS servers outside of AWS resolve the private names of a VPC, and nobody
 * else. It costs from the moment it is created, by the number of its addresses.
 *
 * The security group belongs to the endpoint, and its logical id depends on the id of this construct alone, since another
 * security group replaces the endpoint, and with it all addresses that are not pinned. Its rules track connections,
 * which lowers what one address can answer from about 10,000 to as few as 1,500 queries per second.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html
 */
export class InboundResolver extends InboundResolverBase {
  /** An existing inbound endpoint, of which nothing but the id is known: enough for metrics. */
  public static fromResolverEndpointId(scope: Construct, id: string, resolverEndpointId: string): IInboundResolver {
    return InboundResolver.fromInboundResolverAttributes(scope, id, { resolverEndpointId });
  }

  /** An existing inbound endpoint, with what is known of it. */
  public static fromInboundResolverAttributes(
    scope: Construct,
    id: string,
    attributes: InboundResolverAttributes,
  ): IInboundResolver {
    SecureSageMakerError.throwIfAny(scope, attributeFaults(attributes));
    return new ImportedInboundResolver(scope, id, attributes);
  }

  /** The id of the endpoint. */
  public readonly resolverEndpointId: string;
  /** The ARN of the endpoint. */
  public readonly resolverEndpointArn: string;
  /** The addresses that are pinned or derived, and none of those that AWS chooses. */
  public readonly ipAddresses: string[];
  /** The id of the VPC whose names the endpoint answers. */
  public readonly vpcId?: string;
  /** The protocols in which the endpoint answers. */
  public readonly protocols: InboundProtocols;
  /** The security group of the endpoint, as something to connect to. `allowQueriesFrom` opens the right ports. */
  public readonly connections: ec2.Connections;
  /** The query log, where there is one. */
  public readonly queryLog?: ResolverQueryLog;

  private readonly addressFamily: ResolverAddressFamily;
  private readonly admitted: string[];

  constructor(scope: Construct, id: string, props: InboundResolverProps) {
    super(scope, id);
    const { vpc, addressFamily = ResolverAddressFamily.IPV4, ruleQuota = SECURITY_GROUP_RULES_DEFAULT_QUOTA } = props;
    const addresses = addressesOf(props);
    SecureSageMakerError.throwIfAny(this, inboundFaults(this, props, addresses, addressFamily));
    this.protocols = props.protocols ?? InboundProtocols.DO53;
    this.vpcId = vpc.vpcId;

    const securityGroup = new ClosedSecurityGroup(this, 'SecurityGroup', { vpc, description: DESCRIPTION, ruleQuota });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup] });
    this.addressFamily = addressFamily;
    this.admitted = [...inOrder(this, props.allowedDnsServers)];
    for (const range of this.admitted) {
      this.allowQueriesFrom(peerOf(range, addressFamily));
    }

    const resource = new route53resolver.CfnResolverEndpoint(this, 'Resource', {
      direction: 'INBOUND',
      name: props.resolverEndpointName,
      ipAddresses: cfnAddresses(this, addresses),
      securityGroupIds: [securityGroup.securityGroupId],
      resolverEndpointType: addressFamily,
      protocols: PROTOCOLS[this.protocols].names,
    });
    this.resolverEndpointId = resource.attrResolverEndpointId;
    this.resolverEndpointArn = resource.attrArn;
    this.ipAddresses = pinnedAddresses(addresses);
    claim(this, ...addressClaims(this, addresses));
    this.queryLog =
      props.queryLogging && new ResolverQueryLog(this, 'QueryLog', { vpcs: [vpc], ...props.queryLogging });
  }

  /**
   * Lets somebody else ask, in the protocols of the endpoint: a security group, or a range of addresses.
   */
  public allowQueriesFrom(other: ec2.IConnectable): void {
    for (const port of PROTOCOLS[this.protocols].ports) {
      this.connections.allowFrom(other, port, 'DNS queries');
    }
  }

  /** Lets ranges of addresses ask, unless a wider one may already. @internal */
  public _admit(ranges: readonly string[]): void {
    for (const range of ranges.filter((one) => !this.admitted.some((wide) => isWithin(one, wide)))) {
      this.admitted.push(range);
      this.allowQueriesFrom(peerOf(range, this.addressFamily));
    }
  }
}

/** An inbound endpoint that exists already. */
class ImportedInboundResolver extends InboundResolverBase {
  public readonly resolverEndpointId: string;
  public readonly ipAddresses: string[];
  public readonly vpcId?: string;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(
    scope: Construct,
    id: string,
    { resolverEndpointId, ipAddresses, vpc, securityGroups }: InboundResolverAttributes,
  ) {
    super(scope, id);
    this.resolverEndpointId = resolverEndpointId;
    this.ipAddresses = ipAddresses ?? [];
    this.vpcId = vpc?.vpcId;
    this.securityGroups = securityGroups;
  }

  public get connections(): ec2.Connections {
    const hint = 'import it with fromInboundResolverAttributes and its security groups';
    SecureSageMakerError.throwIfAny(
      this,
      check(
        this.securityGroups !== undefined,
        'UnconnectedResolver',
        `the security groups of the imported inbound endpoint ${this.resolverEndpointId} are not known: ${hint}`,
      ),
    );
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}

/** The version of a token is that of the endpoint. */
function peerOf(range: string, family: ResolverAddressFamily): ec2.IPeer {
  const version = versionOf(range) ?? (family === ResolverAddressFamily.IPV6 ? 6 : 4);
  const known = rangeOrStandIn(range, version);
  return version === 6 ? ec2.Peer.ipv6(known) : ec2.Peer.ipv4(known);
}
