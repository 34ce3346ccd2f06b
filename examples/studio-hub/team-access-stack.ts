import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { access, network } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { ACCESS_ROLE, HUB, urlFunctionRoleArn } from './organization';
import type { TeamStackProps, TeamStudioStack } from './team-studio-stack';

const { EndpointService } = network;

export interface TeamAccessStackProps extends TeamStackProps {
  readonly studioStack: TeamStudioStack;
}

/** In the account of a team: who opens its domain, and through which endpoints of the hub. */
export class TeamAccessStack extends Stack {
  public readonly accessRole: access.StudioAccessRole;

  private readonly hubEndpoints: network.IPrivateEndpoints;

  constructor(scope: Construct, id: string, { team, studioStack, ...props }: TeamAccessStackProps) {
    super(scope, id, { description: `Access to the Studio domain of the team ${team.name}`, ...props });
    const { sagemakerApi, studio, sts } = HUB.endpoints;
    this.hubEndpoints = network.PrivateEndpoints.fromEndpointIds(this, 'Hub', {
      endpointIds: [
        { service: EndpointService.SAGEMAKER_API, endpointId: sagemakerApi },
        { service: EndpointService.SAGEMAKER_STUDIO, endpointId: studio },
        { service: EndpointService.STS, endpointId: sts },
      ],
    });
    this.accessRole = new access.StudioAccessRole(this, 'StudioAccess', {
      roleName: ACCESS_ROLE,
      domains: [studioStack.domain],
      endpoints: this.hubEndpoints,
      urlFunctionRoleArn: urlFunctionRoleArn(),
    });
    this.openApplications(studioStack);
  }

  /**
   * Studio in the browser opens applications with the execution role, through the endpoints of the hub, where the browser is.
   * Code in an application calls the API through the endpoint of its own VPC.
   */
  private openApplications({ domain, endpoints }: TeamStudioStack): void {
    const policy = new iam.ManagedPolicy(this, 'OwnApplications', { roles: [domain.role] });
    domain.grants.ownAppUrl(policy, {
      endpoints: [
        this.hubEndpoints.endpoint(EndpointService.SAGEMAKER_API),
        this.hubEndpoints.endpoint(EndpointService.SAGEMAKER_STUDIO),
        endpoints.endpoint(EndpointService.SAGEMAKER_API),
      ],
    });
  }
}
