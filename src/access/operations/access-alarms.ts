import { Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { checkRange } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { alarmDescription, Runbook } from '../../private/runbook';
import type { ApiMetrics } from '../api/metrics';
import type { AccessAlarmOptions } from './alarm-options';

export interface AccessAlarmsProps extends AccessAlarmOptions {
  readonly metrics: ApiMetrics;
  /** The requests that failed in the function that creates URLs. */
  readonly failedRequests: cloudwatch.Metric;
  /** The requests that failed in the portal, if there is one. */
  readonly failedPortal?: cloudwatch.Metric;
}

/** An alarm of a part that may not exist has no metric. */
type AlarmOptions = Omit<cloudwatch.AlarmProps, 'metric'> & { readonly metric?: cloudwatch.IMetric };

/** A failure has no harmless cause. */
const ONE_OF_ONE = {
  threshold: 1,
  evaluationPeriods: 1,
  comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
};

/** A single period of refusals may be one person who tries again and again. */
const TWO_OF_THREE = { ...ONE_OF_ONE, evaluationPeriods: 3, datapointsToAlarm: 2 };

/** Alarms for outages: whatever keeps users from getting in, or is about to. */
export function createAccessAlarms(scope: Construct, props: AccessAlarmsProps): cloudwatch.Alarm[] {
  const { metrics, failedRequests, failedPortal, refusedShare = 0.5, minimumCalls = 3 } = props;
  SecureSageMakerError.throwIfAny(scope, [...thresholdFaults(refusedShare, minimumCalls), ...duplicateFaults(scope)]);
  const rows: Record<string, [runbook: Runbook, meaning: string, alarm: AlarmOptions]> = {
    FailedRequests: [
      Runbook.REQUESTS_FAIL,
      'The function could not create a presigned URL, so users get an error instead of Studio.',
      { ...ONE_OF_ONE, metric: failedRequests },
    ],
    FailedCalls: [
      Runbook.REQUESTS_FAIL,
      'The API for presigned URLs of Studio failed: API Gateway, the authorizer, or the function.',
      { ...ONE_OF_ONE, metric: metrics.failed() },
    ],
    FailedAuthorizations: [
      Runbook.KEYS_UNAVAILABLE,
      'Tokens could not be verified, probably because the keys of the identity provider are unavailable. Nobody gets in.',
      { ...ONE_OF_ONE, metric: metrics.failedAuthorizations() },
    ],
    FailedPortal: [
      Runbook.SIGN_IN_FAILS,
      'Users could not sign in at the portal of Studio, for example because the identity provider does not answer.',
      { ...ONE_OF_ONE, metric: failedPortal },
    ],
    ThrottledCalls: [
      Runbook.TOO_MANY_REQUESTS,
      'The API for presigned URLs of Studio has more requests than its limit, which all users share.',
      { ...TWO_OF_THREE, metric: metrics.throttled() },
    ],
    RefusedCalls: [
      Runbook.MANY_REFUSALS,
      'Most requests for presigned URLs of Studio are refused: a wrong setting, or somebody who tries out tokens.',
      {
        ...TWO_OF_THREE,
        metric: metrics.refusedShare(minimumCalls),
        threshold: refusedShare,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      },
    ],
  };
  return Object.entries(rows).flatMap(([id, [runbook, meaning, { metric, ...alarm }]]) =>
    metric
      ? [new cloudwatch.Alarm(scope, id, { ...alarm, metric, alarmDescription: alarmDescription(meaning, runbook) })]
      : [],
  );
}

function thresholdFaults(refusedShare: number, minimumCalls: number): Fault[] {
  const isShare = Token.isUnresolved(refusedShare) || (refusedShare >= 0 && refusedShare < 1);
  return [
    ...check(isShare, 'InvalidThreshold', `refusedShare must be at least 0 and below 1, got ${refusedShare}`),
    ...faultsOf('InvalidThreshold', checkRange('minimumCalls', minimumCalls, 1, Number.MAX_SAFE_INTEGER)),
  ];
}

function duplicateFaults(scope: Construct): Fault[] {
  return check(
    scope.node.tryFindChild('FailedRequests') === undefined,
    'ConflictingProps',
    'the alarms exist already: call addAlarms once, or leave it out if AccessOperations creates them',
  );
}
