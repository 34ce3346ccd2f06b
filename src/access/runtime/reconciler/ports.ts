import type { DirectoryMetric } from '../../shared/directory-reconciler';
import type { ChangeCause } from '../directory-record';
import type { ReconcilerConfig } from './config';
import type { Drift } from './events';
import type { Change } from './plan';
import type { Clock, TablePort } from './reconciliation';
import type { StackPort } from './stack';

/** Why entries change, and by which request. */
export interface ChangeContext {
  readonly cause: ChangeCause;
  readonly owner?: string;
  /** The request of the deployment. */
  readonly requestId?: string;
}

/** What the reconciler uses besides the request. */
export interface ReconcilerPorts {
  readonly config: ReconcilerConfig;
  readonly table: (tableName: string) => TablePort;
  readonly stack: StackPort;
  /** Reads the file of an owner's users. */
  readonly readFile: (owner: string) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
  /** Writes a record of each change, with who may enter before and after it. */
  readonly record: (changes: readonly Change[], context: ChangeContext) => void;
  /** Puts an event about drift on the event bus. */
  readonly announce: (drift: Drift) => Promise<void>;
  readonly count: (metrics: Partial<Record<DirectoryMetric, number>>) => void;
}

export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}
