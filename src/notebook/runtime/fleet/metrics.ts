import { embeddedMetrics } from '../../../private/runtime/embedded-metrics';
import { FLEET_METRICS } from '../../shared/fleet';
import type { FleetReport } from './report';

type Metrics = Readonly<Record<string, number>>;

/** What a run counts. A run that has not read the whole fleet counts nothing of it. */
export function metricsOf({ totals, notebooks, breaker, complete }: FleetReport, isFull: boolean): Metrics {
  const always = {
    [FLEET_METRICS.failures]: totals.failures,
    [FLEET_METRICS.stopped]: breaker === undefined ? 0 : 1,
  };
  if (!isFull || !complete) {
    return always;
  }
  return {
    ...always,
    [FLEET_METRICS.notebooks]: notebooks.length,
    [FLEET_METRICS.noncompliant]: totals.noncompliant,
    [FLEET_METRICS.optedOut]: totals.optedOut,
    [FLEET_METRICS.inProgress]: totals.inProgress,
    [FLEET_METRICS.openDomains]: totals.openDomains,
    [FLEET_METRICS.runs]: 1,
  };
}

/** Metrics as a line of the log, from which CloudWatch extracts them. */
export function metricLine(metrics: Metrics, functionName: string, now: number): Record<string, unknown> {
  const { namespace, functionDimension } = FLEET_METRICS;
  return {
    ...metrics,
    [functionDimension]: functionName,
    // Lambda drops lines below the log level of the function.
    level: 'FATAL',
    message: 'Fleet metrics',
    timestamp: new Date(now).toISOString(),
    ...embeddedMetrics(now, {
      namespace,
      dimensions: [[functionDimension]],
      units: Object.fromEntries(Object.keys(metrics).map((name) => [name, 'Count'])),
    }),
  };
}
