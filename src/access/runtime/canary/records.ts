import { embeddedMetrics } from '../../../private/runtime/embedded-metrics';
import { CANARY_METRICS as METRICS } from '../../shared/canary';
import { ACCESS_METRICS } from '../../shared/metrics';
import type { CheckResult } from './checks';

type Line = Record<string, unknown>;

/** The lines of the log, from which CloudWatch extracts metrics. */
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
      ...metricsOf(now, [checkDimension], {
        [METRICS.checkPassed]: 'None',
        [METRICS.checkDuration]: 'Milliseconds',
      }),
    })),
    ...results.flatMap(({ certificates }) =>
      certificates.map(({ host, days }) => ({
        ...common,
        [hostDimension]: host,
        [METRICS.certificateDays]: days,
        ...metricsOf(now, [hostDimension], { [METRICS.certificateDays]: 'None' }),
      })),
    ),
    {
      ...common,
      outcome: outcomeOf(passed),
      [METRICS.passed]: Number(passed),
      ...metricsOf(now, [], { [METRICS.passed]: 'None' }),
    },
  ];
}

function outcomeOf(passed: boolean): string {
  return passed ? 'passed' : 'failed';
}

function metricsOf(now: number, dimensions: readonly string[], units: Readonly<Record<string, string>>): object {
  const { namespace, functionDimension } = ACCESS_METRICS;
  return embeddedMetrics(now, { namespace, dimensions: [[functionDimension, ...dimensions]], units });
}
