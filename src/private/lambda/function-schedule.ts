import { type Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { managedPolicy } from '../policies/managed-policy';

/** The next run does the same, so that late ones are of no use. */
const RETRIES = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 };

export interface FunctionScheduleProps {
  readonly handler: lambda.IFunction;
  readonly every: Duration;
  /** What the function gets. */
  readonly input: object;
}

/** Calls a function again and again, with a role that can do nothing else. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, { handler, every, input }: FunctionScheduleProps) {
    super(scope, id);
    const assumedBy = new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    const role = new iam.Role(this, 'Role', { assumedBy, description: 'Calls a function on a schedule' });
    const invoke = new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] });
    const policy = managedPolicy(this, 'Policy', { roles: [role], statements: [invoke] });
    const schedule = new scheduler.CfnSchedule(this, 'Schedule', {
      scheduleExpression: scheduler.ScheduleExpression.rate(every).expressionString,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: handler.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(input),
        retryPolicy: RETRIES,
      },
    });
    schedule.node.addDependency(policy);
  }
}
