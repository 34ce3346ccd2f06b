import { RECONCILER_VARIABLES as VARIABLES } from '../../shared/directory-reconciler';

/** The configuration of the reconciler, from its environment variables. */
export interface ReconcilerConfig {
  readonly tableName: string;
  readonly stackId: string;
  readonly functionName: string;
  /** The address of EventBridge. */
  readonly eventsEndpoint: string;
  /** The logical ids of the lists of the stack, by their owners. */
  readonly lists: Readonly<Record<string, string>>;
  /** All owners of the table; undefined if another reconciler knows them. */
  readonly owners?: readonly string[];
}

export function reconcilerConfig(environment: NodeJS.ProcessEnv): ReconcilerConfig {
  const owners = environment[VARIABLES.owners];
  return {
    tableName: environment[VARIABLES.tableName] ?? '',
    stackId: environment[VARIABLES.stackId] ?? '',
    functionName: environment.AWS_LAMBDA_FUNCTION_NAME ?? '',
    eventsEndpoint: environment[VARIABLES.eventsEndpoint] ?? '',
    lists: JSON.parse(environment[VARIABLES.lists] ?? '{}'),
    owners: owners?.split(' ').filter(Boolean),
  };
}
