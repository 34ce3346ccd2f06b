import type { RequestOutcome } from '../../shared/request-outcome';
import { REQUEST_METRIC } from '../../shared/url-function';
import type { Identity } from './request';

/** The log record of a request: who requested what, and the outcome. It has no token, URL, event or claim. */
export interface AuditRecord {
  readonly requestId: string;
  readonly outcome: RequestOutcome;
  /** Details that callers do not get, such as that a user is disabled. */
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
 * The record as a line of the log, from which CloudWatch extracts a metric by function and outcome.
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
