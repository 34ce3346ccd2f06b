export interface EmbeddedMetrics {
  readonly namespace: string;
  /** The sets of dimensions by which each metric counts, by their names in the line. */
  readonly dimensions: readonly (readonly string[])[];
  /** The units of the metrics, by their names in the line. */
  readonly units: Readonly<Record<string, string>>;
}

/**
 * The field of a line of the log with which CloudWatch extracts metrics from the other fields.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(
  now: number,
  { namespace, dimensions, units }: EmbeddedMetrics,
): Record<string, unknown> {
  const Metrics = Object.entries(units).map(([Name, Unit]) => ({ Name, Unit }));
  return { _aws: { Timestamp: now, CloudWatchMetrics: [{ Namespace: namespace, Dimensions: dimensions, Metrics }] } };
}
