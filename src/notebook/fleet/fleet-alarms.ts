import type { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { alarmDescription, Runbook } from '../../private/runbook';
import { FLEET_METRICS, type FleetMetric } from '../shared/fleet';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
const { BREACHING, IGNORE, NOT_BREACHING } = cloudwatch.TreatMissingData;

/** How many runs in a row may be missing. */
const MISSED_RUNS = 3;

/** A metric of a fleet. */
export function fleetMetric(
  handler: lambda.IFunction,
  metric: FleetMetric,
  options: cloudwatch.MetricOptions = {},
): cloudwatch.Metric {
  const { namespace, functionDimension } = FLEET_METRICS;
  const dimensionsMap = { [functionDimension]: handler.functionName };
  return new cloudwatch.Metric({
    namespace,
    metricName: FLEET_METRICS[metric],
    dimensionsMap,
    statistic: 'Maximum',
    ...options,
  });
}

export interface FleetAlarms {
  readonly noncompliant: cloudwatch.Alarm;
  readonly others: cloudwatch.Alarm[];
}

export function createFleetAlarms(scope: Construct, handler: lambda.IFunction, interval: Duration): FleetAlarms {
  const { NONCOMPLIANT_NOTEBOOKS, NOTEBOOK_WORK } = Runbook;
  const alarm = (id: string, meaning: string, props: cloudwatch.AlarmProps, runbook = NOTEBOOK_WORK) =>
    new cloudwatch.Alarm(scope, id, { ...props, alarmDescription: alarmDescription(meaning, runbook) });
  const any = { threshold: 1, evaluationPeriods: 1, comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
  return {
    noncompliant: alarm(
      'Noncompliant',
      'Notebook instances lack a required setting. The evidence names them.',
      { ...any, metric: fleetMetric(handler, 'noncompliant', { period: interval }), treatMissingData: IGNORE },
      NONCOMPLIANT_NOTEBOOKS,
    ),
    others: [
      alarm('WorkStopped', 'Work on notebook instances has failed repeatedly, so that all work is stopped.', {
        ...any,
        metric: fleetMetric(handler, 'stopped'),
        treatMissingData: IGNORE,
      }),
      alarm('Failures', 'Work on a notebook instance has failed.', {
        ...any,
        metric: fleetMetric(handler, 'failures', { statistic: 'Sum' }),
        treatMissingData: NOT_BREACHING,
      }),
      alarm('Errors', 'The function that reads the fleet has failed.', {
        ...any,
        metric: handler.metricErrors(),
        treatMissingData: NOT_BREACHING,
      }),
      alarm('Runs', 'The fleet of notebook instances is not read completely.', {
        metric: fleetMetric(handler, 'runs', { statistic: 'Sum', period: interval }),
        threshold: 1,
        evaluationPeriods: MISSED_RUNS,
        comparisonOperator: LESS_THAN_THRESHOLD,
        treatMissingData: BREACHING,
      }),
    ],
  };
}
