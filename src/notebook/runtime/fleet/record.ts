import type { Change } from './notebook';

export type Step = 'stop' | 'update' | 'start';

/** Work on a notebook instance that has begun and not ended. */
export interface Work {
  /** The last step that was begun. */
  readonly step: Step;
  /** When it was begun, in milliseconds since 1970. */
  readonly since: number;
  /** How often it was begun. */
  readonly attempt: number;
  readonly change: Change;
  /** Whether the notebook instance ran, so that it must be started again. */
  readonly restore: boolean;
  /** Its settings before the work, to compare with. */
  readonly before: Readonly<Record<string, unknown>>;
  /** The update has failed, and only the run state is left to restore. */
  readonly abandoned?: boolean;
  /** The delay of the step was reported. */
  readonly late?: boolean;
}

export interface Failure {
  readonly at: number;
  readonly text: string;
}

/** An entry of the history of a notebook instance, for the evidence. */
export interface HistoryEntry {
  readonly at: number;
  readonly text: string;
}

/** What is remembered about a notebook instance. */
export interface NotebookRecord {
  /** The ARN and the creation time, since another notebook instance may get the same name. */
  readonly key: string;
  readonly name: string;
  /** Incremented by each write. */
  readonly version: number;
  /** When a required setting was first missing. */
  readonly firstSeen?: number;
  /** When notice was given that it will be stopped. */
  readonly noticedAt?: number;
  readonly work?: Work;
  /** When work began, within the last day. */
  readonly begun: readonly number[];
  readonly failures: readonly Failure[];
  /** Why no more work is begun. */
  readonly givenUp?: string;
  readonly history: readonly HistoryEntry[];
}

export interface Breaker {
  readonly at: number;
  readonly reason: string;
}

/** What is remembered about the fleet. */
export interface FleetRecord {
  readonly version: number;
  /** Why no new work begins. */
  readonly breaker?: Breaker;
  /** The digest of the last report without its times. */
  readonly digest?: string;
  /** When the last evidence was written. */
  readonly writtenAt?: number;
  /** The last notebook instance that an unfinished run has read. */
  readonly cursor?: string;
}

const HISTORY_MAX = 20;
export const DAY_MS = 24 * 60 * 60_000;

export function recordKey({ arn, createdAt }: { readonly arn: string; readonly createdAt: number }): string {
  return `${arn}#${createdAt}`;
}

export function newRecord(key: string, name: string): NotebookRecord {
  return { key, name, version: 0, begun: [], failures: [], history: [] };
}

export function withHistory(record: NotebookRecord, at: number, text: string): NotebookRecord {
  return { ...record, history: [...record.history, { at, text }].slice(-HISTORY_MAX) };
}

/** Whether nothing needs to be remembered. */
export function isForgettable({ work, firstSeen, failures, begun, history }: NotebookRecord, now: number): boolean {
  const isRecent = [...begun, ...history.map(({ at }) => at)].some((at) => now - at < DAY_MS);
  return work === undefined && firstSeen === undefined && failures.length === 0 && !isRecent;
}
