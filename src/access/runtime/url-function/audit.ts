import { ACCESS_METRICS } from '../../shared/metrics';
import type { RequestOutcome } from '../../shared/request-outcome';
import { counted } from '../metric';
import type { Identity, IdentityFault } from './request';
import type { EntryReason } from './selection';
import type { Step } from './upstream';

/** A closed list, because each reason is a metric. */
export type RequestReason =
  | 'issued'
  | 'unknown-route'
  | 'choice-required'
  | EntryReason
  | 'unexpected-url'
  | 'internal-error'
  | `${Step}-failed`
  | `${IdentityFault}`;

/** The log record of a request: who requested what, and the outcome. It has no token, URL, event or claim. */
export interface AuditRecord {
  readonly requestId: string;
  readonly outcome: RequestOutcome;
  /** Details that callers do not get, such as that a user is disabled. */
  readonly reason: RequestReason;
  readonly route?: string;
  readonly statusCode: number;
  readonly identity?: Identity;
  /** The session that signed the request, where IAM authorizes callers. */
  readonly caller?: string;
  readonly domainId?: string;
  readonly userProfileName?: string;
  readonly spaceName?: string;
  readonly accessRoleArn?: string;
  /** The kind of the error of an AWS service. */
  readonly error?: string;
}

/** The record as a line of the log, which is also a metric. */
export function auditLine({ identity, ...record }: AuditRecord, functionName: string, now: number): object {
  const { issuer, subject } = identity ?? {};
  return counted({ ...record, issuer, subject }, ACCESS_METRICS.requests, functionName, now);
}
