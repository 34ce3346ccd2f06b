/**
 * Who labels and reviews.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-management.html
 */
export enum WorkteamType {
  /** People of your own. */
  PRIVATE = 'private-crowd',
  /** People of a vendor of AWS Marketplace. */
  VENDOR = 'vendor-crowd',
  /** Anybody on Amazon Mechanical Turk. */
  PUBLIC = 'public-crowd',
}
