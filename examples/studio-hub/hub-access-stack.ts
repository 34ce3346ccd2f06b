import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { access, type network } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../shared/alarm-topic';
import { accessRoleArn, HUB, TEAMS } from './organization';

export interface HubAccessStackProps extends StackProps {
  readonly endpoints: network.PrivateEndpoints;
}

/** In the account of the hub: the API that returns presigned URLs for the domains of all teams. */
export class HubAccessStack extends Stack {
  public readonly access: access.PrivateStudioAccess;

  constructor(scope: Construct, id: string, { endpoints, ...props }: HubAccessStackProps) {
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
    });
    this.access.addAlarms([new SnsAction(new AlarmTopic(this, 'Alarms').topic)]);
    new CfnOutput(this, 'ApiUrl', {
      value: this.access.apiUrl,
      description: 'POST presigned-url, or GET studio, with a token of the identity provider',
    });
  }
}

/** Everybody by the domain of the team, which the access role of that team opens. */
function usersOfAllTeams(): access.DirectoryUser[] {
  return TEAMS.flatMap((team) =>
    team.users.map(({ name, subject }) => ({
      subject,
      domainId: team.domainId,
      userProfileName: name,
      accessRoleArn: accessRoleArn(team),
    })),
  );
}
