import { join } from 'node:path';
import type { StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, network, studio } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { IsolatedVpc } from '../../examples/shared/isolated-vpc';
import { TwoZoneStack } from '../../examples/shared/two-zone-stack';

const { EndpointSet } = network;

const LOGO = join(__dirname, '..', '..', 'test', 'samples', 'logo.png');

/** Account and region are named, so that the names of hosts are known without a deployment. */
export const ENVIRONMENT = { account: '111122223333', region: 'eu-central-1' };

/** Where browsers are. */
const CORPORATE_NETWORK = '10.64.0.0/12';

/** Whom the identity provider knows. Bob may not open anything, and nobody told the directory of Mallory. */
export const ALICE = { subject: '00u-alice', userProfileName: 'alice' };
export const BOB = { subject: '00u-bob', userProfileName: 'bob' };
/** She has two user profiles to choose from. */
export const CAROL = { subject: '00u-carol', userProfileNames: ['carol', 'carol-lab'], label: 'Laboratory' };
export const MALLORY = { subject: '00u-mallory' };

/** The client of the portal at the identity provider. */
export const PORTAL_CLIENT = 'studio-portal';
/** The same for pages that sign users in, which have no secret. */
export const PUBLIC_PORTAL_CLIENT = 'studio-portal-page';
export const CONTACT = 'Help desk, phone 4711';

/** For whom tokens are issued. */
export const AUDIENCE = 'studio-access';

/** Whose sessions end with the deployment. */
export enum Revocation {
  NOBODY = 'NOBODY',
  ALICE = 'ALICE',
  EVERYBODY = 'EVERYBODY',
}

/** Where a portal signs users in. */
export enum PortalPlace {
  SERVER = 'SERVER',
  BROWSER = 'BROWSER',
}

export interface LocalAccessProps extends StackProps {
  /** As its tokens name it. */
  readonly identityProvider: string;
  readonly jwksUri: string;
  /** @default - the token of an identity provider, which a function verifies */
  readonly authorizationOf?: (scope: Construct) => access.Authorization;
  /** @default - none */
  readonly allowedOrigins?: string[];
  /** @default Revocation.NOBODY */
  readonly revocation?: Revocation;
  /** Where the portal of the API signs users in. @default - the API serves no portal */
  readonly portal?: PortalPlace;
  /** @default - she may */
  readonly aliceEnabled?: boolean;
}

/** Studio behind a private API, with all that leads there. */
export class LocalAccessStack extends TwoZoneStack {
  public readonly access: access.PrivateStudioAccess;
  public readonly endpoints: network.PrivateEndpoints;
  public readonly forwarderConfig: network.DnsForwarderConfig;
  /** With which operators shut users out, without a deployment. */
  public readonly revocation: access.Revocation;

  constructor(scope: Construct, id: string, props: LocalAccessProps) {
    super(scope, id, { env: ENVIRONMENT, ...props });
    const { vpc } = new IsolatedVpc(this, 'Network', { cidr: '10.20.0.0/22' });
    const domain = new studio.Domain(this, 'Domain', { vpc });
    const profiles = [ALICE, BOB].map(({ userProfileName }) => domain.addUserProfile(userProfileName));
    const labels = [undefined, CAROL.label];
    const choices = CAROL.userProfileNames.map((name, index) => ({
      subject: CAROL.subject,
      userProfile: domain.addUserProfile(name),
      label: labels[index],
    }));
    this.endpoints = new network.PrivateEndpoints(this, 'Endpoints', {
      vpc,
      services: EndpointSet.PRESIGNED_URL,
      clients: [ec2.Peer.ipv4(CORPORATE_NETWORK)],
      studioDomains: [domain.domainId],
    });
    this.forwarderConfig = this.forward(vpc);
    this.access = new access.PrivateStudioAccess(this, 'Access', {
      domain,
      endpoints: this.endpoints,
      authorization: props.authorizationOf?.(this) ?? jwtAuthorization(props),
      users: access.UserDirectory.fromUsers(
        [
          ...[ALICE, BOB].map(({ subject }, index) => ({
            subject,
            userProfile: profiles[index],
            enabled: index === 0 && props.aliceEnabled !== false,
          })),
          ...choices,
        ],
        { issuer: props.identityProvider },
      ),
      api: { allowedOrigins: props.allowedOrigins },
      portal: props.portal && this.portal(props.portal),
      urlFunction: { dynamoDbPrefixListId: 'pl-66a5400f' },
    });
    this.revoke(domain, props.revocation);
    this.revocation = new access.Revocation(this, 'Revocation', {
      table: this.access.urlFunction.directoryTable!,
      accessRoles: [this.access.accessRole!],
    });
  }

  private portal(place: PortalPlace): access.Portal {
    const common = {
      scopes: ['openid', 'studio'],
      parameters: { resource: 'urn:studio-access' },
      pages: { contact: CONTACT, logo: access.PortalLogo.fromFile(LOGO) },
    };
    if (place === PortalPlace.BROWSER) {
      return access.Portal.inBrowser({ clientId: PUBLIC_PORTAL_CLIENT, ...common });
    }
    return access.Portal.serverSide({
      clientId: PORTAL_CLIENT,
      credentials: access.PortalCredentials.fromSecret(new secretsmanager.Secret(this, 'PortalSecret')),
      ...common,
    });
  }

  private forward(vpc: ec2.IVpc): network.DnsForwarderConfig {
    const resolver = new network.InboundResolver(this, 'Resolver', {
      vpc,
      allowedDnsServers: ['10.64.0.2/32'],
      ipAddresses: network.ResolverIpAddresses.derived({ vpc, hostNumber: 10 }),
    });
    return new network.DnsForwarderConfig(this, 'Handover', { resolver, endpoints: this.endpoints });
  }

  private revoke(domain: studio.IDomain, revocation = Revocation.NOBODY): void {
    if (revocation === Revocation.EVERYBODY) {
      this.access.revokeAll();
    } else if (revocation === Revocation.ALICE) {
      this.access.revokeUserProfile(domain, ALICE.userProfileName);
    }
  }
}

function jwtAuthorization({ identityProvider, jwksUri }: LocalAccessProps): access.Authorization {
  return access.Authorization.jwt({
    issuer: identityProvider,
    audiences: [AUDIENCE],
    keys: access.JwtKeys.fromUri(jwksUri),
    requiredScopes: ['studio'],
  });
}
