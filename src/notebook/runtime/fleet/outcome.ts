import type { Obstacle, Subject } from './obstacles';

/** What a run found and did about a notebook instance. */
export interface Outcome {
  readonly subject: Subject;
  readonly obstacles: readonly Obstacle[];
  /** What was done in this run. */
  readonly action?: string;
}
