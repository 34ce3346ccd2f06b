import { CfnOutput, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import type { PrivateStudioStack } from '../private-studio/private-studio-stack';
import { LoggedVpc } from '../shared/logged-vpc';
import { TwoZoneStack } from '../shared/two-zone-stack';
import { ClientHost } from './client-host';
import { Peering } from './peering';
import { REHEARSAL } from './rehearsal';

export interface CorporateNetworkStackProps extends StackProps {
  readonly studioStack: PrivateStudioStack;
}

/** A VPC in the place of a corporate network: its own DNS, a way to the VPC of Studio, and a host to open Studio from. */
export class CorporateNetworkStack extends TwoZoneStack {
  public readonly network: LoggedVpc;
  public readonly forwarding: network.OutboundForwarding;
  public readonly host: ClientHost;

  constructor(scope: Construct, id: string, { studioStack, ...props }: CorporateNetworkStackProps) {
    super(scope, id, { description: 'Stands for a corporate network, to rehearse private access to Studio', ...props });
    this.network = new LoggedVpc(this, 'Network', {
      cidr: REHEARSAL.vpc,
      natGateways: 1,
      subnetConfiguration: [
        // Only the NAT gateway is here.
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 26, mapPublicIpOnLaunch: false },
        { name: 'Office', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
      ],
    });
    const { vpc } = this.network;
    const studioVpc = studioStack.network.vpc;
    new Peering(this, 'Peering', {
      requester: { vpc, subnets: vpc.privateSubnets },
      accepter: { vpc: studioVpc, subnets: studioVpc.isolatedSubnets },
    });
    this.forwarding = this.forward(vpc, studioStack);
    this.host = new ClientHost(this, 'Host', { vpc });
    new CfnOutput(this, 'HostId', { value: this.host.instance.instanceId, description: 'For Session Manager' });
  }

  /** What corporate DNS servers would do: the names of Studio go to the inbound resolver, and all others to the internet. */
  private forward(vpc: ec2.IVpc, { forwarderConfig, resolver }: PrivateStudioStack): network.OutboundForwarding {
    const target = network.ForwardingTarget.inboundResolver(resolver);
    return new network.OutboundForwarding(this, 'Dns', {
      vpc,
      rules: forwarderConfig.zones.map((zone) => ({ zone, target })),
      ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
    });
  }
}
