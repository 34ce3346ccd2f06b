import { CfnOutput, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { access, network, studio } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../shared/alarm-topic';
import { IsolatedVpc } from '../shared/isolated-vpc';
import { TwoZoneStack } from '../shared/two-zone-stack';
import { CORPORATE_NETWORK } from './corporate-network';

const { EndpointService, EndpointSet } = network;

/** Studio that is reached from a corporate network through private endpoints, and from nowhere else. */
export class PrivateStudioStack extends TwoZoneStack {
  public readonly network: IsolatedVpc;
  public readonly image: studio.Image;
  public readonly domain: studio.Domain;
  public readonly users: studio.IUserProfile[];
  public readonly endpoints: network.PrivateEndpoints;
  public readonly resolver: network.InboundResolver;
  public readonly forwarderConfig: network.DnsForwarderConfig;
  public readonly access: access.PrivateStudioAccess;
  public readonly operations: access.AccessOperations;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'A Studio domain without internet, for users of a corporate network', ...props });
    this.network = new IsolatedVpc(this, 'Network', { cidr: CORPORATE_NETWORK.vpc });
    const { vpc } = this.network;
    this.image = new studio.Image(this, 'TeamImage', { displayName: 'Team image' });
    this.domain = new studio.Domain(this, 'Domain', { vpc, jupyterLab: { customImages: [this.teamImage()] } });
    this.users = CORPORATE_NETWORK.users.map(({ name }) => this.domain.addUserProfile(name));

    this.endpoints = new network.PrivateEndpoints(this, 'Endpoints', {
      vpc,
      services: EndpointSet.STUDIO.union(EndpointSet.TRAINING).union(EndpointSet.PRESIGNED_URL),
      clients: [...CORPORATE_NETWORK.clients.map((range) => ec2.Peer.ipv4(range)), this.domain],
      studioDomains: [this.domain.domainId],
    });
    this.domain.connections.allowTo(
      ec2.Peer.prefixList(CORPORATE_NETWORK.s3PrefixList),
      ec2.Port.HTTPS,
      'S3 by gateway endpoint',
    );
    this.openApplications();

    this.resolver = new network.InboundResolver(this, 'Resolver', {
      vpc,
      allowedDnsServers: [...CORPORATE_NETWORK.dnsServers],
      ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
      queryLogging: {},
    });
    this.forwarderConfig = new network.DnsForwarderConfig(this, 'Handover', {
      resolver: this.resolver,
      endpoints: this.endpoints,
    });

    this.access = this.openStudio();
    this.operations = new access.AccessOperations(this, 'Operations', {
      studioAccess: this.access,
      alarmActions: [new SnsAction(new AlarmTopic(this, 'Alarms').topic)],
    });
    new CfnOutput(this, 'ApiUrl', {
      value: this.access.apiUrl,
      description: 'POST presigned-url, or GET studio, with a token of the identity provider',
    });
  }

  /** Pinned by its digest: whoever pushes another image under the same tag changes nothing here. */
  private teamImage(): studio.CustomImage {
    const { repository, digest } = CORPORATE_NETWORK.image;
    const version = this.image.addVersion('Reviewed', {
      repository: ecr.Repository.fromRepositoryName(this, 'Repository', repository),
      digest,
    });
    return version.customImage(new studio.JupyterLabImageConfig(this, 'TeamImageConfig'));
  }

  /** From within Studio, users open their own applications, through the two endpoints alone. */
  private openApplications(): void {
    const services = [EndpointService.SAGEMAKER_API, EndpointService.SAGEMAKER_STUDIO];
    this.domain.grants.ownAppUrl(this.domain, {
      endpoints: services.map((service) => this.endpoints.endpoint(service)),
    });
  }

  /** Whoever signs in with the identity provider opens the user profile that the directory says, and nobody opens Studio in another way. */
  private openStudio(): access.PrivateStudioAccess {
    const { identityProvider, users, dynamoDbPrefixList } = CORPORATE_NETWORK;
    return new access.PrivateStudioAccess(this, 'Access', {
      domain: this.domain,
      endpoints: this.endpoints,
      authorization: access.Authorization.jwt({
        issuer: identityProvider.issuer,
        audiences: [identityProvider.audience],
        keys: access.JwtKeys.fromUri(identityProvider.keys),
      }),
      users: access.UserDirectory.fromUsers(
        users.map(({ subject }, index) => ({ subject, userProfile: this.users[index] })),
      ),
      urlFunction: { dynamoDbPrefixListId: dynamoDbPrefixList },
    });
  }
}
