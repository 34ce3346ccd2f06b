import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const RETRIES = { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 900 };

/** Calls a function for each event that matches. CDK's own target names the permission by the path above the stack, so that it would be another one in another stage. */
export function callOnEvents(scope: Construct, id: string, handler: lambda.IFunction, props: events.RuleProps): void {
  const rule = new events.Rule(scope, id, props);
  rule.addTarget({ bind: () => ({ arn: handler.functionArn, retryPolicy: RETRIES }) });
  const principal = new iam.ServicePrincipal('events.amazonaws.com');
  handler.addPermission(`Rule${id}`, { principal, sourceArn: rule.ruleArn });
}
