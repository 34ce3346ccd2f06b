import { type FleetPolicy, FLEET_VARIABLES as VARIABLES } from '../../shared/fleet';
import type { OutputSettings } from './aws-output';
import type { Place } from './ports';

export interface FleetConfig {
  readonly policy: FleetPolicy;
  readonly tableName: string;
  readonly place: Place;
  readonly output: OutputSettings;
}

/** The configuration of the function, from its environment variables. */
export function fleetConfig(environment: NodeJS.ProcessEnv): FleetConfig {
  const text = (name: string) => environment[name] ?? '';
  const region = text('AWS_REGION');
  return {
    policy: JSON.parse(environment[VARIABLES.policy] ?? '{}'),
    tableName: text(VARIABLES.tableName),
    place: {
      account: text(VARIABLES.account),
      region,
      fleet: text('AWS_LAMBDA_FUNCTION_NAME'),
      prefix: text(VARIABLES.prefix),
    },
    output: {
      region,
      urlSuffix: text(VARIABLES.urlSuffix),
      bucketName: text(VARIABLES.bucketName),
      bucketRegion: environment[VARIABLES.bucketRegion] || region,
      endpoint: environment.AWS_ENDPOINT_URL,
    },
  };
}
