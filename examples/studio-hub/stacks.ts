import type { App } from 'aws-cdk-lib';
import { HubAccessStack } from './hub-access-stack';
import { HubNetworkStack } from './hub-network-stack';
import { HUB, TEAMS } from './organization';
import { TeamAccessStack } from './team-access-stack';
import { TeamStudioStack } from './team-studio-stack';

/** The stacks of a team. */
export interface TeamStacks {
  readonly studio: TeamStudioStack;
  readonly access: TeamAccessStack;
}

/** The stacks of all accounts. */
export interface HubStacks {
  readonly network: HubNetworkStack;
  readonly access: HubAccessStack;
  readonly teams: readonly TeamStacks[];
}

export function createStacks(app: App): HubStacks {
  const { env } = HUB;
  const network = new HubNetworkStack(app, 'HubNetwork', { env });
  const access = new HubAccessStack(app, 'HubAccess', {
    env,
    endpoints: network.endpoints,
    portalZone: network.portalZone,
  });
  const teams = TEAMS.map((team): TeamStacks => {
    const studio = new TeamStudioStack(app, `${team.name}Studio`, { env: team.env, team });
    const props = { env: team.env, team, studioStack: studio };
    return { studio, access: new TeamAccessStack(app, `${team.name}Access`, props) };
  });
  return { network, access, teams };
}
