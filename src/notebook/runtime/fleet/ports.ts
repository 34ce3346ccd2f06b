import type { Clock, Log } from '../../../private/runtime/ports';
import type { FleetPolicy } from '../../shared/fleet';
import type { Change, Notebook, Tags } from './notebook';
import type { FleetRecord, NotebookRecord } from './record';

export interface Scripts {
  readonly onCreate: readonly string[];
  readonly onStart: readonly string[];
}

export interface DomainAccess {
  readonly domainId: string;
  readonly name: string;
  readonly status: string;
  /** Such as `VpcOnly`. */
  readonly networkAccess: string;
}

/** SageMaker, as far as the fleet needs it. */
export interface SageMakerPort {
  names(): Promise<string[]>;
  /** Undefined if there is no such notebook instance any more. */
  describe(name: string): Promise<Notebook | undefined>;
  tags(arn: string): Promise<Tags>;
  scripts(lifecycleConfigName: string): Promise<Scripts>;
  stop(name: string): Promise<void>;
  update(name: string, change: Change): Promise<void>;
  start(name: string): Promise<void>;
  domains(): Promise<DomainAccess[]>;
}

export interface Memory {
  readonly fleet: FleetRecord;
  readonly notebooks: readonly NotebookRecord[];
}

/** The most records of one write, below the limit of a transaction of DynamoDB. */
export const RECORDS_PER_WRITE = 50;

/** What is remembered between runs, and the lease. Every write fails if the lease is not that of the holder. */
export interface StorePort {
  /** @returns false if another run has the lease */
  acquire(holder: string, now: number, until: number): Promise<boolean>;
  release(holder: string): Promise<void>;
  load(): Promise<Memory>;
  /** Writes at most `RECORDS_PER_WRITE` records with the next version. @returns false if another run has written one of them, or has the lease */
  save(holder: string, records: readonly NotebookRecord[]): Promise<boolean>;
  saveFleet(holder: string, record: FleetRecord): Promise<boolean>;
  forget(holder: string, records: readonly NotebookRecord[]): Promise<void>;
}

export interface FleetEvent {
  readonly kind: string;
  readonly detail: object;
}

/** Where the results go. */
export interface OutputPort {
  put(key: string, body: string, contentType: string): Promise<void>;
  send(events: readonly FleetEvent[]): Promise<void>;
}

/** Everything that a run uses besides its event. */
export interface FleetPorts {
  readonly policy: FleetPolicy;
  /** Whether notebook instances can be changed at a time. */
  readonly isOpen: (time: number) => boolean;
  readonly place: Place;
  readonly sageMaker: SageMakerPort;
  readonly store: StorePort;
  readonly output: OutputPort;
  readonly clock: Clock;
  readonly log: Log;
  /** An id that no other run has. */
  readonly runId: string;
  readonly count: (metrics: Readonly<Record<string, number>>) => void;
}

export interface Place {
  readonly account: string;
  readonly region: string;
  /** Distinguishes the events of this fleet. */
  readonly fleet: string;
  /** Of the keys of evidence files. */
  readonly prefix: string;
}
