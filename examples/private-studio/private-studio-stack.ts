import { Fn, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { network, studio } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { CORPORATE_NETWORK } from './corporate-network';
import { IsolatedVpc } from './isolated-vpc';

const { EndpointService, EndpointSet } = network;

/** Studio that is reached from a corporate network through private endpoints, and from nowhere else. */
export class PrivateStudioStack extends Stack {
  public readonly network: IsolatedVpc;
  public readonly image: studio.Image;
  public readonly domain: studio.Domain;
  public readonly users: studio.UserProfile[];
  public readonly endpoints: network.PrivateEndpoints;
  public readonly resolver: network.InboundResolver;
  public readonly handover: network.ForwarderHandover;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'A Studio domain without internet, for users of a corporate network', ...props });
    this.network = new IsolatedVpc(this, 'Network', { cidr: CORPORATE_NETWORK.vpc });
    const { vpc } = this.network;
    this.image = new studio.Image(this, 'TeamImage', { displayName: 'Team image' });
    this.domain = new studio.Domain(this, 'Domain', { vpc, jupyterLab: { customImages: [this.teamImage()] } });
    this.users = CORPORATE_NETWORK.users.map((name) => this.domain.addUserProfile(name));

    this.endpoints = new network.PrivateEndpoints(this, 'Endpoints', {
      vpc,
      services: EndpointSet.STUDIO.union(EndpointSet.TRAINING),
      clients: [...CORPORATE_NETWORK.clients.map((range) => ec2.Peer.ipv4(range)), this.domain],
      studioDomains: [this.domain.domainId],
    });
    this.domain.connections.allowTo(ec2.Peer.prefixList(CORPORATE_NETWORK.s3PrefixList), ec2.Port.HTTPS, 'S3 by gateway endpoint');
    this.openStudio();

    this.resolver = new network.InboundResolver(this, 'Resolver', {
      vpc,
      allowedDnsServers: [...CORPORATE_NETWORK.dnsServers],
      ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
      queryLogging: {},
    });
    this.handover = new network.ForwarderHandover(this, 'Handover', { resolver: this.resolver, endpoints: this.endpoints });
  }

  /** Left to the deployment, so that nothing is looked up at synthesis. */
  public override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  /** Pinned by its digest: whoever pushes another image under the same tag changes nothing here. */
  private teamImage(): studio.CustomImage {
    const { repository, digest } = CORPORATE_NETWORK.image;
    const version = this.image.addVersion('Reviewed', { repository: ecr.Repository.fromRepositoryName(this, 'Repository', repository), digest });
    return version.customImage(new studio.JupyterLabImageConfig(this, 'TeamImageConfig'));
  }

  /** Everybody may open Studio as themselves, and applications in it, through the two endpoints alone. */
  private openStudio(): void {
    const through = { endpoints: [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO].map((service) => this.endpoints.endpoint(service)) };
    this.domain.grants.ownAppUrl(this.domain, through);
    for (const user of this.users) {
      user.grants.presignedUrl(new iam.ManagedPolicy(this, `Open${user.userProfileName}`, { description: `Opens Studio as ${user.userProfileName}` }), through);
    }
  }
}
