/** Errors of AWS by what they mean for a run. */

const THROTTLED = ['ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'Throttling'];
const REFUSED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'];
const MESSAGE_MAX = 300;

// unanchored: a part of the message
const NOT_FOUND = /RecordNotFound|does not exist|not found|could not find/i;
// unanchored: a part of the message
const WRONG_STATUS = /Status .*not in/i;

export function isThrottled(error: unknown): boolean {
  return isNamed(error, THROTTLED);
}

/** A guardrail or a missing permission. Another attempt does not help. */
export function isRefused(error: unknown): boolean {
  return isNamed(error, REFUSED);
}

/** SageMaker uses the same error for invalid input, so the message decides. */
export function isNotFound(error: unknown): boolean {
  return isNamed(error, ['ResourceNotFound', 'ResourceNotFoundException']) || isInvalid(error, NOT_FOUND);
}

/** Somebody has changed the status since it was read. */
export function isWrongStatus(error: unknown): boolean {
  return isInvalid(error, WRONG_STATUS);
}

/** The service may have received the call, and nobody knows whether it has accepted it. */
export function isUncertain(error: unknown): boolean {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const code = metadata?.httpStatusCode;
  return code === undefined || code >= 500;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.slice(0, MESSAGE_MAX)}` : 'unknown error';
}

function isInvalid(error: unknown, message: RegExp): boolean {
  return isNamed(error, ['ValidationException']) && message.test((error as Error).message);
}

function isNamed(error: unknown, names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
