import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { foreignFaults, used } from '../../private/life-cycle/foreign';
import { inOrder } from '../../private/order';

/** Adds the actions of an alarm, in an order that does not depend on that of the list. */
export function addActions(
  scope: Construct,
  alarm: cloudwatch.AlarmBase,
  actions: readonly cloudwatch.IAlarmAction[],
): void {
  const configs = actions.map((action) => action.bind(scope, alarm));
  const arns = configs.map(({ alarmActionArn }) => used('actions', alarmActionArn));
  SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, arns));
  const ordered = inOrder(scope, configs, ({ alarmActionArn }) => alarmActionArn);
  alarm.addAlarmAction(...ordered.map((config) => ({ bind: () => config })));
}
