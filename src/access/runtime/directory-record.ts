import { embeddedMetrics } from '../../private/runtime/embedded-metrics';
import { ENTRY_DETAILS } from '../shared/directory-entry';
import { DIRECTORY_METRICS, type DirectoryMetric } from '../shared/directory-reconciler';
import type { Item } from './directory-item';

/** What the records of a change show of an entry. They are the audit trail of who may enter, and hold no secrets. */
const SHOWN = [...ENTRY_DETAILS, 'owner'] as const;

export type EntrySnapshot = Readonly<Record<string, string | number | boolean>>;

/** Why an entry changes. */
export enum ChangeCause {
  /** A deployment changed its list. */
  DEPLOYMENT = 'deployment',
  /** A check found the table different from the list. */
  DRIFT = 'drift',
}

/** Who could open what before a change, and after it. */
export interface ChangeRecord {
  readonly issuer: string;
  readonly subject: string;
  readonly before?: EntrySnapshot;
  readonly after?: EntrySnapshot;
}

export function changeRecord(before: Item | undefined, after: Item | undefined): ChangeRecord {
  const key = (after ?? before)?.pk?.S ?? '';
  const split = key.indexOf('#');
  return {
    issuer: key.slice(0, split),
    subject: key.slice(split + 1),
    before: before && snapshot(before),
    after: after && snapshot(after),
  };
}

function snapshot(item: Item): EntrySnapshot {
  const shown = SHOWN.map((name) => [name, item[name]?.S ?? item[name]?.BOOL ?? Number(item[name]?.N)] as const);
  return Object.fromEntries(shown.filter(([, value]) => !Number.isNaN(value)));
}

/** Fields that make a record count in CloudWatch. */
export function metricFields(
  metrics: Partial<Record<DirectoryMetric, number>>,
  functionName: string,
  now: number,
): Record<string, unknown> {
  const { namespace, functionDimension } = DIRECTORY_METRICS;
  const values = Object.entries(metrics).map(([id, value]) => [DIRECTORY_METRICS[id as DirectoryMetric], value]);
  return {
    ...Object.fromEntries(values),
    [functionDimension]: functionName,
    ...embeddedMetrics(now, {
      namespace,
      dimensions: [[functionDimension]],
      units: Object.fromEntries(values.map(([name]) => [name, 'Count'])),
    }),
  };
}
