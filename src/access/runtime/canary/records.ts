import { CANARY_METRICS as METRICS } from '../../shared/canary';
import { ACCESS_METRICS } from '../../shared/metrics';
import type { CheckResult } from './checks';

type Line = Record<string, unknown>;

/**
 * The lines of the log, from which CloudWatch extracts metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function canaryLines(results: readonly CheckResult[], functionName: string, now: number): Line[] {
  const { checkDimension, hostDimension } = METRICS;
  const common = { [ACCESS_METRICS.functionDimension]: functionName };
  const passed = results.every((result) => result.passed);
  return [
    ...results.map(({ check, reason, host, milliseconds, passed: checkPassed }) => ({
      ...common,
      [checkDimension]: check,
      outcome: outcomeOf(checkPassed),
      reason,
      failedHost: host,
      [METRICS.checkPassed]: Number(checkPassed),
      [METRICS.checkDuration]: milliseconds,
      _aws: metricsOf(now, [checkDimension], {
        [METRICS.checkPassed]: 'None',
        [METRICS.checkDuration]: 'Milliseconds',
      }),
    })),
    ...results.flatMap(({ certificates }) =>
      certificates.map(({ host, days }) => ({
        ...common,
        [hostDimension]: host,
        [METRICS.certificateDays]: days,
        _aws: metricsOf(now, [hostDimension], { [METRICS.certificateDays]: 'None' }),
      })),
    ),
    {
      ...common,
      outcome: outcomeOf(passed),
      [METRICS.passed]: Number(passed),
      _aws: metricsOf(now, [], { [METRICS.passed]: 'None' }),
    },
  ];
}

function outcomeOf(passed: boolean): string {
  return passed ? 'passed' : 'failed';
}

function metricsOf(now: number, dimensions: readonly string[], units: Readonly<Record<string, string>>): object {
  return {
    Timestamp: now,
    CloudWatchMetrics: [
      {
        Namespace: ACCESS_METRICS.namespace,
        Dimensions: [[ACCESS_METRICS.functionDimension, ...dimensions]],
        Metrics: Object.entries(units).map(([Name, Unit]) => ({ Name, Unit })),
      },
    ],
  };
}
