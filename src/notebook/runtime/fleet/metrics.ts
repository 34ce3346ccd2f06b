import { FLEET_METRICS } from '../../shared/fleet';

/**
 * Metrics as a line of the log, from which CloudWatch extracts them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(
  metrics: Readonly<Record<string, number>>,
  dimension: string,
  value: string,
  now: number,
): Record<string, unknown> {
  const { namespace: Namespace } = FLEET_METRICS;
  const Metrics = Object.keys(metrics).map((Name) => ({ Name, Unit: 'Count' }));
  return {
    ...metrics,
    [dimension]: value,
    // Lambda drops lines below the log level of the function.
    level: 'FATAL',
    message: 'Fleet metrics',
    timestamp: new Date(now).toISOString(),
    _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace, Dimensions: [[dimension]], Metrics }] },
  };
}
