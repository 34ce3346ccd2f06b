/** The response to a failed request. It does not reveal whether a user exists, is disabled or has expired. */
export interface PublicFault {
  readonly statusCode: number;
  readonly code: string;
  readonly message: string;
}

export const FAULTS = {
  choice: {
    statusCode: 300,
    code: 'ChoiceRequired',
    message: 'Several entries are open to this user. Name one by its id, as entry.',
  },
  malformed: {
    statusCode: 400,
    code: 'BadRequest',
    message: 'The body must be a JSON object with the texts issuer and subject.',
  },
  unauthenticated: { statusCode: 401, code: 'Unauthorized', message: 'Sign in first.' },
  denied: { statusCode: 403, code: 'AccessDenied', message: 'This request is not allowed.' },
  caller: { statusCode: 403, code: 'CallerNotAllowed', message: 'This role may not ask for presigned URLs.' },
  noAccess: { statusCode: 403, code: 'NoAccess', message: 'Studio is not open to this user.' },
  route: { statusCode: 404, code: 'NotFound', message: 'There is POST /presigned-url and GET /studio.' },
  throttled: { statusCode: 429, code: 'TooManyRequests', message: 'Try again in a few seconds.' },
  upstream: {
    statusCode: 502,
    code: 'UpstreamFailure',
    message: 'An AWS service failed. The request id finds the reason in the log.',
  },
  timeout: { statusCode: 504, code: 'UpstreamTimeout', message: 'An AWS service did not answer in time. Try again.' },
} as const satisfies Record<string, PublicFault>;

/** A presigned URL is a credential, which must not be cached or forwarded. */
export const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The seconds after which throttled callers may retry. */
export const RETRY_AFTER_SECONDS = '5';
