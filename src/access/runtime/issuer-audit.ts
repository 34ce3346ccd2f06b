import type { Identity } from './request';

/** What became of a request. */
export enum Outcome {
  ISSUED = 'issued',
  REFUSED = 'refused',
  FAILED = 'failed',
}

/** What operators learn of every request: who asked for what, and what became of it. No token, URL, event or claim. */
export interface AuditRecord {
  readonly requestId: string;
  readonly outcome: Outcome;
  /** What it is that callers may not learn, such as that a user is disabled. */
  readonly reason: string;
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

/** Where CloudWatch shows how many requests had which outcome. */
export const METRIC_NAMESPACE = 'SecureSageMaker/StudioAccess';
export const METRIC_NAME = 'Requests';

/**
 * A flat line for the log, from which CloudWatch makes a metric by outcome.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function auditLine({ identity, ...record }: AuditRecord, now: number): Record<string, unknown> {
  const metrics = [{ Namespace: METRIC_NAMESPACE, Dimensions: [['outcome']], Metrics: [{ Name: METRIC_NAME, Unit: 'Count' }] }];
  const { issuer, subject } = identity ?? {};
  return { ...record, issuer, subject, [METRIC_NAME]: 1, _aws: { Timestamp: now, CloudWatchMetrics: metrics } };
}
