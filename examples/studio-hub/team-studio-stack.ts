import { CfnOutput, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network, studio } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { IsolatedVpc } from '../shared/isolated-vpc';
import { TwoZoneStack } from '../shared/two-zone-stack';
import { S3_PREFIX_LIST, type Team } from './organization';

export interface TeamStackProps extends StackProps {
  readonly team: Team;
}

/** In the account of a team: the domain, with endpoints that only its applications use. */
export class TeamStudioStack extends TwoZoneStack {
  public readonly network: IsolatedVpc;
  public readonly domain: studio.Domain;
  public readonly endpoints: network.PrivateEndpoints;

  constructor(scope: Construct, id: string, { team, ...props }: TeamStackProps) {
    super(scope, id, { description: `The Studio domain of the team ${team.name}`, ...props });
    this.network = new IsolatedVpc(this, 'Network', { cidr: team.vpc });
    const { vpc } = this.network;
    this.domain = new studio.Domain(this, 'Domain', { vpc });
    for (const { name } of team.users) {
      this.domain.addUserProfile(name);
    }
    this.endpoints = new network.PrivateEndpoints(this, 'Endpoints', {
      vpc,
      services: network.EndpointSet.STUDIO.union(network.EndpointSet.TRAINING),
      clients: [this.domain],
      studioDomains: [this.domain.domainId],
    });
    this.domain.connections.allowTo(
      ec2.Peer.prefixList(S3_PREFIX_LIST),
      ec2.Port.HTTPS,
      'S3 through the gateway endpoint',
    );
    new CfnOutput(this, 'DomainId', { value: this.domain.domainId, description: 'For organization.ts' });
  }
}
