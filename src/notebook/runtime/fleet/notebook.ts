/** A notebook instance, as `DescribeNotebookInstance` and `ListTags` return it. */
export interface Notebook {
  readonly name: string;
  readonly arn: string;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
  readonly status: string;
  readonly failureReason?: string;
  readonly instanceType: string;
  readonly platform?: string;
  /** `1` where the response has none. */
  readonly metadataVersion: string;
  readonly rootAccess: string;
  readonly directInternetAccess?: string;
  readonly subnetId?: string;
  readonly keyId?: string;
  readonly lifecycleConfigName?: string;
  /** Everything that stays the same unless somebody changes it, by the names of the API. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export type Tags = Readonly<Record<string, string>>;

/** What an update sets besides version 2 of the metadata service, which every update sends. */
export interface Change {
  readonly rootAccess?: 'Disabled';
  readonly platform?: string;
}

const METADATA = 'InstanceMetadataServiceConfiguration';

/** Settings that differ although the change is not about them. */
export function unexpectedChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  change: Change,
): string[] {
  const changed = [METADATA, change.rootAccess && 'RootAccess', change.platform && 'PlatformIdentifier'];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => !changed.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .sort();
}

/** Whether a notebook instance has everything that a change sets. */
export function hasChange({ metadataVersion, rootAccess, platform }: Notebook, change: Change): boolean {
  return (
    metadataVersion === '2' &&
    (change.rootAccess === undefined || rootAccess === change.rootAccess) &&
    (change.platform === undefined || platform === change.platform)
  );
}
