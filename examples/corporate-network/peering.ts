import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A VPC, and its subnets that take part. */
export interface PeeringSide {
  readonly vpc: ec2.IVpc;
  readonly subnets: readonly ec2.ISubnet[];
}

export interface PeeringProps {
  readonly requester: PeeringSide;
  readonly accepter: PeeringSide;
}

/** A peering connection between two VPCs of one account, with routes in both directions. */
export class Peering extends Construct {
  constructor(scope: Construct, id: string, { requester, accepter }: PeeringProps) {
    super(scope, id);
    const { attrId } = new ec2.CfnVPCPeeringConnection(this, 'Connection', {
      vpcId: requester.vpc.vpcId,
      peerVpcId: accepter.vpc.vpcId,
    });
    this.route('Outgoing', requester, accepter, attrId);
    this.route('Returning', accepter, requester, attrId);
  }

  private route(id: string, { subnets }: PeeringSide, { vpc }: PeeringSide, vpcPeeringConnectionId: string): void {
    for (const [index, { routeTable }] of subnets.entries()) {
      new ec2.CfnRoute(this, `${id}${index + 1}`, {
        routeTableId: routeTable.routeTableId,
        destinationCidrBlock: vpc.vpcCidrBlock,
        vpcPeeringConnectionId,
      });
    }
  }
}
