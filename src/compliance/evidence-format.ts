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
