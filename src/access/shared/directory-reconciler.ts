/** What the stack tells the reconciler, beside the files of its lists. */

/** The environment variables of the reconciler. */
export const RECONCILER_VARIABLES = {
  tableName: 'TABLE_NAME',
  /** The stack of the reconciler and its lists. */
  stackId: 'STACK_ID',
  /** The logical ids of the lists, as JSON by their owners. */
  lists: 'DIRECTORY_LISTS',
  /** All owners of the table, separated by spaces, where the reconciler removes the entries of all others. */
  owners: 'DIRECTORY_OWNERS',
  /** The address of EventBridge. */
  eventsEndpoint: 'EVENTS_ENDPOINT',
} as const;

/**
 * The key of the metadata in which the custom resource repeats its properties. CloudFormation resolves them there, and only a deployment
 * can change them, so that a check trusts neither its event nor the table.
 */
export const LIST_METADATA = 'UserDirectoryList';

/**
 * The event that the reconciler puts on the default event bus for each list with drift. Its detail has `stackId`, `tableName`, `owner` of
 * the list (none for entries of no list), and the number of `entries`. It names nobody: the log of the reconciler does.
 */
export const DRIFT_EVENT = {
  source: 'cdk-secure-sagemaker',
  detailType: 'Studio User Directory Drift',
} as const;

/** The event of the schedule. */
export const SCHEDULED_EVENT = { source: 'schedule' } as const;

/** The metrics of the reconciler and of revocations, by function. */
export const DIRECTORY_METRICS = {
  namespace: 'SecureSageMaker/StudioAccess',
  functionDimension: 'FunctionName',
  /** Checks of the whole table that were completed. */
  checks: 'DirectoryChecks',
  /** Entries that were not as their list says. */
  drift: 'DirectoryDrift',
  /** Changes to the policy, the table or its key. */
  protection: 'DirectoryProtectionChanges',
  /** Users who were shut out. */
  revocations: 'DirectoryRevocations',
} as const;

export type DirectoryMetric = 'checks' | 'drift' | 'protection' | 'revocations';
