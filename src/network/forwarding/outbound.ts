import { Names, Resource } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ram from 'aws-cdk-lib/aws-ram';
import * as route53resolver from 'aws-cdk-lib/aws-route53resolver';
import type { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { SecureSageMakerError } from '../../private/errors';
import { rangeOrStandIn } from '../../private/ip-ranges';
import { keyOf } from '../../private/life-cycle/names';
import { claim } from '../../private/life-cycle/unique';
import { inOrder } from '../../private/order';
import { normalizedZone } from '../dns/checks';
import { ruleClaims } from '../dns/claims';
import { addressClaims, addressesOf, cfnAddresses, pinnedAddresses } from '../resolver/endpoint';
import { ResolverAddressFamily } from '../resolver/ip-address';
import { admitToResolvers } from './admission';
import { outboundFaults } from './outbound-checks';
import { type ForwardingRule, type OutboundForwardingProps, OutboundProtocols } from './outbound-props';
import { DnsProtocol, type DnsServer } from './target';

const PORTS: Readonly<Record<DnsProtocol, number>> = { [DnsProtocol.DO53]: 53, [DnsProtocol.DOH]: 443 };

/** The same everywhere: another description replaces the security group, and with it the endpoint. */
const DESCRIPTION = 'Route 53 Resolver outbound endpoint';

const PROTOCOL_NAMES: Readonly<Record<OutboundProtocols, string[]>> = {
  [OutboundProtocols.DO53]: ['Do53'],
  [OutboundProtocols.DOH]: ['DoH'],
  [OutboundProtocols.DO53_AND_DOH]: ['Do53', 'DoH'],
};

/**
 * A Route 53 Resolver outbound endpoint, with rules that forward the queries of VPCs for some zones to other DNS servers: from a
 * Studio VPC to the corporate network, or from a spoke VPC to the inbound endpoint of a central one.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html
 */
export class OutboundForwarding extends Resource implements ec2.IConnectable {
  /** The id of the outbound endpoint. */
  public readonly resolverEndpointId: string;
  /** The addresses from which the endpoint asks, as far as they are pinned. */
  public readonly ipAddresses: string[];
  /** The zones that are forwarded, in the order of the rules. */
  public readonly zones: string[];
  /** The security group of the endpoint, which reaches the DNS servers of the rules and nothing else. */
  public readonly connections: ec2.Connections;

  private readonly rules: route53resolver.CfnResolverRule[] = [];

  constructor(scope: Construct, id: string, props: OutboundForwardingProps) {
    super(scope, id);
    const {
      vpc,
      rules,
      addressFamily = ResolverAddressFamily.IPV4,
      protocols = OutboundProtocols.DO53,
      associatedVpcs = [vpc],
    } = props;
    const addresses = addressesOf(props);
    SecureSageMakerError.throwIfAny(
      this,
      outboundFaults(this, { ...props, addressFamily, protocols, associatedVpcs }, addresses),
    );

    const securityGroup = new ClosedSecurityGroup(this, 'SecurityGroup', { vpc, description: DESCRIPTION });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup] });

    const resource = new route53resolver.CfnResolverEndpoint(this, 'Resource', {
      direction: 'OUTBOUND',
      name: props.resolverEndpointName,
      ipAddresses: cfnAddresses(this, addresses),
      securityGroupIds: [securityGroup.securityGroupId],
      resolverEndpointType: addressFamily,
      protocols: PROTOCOL_NAMES[protocols],
    });
    this.resolverEndpointId = resource.attrResolverEndpointId;
    this.ipAddresses = pinnedAddresses(addresses);
    this.zones = rules.map(({ zone }) => normalizedZone(zone));

    for (const rule of inOrder(this, rules, ({ zone }) => normalizedZone(zone))) {
      this.addForwardRule(rule, protocols);
    }
    for (const zone of inOrder(this, props.exceptions ?? [], normalizedZone)) {
      this.addRule(`Exception-${normalizedZone(zone)}`, { ruleType: 'SYSTEM', domainName: normalizedZone(zone) });
    }
    this.associate(associatedVpcs);
    const exceptions = (props.exceptions ?? []).map(normalizedZone);
    claim(this, ...ruleClaims(this, associatedVpcs, [...this.zones, ...exceptions]), ...addressClaims(this, addresses));
    this.share(props.sharedWith ?? []);
    admitToResolvers(this, rules, addresses, addressFamily);
  }

  /**
   * The number of DNS queries that were forwarded, by the sum of five minutes.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-with-cloudwatch.html
   */
  public metricOutboundQueryVolume(options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    const dimensionsMap = { EndpointId: this.resolverEndpointId };
    const volume = {
      namespace: 'AWS/Route53Resolver',
      metricName: 'OutboundQueryVolume',
      dimensionsMap,
      statistic: cloudwatch.Stats.SUM,
    };
    return new cloudwatch.Metric({ ...volume, ...options }).attachTo(this);
  }

  /** The target says its protocol even where the endpoint has one only: a second one could not be added otherwise. */
  private addForwardRule({ zone, ruleId, target }: ForwardingRule, protocols: OutboundProtocols): void {
    const domainName = normalizedZone(zone);
    // Resolver asks any of the servers.
    const servers = inOrder(this, target.dnsServers, ({ ip, ipv6, port }) => [ip, ipv6, port]);
    this.addRule(`Rule-${ruleId ?? domainName}`, {
      ruleType: 'FORWARD',
      domainName,
      resolverEndpointId: this.resolverEndpointId,
      targetIps: servers.map((server) => ({
        ip: server.ip,
        ipv6: server.ipv6,
        port: `${portOf(server, protocols)}`,
        protocol: protocolOf(server, protocols),
        serverNameIndication: server.serverName,
      })),
    });
    for (const server of servers) {
      this.allowQueriesTo(server, protocols);
    }
  }

  private allowQueriesTo(server: DnsServer, protocols: OutboundProtocols): void {
    const peer =
      server.ipv6 === undefined
        ? ec2.Peer.ipv4(rangeOrStandIn(`${server.ip}/32`, 4))
        : ec2.Peer.ipv6(rangeOrStandIn(`${server.ipv6}/128`, 6));
    const port = portOf(server, protocols);
    const plain = protocolOf(server, protocols) === DnsProtocol.DO53;
    for (const one of plain ? [ec2.Port.udp(port), ec2.Port.tcp(port)] : [ec2.Port.tcp(port)]) {
      this.connections.allowTo(peer, one, 'DNS queries');
    }
  }

  private addRule(id: string, props: route53resolver.CfnResolverRuleProps): void {
    this.rules.push(new route53resolver.CfnResolverRule(this, id, props));
  }

  private associate(vpcs: readonly ec2.IVpc[]): void {
    for (const vpc of inOrder(this, vpcs, ({ vpcId }) => vpcId)) {
      for (const rule of this.rules) {
        new route53resolver.CfnResolverRuleAssociation(rule, `Association${keyOf(this, vpc, vpc.vpcId)}`, {
          resolverRuleId: rule.attrResolverRuleId,
          vpcId: vpc.vpcId,
        });
      }
    }
  }

  private share(principals: readonly string[]): void {
    if (principals.length > 0) {
      new ram.CfnResourceShare(this, 'Share', {
        name: Names.uniqueResourceName(this, { maxLength: 128, allowedSpecialCharacters: '-_' }),
        allowExternalPrincipals: false,
        principals: inOrder(this, principals),
        resourceArns: inOrder(
          this,
          this.rules.map(({ attrArn }) => attrArn),
        ),
      });
    }
  }
}

/** The protocol of the server, or the only one of the endpoint. */
function protocolOf({ protocol }: DnsServer, protocols: OutboundProtocols): DnsProtocol {
  return protocol ?? (protocols === OutboundProtocols.DOH ? DnsProtocol.DOH : DnsProtocol.DO53);
}

function portOf(server: DnsServer, protocols: OutboundProtocols): number {
  return server.port ?? PORTS[protocolOf(server, protocols)];
}
