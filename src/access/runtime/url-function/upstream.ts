import { FAULTS, type PublicFault } from '../../shared/public-faults';
import type { Item } from '../directory-item';
import type { SessionCredentials, SessionNames } from './sessions';

/** The user profile to open, with the space and the page, and for how long. */
export interface StudioTarget {
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingUri?: string;
  readonly expiresInSeconds: number;
  readonly sessionSeconds: number;
}

/** The AWS services that a request for a URL needs. */
export interface Upstream {
  /** The current items of a user in the directory. */
  userItems(key: string): Promise<Item[]>;
  /** A session of an access role. */
  session(roleArn: string, names: SessionNames): Promise<SessionCredentials>;
  /** A presigned URL. */
  url(credentials: SessionCredentials, target: StudioTarget): Promise<unknown>;
}

/** The step at which a request failed. */
export enum Step {
  DIRECTORY = 'directory',
  SESSION = 'session',
  URL = 'url',
}

/** A failure of an AWS service, reduced to what callers and logs may contain. */
export class UpstreamFailure {
  constructor(private readonly cause: unknown) {}

  public get publicFault(): PublicFault {
    const kinds = [nameOf(this.cause), codeOf(this.cause)];
    if (kinds.some((kind) => THROTTLED.includes(kind)) || statusOf(this.cause) === 429) {
      return FAULTS.throttled;
    }
    return kinds.some((kind) => TIMED_OUT.includes(kind)) ? FAULTS.timeout : FAULTS.upstream;
  }

  /** The kind of the error, such as `AccessDeniedException`. Its message is dropped, because it quotes the request. */
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
