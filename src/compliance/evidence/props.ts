import type { SageMakerChecks } from '../judging/sage-maker-checks';

/**
 * A form of the evidence.
 */
export enum EvidenceFormat {
  /** All of it for programs: `evidence.json`. */
  JSON = 'json',

  /** A page for people, which needs nothing but itself: `evidence.html`. */
  HTML = 'html',

  /** A summary for pull requests, cut to what a comment holds: `evidence.md`. */
  MARKDOWN = 'md',
}

/**
 * What an evidence report tells of, and where.
 */
export interface EvidenceReportProps {
  /**
   * The checks that it tells of. Give those that are plugins of the app.
   *
   * @default - checks with the baseline, which fail no synth unless you add such to the plugins of the app
   */
  readonly checks?: SageMakerChecks;

  /**
   * The directory of the files, absolute or relative to the cloud assembly. It belongs to the report: its files of former runs
   * are removed at the beginning of each synth.
   *
   * @default 'compliance'
   */
  readonly directory?: string;

  /**
   * The forms that are written.
   *
   * @default - all of them
   */
  readonly formats?: EvidenceFormat[];

  /**
   * The heading.
   *
   * @default 'SageMaker compliance evidence'
   */
  readonly title?: string;
}
