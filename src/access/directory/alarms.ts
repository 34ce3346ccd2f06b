import type { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { alarmDescription, Runbook } from '../../private/runbook';
import { addActions } from '../operations/alarm-actions';
import { DIRECTORY_METRICS, type DirectoryMetric } from '../shared/directory-reconciler';

const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
const { DIRECTORY } = Runbook;
const { BREACHING, NOT_BREACHING } = cloudwatch.TreatMissingData;

/** How often a check may be missing before the alarm goes off. */
const MISSED_CHECKS = 3;

/** The sum of a metric of a function, over five minutes by default. */
export function directoryMetric(
  handler: lambda.IFunction,
  metric: DirectoryMetric,
  options: cloudwatch.MetricOptions = {},
): cloudwatch.Metric {
  const { namespace, functionDimension } = DIRECTORY_METRICS;
  const dimensionsMap = { [functionDimension]: handler.functionName };
  const metricName = DIRECTORY_METRICS[metric];
  return new cloudwatch.Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', ...options });
}

/** Gives alarms their actions. */
export function withActions(
  scope: Construct,
  alarms: cloudwatch.Alarm[],
  actions: readonly cloudwatch.IAlarmAction[],
): cloudwatch.Alarm[] {
  for (const alarm of alarms) {
    addActions(scope, alarm, actions);
  }
  return alarms;
}

/** Goes off when something is counted at all. */
export function countAlarm(
  scope: Construct,
  id: string,
  metric: cloudwatch.Metric,
  meaning: string,
  runbook: Runbook,
): cloudwatch.Alarm {
  return new cloudwatch.Alarm(scope, id, {
    metric,
    alarmDescription: alarmDescription(meaning, runbook),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: NOT_BREACHING,
  });
}

/** Alarms for a table that is not as its lists say, for changes to its protection, and for checks that do not happen. */
export function directoryAlarms(scope: Construct, handler: lambda.IFunction, every: Duration): cloudwatch.Alarm[] {
  const checks = directoryMetric(handler, 'checks', { period: every });
  return [
    countAlarm(
      scope,
      'Drift',
      directoryMetric(handler, 'drift'),
      'Entries of the table of users were not as their list says.',
      DIRECTORY,
    ),
    countAlarm(
      scope,
      'Protection',
      directoryMetric(handler, 'protection'),
      'The policy, the settings, or the key of the table of users was changed.',
      DIRECTORY,
    ),
    new cloudwatch.Alarm(scope, 'Checks', {
      metric: checks,
      alarmDescription: alarmDescription('The table of users is not compared with its lists.', DIRECTORY),
      threshold: 1,
      evaluationPeriods: MISSED_CHECKS,
      comparisonOperator: LESS_THAN_THRESHOLD,
      treatMissingData: BREACHING,
    }),
  ];
}
