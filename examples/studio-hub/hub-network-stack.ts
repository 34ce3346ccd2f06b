import { CfnOutput, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { network } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { IsolatedVpc } from '../shared/isolated-vpc';
import { TwoZoneStack } from '../shared/two-zone-stack';
import { domainArn, HUB, TEAMS } from './organization';

const { EndpointService } = network;

/** In the account of the hub: the endpoints that browsers and the API use, and the names that lead to them. */
export class HubNetworkStack extends TwoZoneStack {
  public readonly network: IsolatedVpc;
  public readonly endpoints: network.PrivateEndpoints;
  public readonly resolver: network.InboundResolver;
  public readonly forwarderConfig: network.DnsForwarderConfig;
  /** Its only record is that of the portal. */
  public readonly portalZone: route53.PrivateHostedZone;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'The network through which all teams reach Studio', ...props });
    this.network = new IsolatedVpc(this, 'Network', { cidr: HUB.vpc });
    const { vpc } = this.network;
    this.endpoints = new network.PrivateEndpoints(this, 'Endpoints', {
      vpc,
      services: network.EndpointSet.PRESIGNED_URL,
      clients: HUB.clients.map((range) => ec2.Peer.ipv4(range)),
      perimeter: network.EndpointPerimeter.accounts(HUB.env.account, ...TEAMS.map(({ env }) => env.account)),
      studioDomains: TEAMS.map(domainArn),
    });
    this.resolver = new network.InboundResolver(this, 'Resolver', {
      vpc,
      allowedDnsServers: HUB.dnsServers,
      ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
      queryLogging: {},
    });
    this.forwarderConfig = new network.DnsForwarderConfig(this, 'Handover', {
      resolver: this.resolver,
      services: [EndpointService.SAGEMAKER_STUDIO, EndpointService.SAGEMAKER_API],
      zones: [HUB.portal.domainName],
    });
    this.portalZone = new route53.PrivateHostedZone(this, 'PortalZone', { vpc, zoneName: HUB.portal.domainName });
    this.tellTeams();
  }

  /** The ids that `organization.ts` has for the access roles of the teams. */
  private tellTeams(): void {
    const services = {
      SagemakerApi: EndpointService.SAGEMAKER_API,
      Studio: EndpointService.SAGEMAKER_STUDIO,
      Sts: EndpointService.STS,
    };
    for (const [name, service] of Object.entries(services)) {
      new CfnOutput(this, `${name}Endpoint`, {
        value: this.endpoints.endpointId(service),
        description: service.purpose,
      });
    }
  }
}
