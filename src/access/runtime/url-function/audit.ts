import { REQUEST_METRIC } from '../../shared/request-metric';
import type { RequestOutcome } from '../../shared/request-outcome';
import type { Identity } from './request';

/** What operators learn of every request: who asked for what, and what became of it. No token, URL, event or claim. */
export interface AuditRecord {
  readonly requestId: string;
  readonly outcome: RequestOutcome;
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

/**
 * A flat line for the log, from which CloudWatch makes a metric by function and outcome.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function auditLine(
  { identity, ...record }: AuditRecord,
  functionName: string,
  now: number,
): Record<string, unknown> {
  const { namespace, name, functionDimension, outcomeDimension } = REQUEST_METRIC;
  const metrics = [
    {
      Namespace: namespace,
      Dimensions: [[functionDimension, outcomeDimension]],
      Metrics: [{ Name: name, Unit: 'Count' }],
    },
  ];
  const { issuer, subject } = identity ?? {};
  return {
    ...record,
    issuer,
    subject,
    [functionDimension]: functionName,
    [name]: 1,
    _aws: { Timestamp: now, CloudWatchMetrics: metrics },
  };
}
