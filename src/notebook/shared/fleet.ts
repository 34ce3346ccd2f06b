/** What the construct that hardens a fleet and its handler agree on. */

export const FLEET_SETTINGS = ['IMDS_V2', 'NO_ROOT_ACCESS', 'PLATFORM_AL2023'] as const;

export type FleetSettingId = (typeof FLEET_SETTINGS)[number];

/** When notebook instances may be stopped, in local time. */
export interface WindowDefinition {
  /** From 0 for Sunday to 6 for Saturday. */
  readonly days: readonly number[];
  /** The begin, in minutes after midnight. */
  readonly begin: number;
  /** The length, in minutes. */
  readonly minutes: number;
  /** Such as `Europe/Berlin`. */
  readonly timeZone: string;
}

/** Limits of what the handler may change. */
export interface RemediationPolicy {
  readonly window: WindowDefinition;
  readonly codeOwnedSettings: readonly FleetSettingId[];
  readonly maxConcurrent: number;
  readonly maxPerDay: number;
  readonly noticeMinutes: number;
  readonly maxAttempts: number;
  /** How many notebook instances may fail before all work stops. */
  readonly maxFailedNotebooks: number;
  readonly acceleratedFamilies: readonly string[];
  readonly volumeKeyArns: readonly string[];
}

export interface FleetPolicy {
  readonly settings: readonly FleetSettingId[];
  readonly optOutTagKey: string;
  readonly codeOwnedTagKeys: readonly string[];
  /** Undefined where the handler only reports. */
  readonly remediation?: RemediationPolicy;
}

export const FLEET_VARIABLES = {
  policy: 'FLEET_POLICY',
  tableName: 'FLEET_TABLE',
  bucketName: 'FLEET_EVIDENCE_BUCKET',
  bucketRegion: 'FLEET_EVIDENCE_REGION',
  prefix: 'FLEET_EVIDENCE_PREFIX',
  account: 'FLEET_ACCOUNT',
  urlSuffix: 'FLEET_URL_SUFFIX',
} as const;

/** The partition key of the table. */
export const FLEET_KEY = 'pk';

export const FLEET_SOURCE = 'secure-sagemaker.notebook-fleet';

/** The kinds of events on the default bus. */
export const FLEET_EVENTS = {
  run: 'Notebook Fleet Run',
  notice: 'Notebook Fleet Notice',
  step: 'Notebook Fleet Step',
  problem: 'Notebook Fleet Problem',
} as const;

export const FLEET_METRICS = {
  namespace: 'SecureSageMaker/NotebookFleet',
  functionDimension: 'FunctionName',
  notebooks: 'Notebooks',
  noncompliant: 'NoncompliantNotebooks',
  optedOut: 'OptedOutNotebooks',
  inProgress: 'NotebooksInProgress',
  failures: 'Failures',
  stopped: 'WorkStopped',
  runs: 'CompleteRuns',
  openDomains: 'DomainsWithInternetAccess',
} as const;

export type FleetMetric = Exclude<keyof typeof FLEET_METRICS, 'namespace' | 'functionDimension'>;

/** What an operator sends to let work go on after failures. */
export const RESET_EVENT = { reset: true } as const;

/** Lambda ends each run before its lease does, so that no run acts without one. */
export const FLEET_TIMEOUT_MINUTES = 15;
export const FLEET_LEASE_MINUTES = 16;
