import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { access, type network } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../shared/alarm-topic';
import { accessRoleArn, HUB, TEAMS } from './organization';

export interface HubAccessStackProps extends StackProps {
  readonly endpoints: network.PrivateEndpoints;
  /** The zone with the name of the portal. */
  readonly portalZone: route53.IPrivateHostedZone;
}

/** In the account of the hub: the portal and the API that return presigned URLs for the domains of all teams. */
export class HubAccessStack extends Stack {
  public readonly access: access.PrivateStudioAccess;

  constructor(scope: Construct, id: string, { endpoints, portalZone, ...props }: HubAccessStackProps) {
    super(scope, id, { description: 'Presigned URLs for the Studio domains of all teams', ...props });
    const { dynamoDbPrefixList, identityProvider, urlFunctionRole } = HUB;
    this.access = new access.PrivateStudioAccess(this, 'Access', {
      endpoints,
      authorization: access.Authorization.jwt({
        issuer: identityProvider.issuer,
        audiences: [identityProvider.audience],
        keys: access.JwtKeys.fromUri(identityProvider.keys),
      }),
      users: access.UserDirectory.fromUsers(usersOfAllTeams()),
      urlFunction: { roleName: urlFunctionRole, dynamoDbPrefixListId: dynamoDbPrefixList },
      portal: this.portal(portalZone),
    });
    this.access.addAlarms([new SnsAction(new AlarmTopic(this, 'Alarms').topic)]);
    new CfnOutput(this, 'ApiUrl', {
      value: this.access.apiUrl,
      description: 'POST presigned-url, or GET studio, with a token of the identity provider',
    });
  }

  /** Signs users in with the identity provider, and lets those of several teams choose a domain. */
  private portal(hostedZone: route53.IPrivateHostedZone): access.Portal {
    const { domainName, certificate, clientId, clientSecret, contact } = HUB.portal;
    const secret = Secret.fromSecretNameV2(this, 'ClientSecret', clientSecret);
    return access.Portal.serverSide({
      clientId,
      credentials: access.PortalCredentials.fromSecret(secret),
      scopes: ['openid', HUB.identityProvider.audience],
      pages: { contact },
      domain: {
        domainName,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
        hostedZone,
      },
    });
  }
}

/** The users of each team with its domain, which the access role of that team opens. */
function usersOfAllTeams(): access.DirectoryUser[] {
  return TEAMS.flatMap((team) =>
    team.users.map(({ name, subject }) => ({
      subject,
      label: `${team.name}, ${name}`,
      domainId: team.domainId,
      userProfileName: name,
      accessRoleArn: accessRoleArn(team),
    })),
  );
}
