import { embeddedMetrics } from '../../private/runtime/embedded-metrics';
import { ACCESS_METRICS } from '../shared/metrics';

/** A record that is counted. Both values are from closed lists, because each pair of them is a metric. */
interface CountedRecord {
  readonly outcome: string;
  readonly reason: string;
}

/**
 * The record as a line of the log, from which CloudWatch extracts a metric by function and outcome, and one by reason as well.
 */
export function counted<T extends CountedRecord>(
  record: T,
  metricName: string,
  functionName: string,
  now: number,
): Record<string, unknown> {
  const { namespace, functionDimension, outcomeDimension, reasonDimension } = ACCESS_METRICS;
  const byOutcome = [functionDimension, outcomeDimension];
  return {
    ...record,
    [functionDimension]: functionName,
    [metricName]: 1,
    ...embeddedMetrics(now, {
      namespace,
      dimensions: [byOutcome, [...byOutcome, reasonDimension]],
      units: { [metricName]: 'Count' },
    }),
  };
}
