import { FAULTS, type PublicFault } from '../../shared/public-faults';

/** What was asked of AWS when a request failed. */
export enum Step {
  DIRECTORY = 'directory',
  SESSION = 'session',
  URL = 'url',
}

/** A failure of an AWS service, with what may be known of it outside of this function. */
export class UpstreamFailure {
  constructor(private readonly cause: unknown) {}

  public get publicFault(): PublicFault {
    const kinds = [nameOf(this.cause), codeOf(this.cause)];
    if (kinds.some((kind) => THROTTLED.includes(kind)) || statusOf(this.cause) === 429) {
      return FAULTS.throttled;
    }
    return kinds.some((kind) => TIMED_OUT.includes(kind)) ? FAULTS.timeout : FAULTS.upstream;
  }

  /** The kind of the error, such as `AccessDeniedException`. Messages are not told on: they quote what was sent. */
  public get kind(): string {
    const name = nameOf(this.cause);
    return /^[A-Za-z][\w.]{0,63}$/.test(name) ? name : 'Error';
  }
}

const THROTTLED = [
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'SlowDown',
  'Throttling',
  'ThrottledException',
  'ThrottlingException',
  'TooManyRequestsException',
];
const TIMED_OUT = [
  'AbortError',
  'ECONNABORTED',
  'ETIMEDOUT',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
];

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
}
