/**
 * For whom documents are written to files.
 */
export enum PolicyFileFormat {
  /** One file per document, for the console or the AWS CLI. */
  JSON = 'json',
}
