/**
 * A check of the path that a user takes to Studio.
 */
export enum CanaryCheck {
  /** Every host name resolves, and only to addresses in the expected ranges. */
  NAMES = 'names',
  /** Every host presents a certificate that is valid for its name. */
  CERTIFICATES = 'certificates',
  /** The portal returns its page. */
  PORTAL = 'portal',
  /** The API refuses a request without token. */
  SIGN_IN = 'sign-in',
  /** The API returns a presigned URL to a signed-in user. */
  PRESIGNED_URL = 'presigned-url',
}
