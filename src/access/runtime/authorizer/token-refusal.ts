/** Why a token is refused, for the logs of operators. The caller is not told. */
export enum RefusalReason {
  MISSING_TOKEN = 'missing-token',
  MALFORMED_TOKEN = 'malformed-token',
  TOKEN_TOO_LONG = 'token-too-long',
  /** Above all `none`, and those with a shared secret. */
  UNSUPPORTED_ALGORITHM = 'unsupported-algorithm',
  /** The token asks to be understood in a way that we do not know. */
  CRITICAL_HEADER = 'critical-header',
  /** The token brings a key along, or the address of one. */
  EMBEDDED_KEY = 'embedded-key',
  /** The token is neither an ID token nor an access token. */
  UNEXPECTED_TYPE = 'unexpected-type',
  /** No single key of the issuer is the one that the token names. */
  UNKNOWN_KEY = 'unknown-key',
  /** The keys of the issuer could not be had. */
  KEYS_UNAVAILABLE = 'keys-unavailable',
  BAD_SIGNATURE = 'bad-signature',
  FOREIGN_ISSUER = 'foreign-issuer',
  WRONG_AUDIENCE = 'wrong-audience',
  WRONG_TOKEN_USE = 'wrong-token-use',
  /** There is no time of expiry, or a time is no number. */
  INVALID_TIME = 'invalid-time',
  EXPIRED = 'expired',
  NOT_YET_VALID = 'not-yet-valid',
  ISSUED_IN_FUTURE = 'issued-in-future',
  WRONG_CLAIM = 'wrong-claim',
  MISSING_SCOPE = 'missing-scope',
  /** The subject is missing, too long, or made of characters that nobody sees. */
  INVALID_SUBJECT = 'invalid-subject',
}
