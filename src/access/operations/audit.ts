import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { grant } from '../../private/policies/role-needs';
import type { AccessLogs } from './queries';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
const READ_ACTIONS = ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartQuery'];

/** The results of a query belong to no log group. */
const QUERY_ACTIONS = ['logs:GetQueryResults', 'logs:StopQuery'];

/** Allows reading the records of all logs. */
export function grantReadingAudit(scope: Construct, grantee: iam.IGrantable, groups: AccessLogs): iam.Grant {
  const resourceArns = Object.values(groups)
    .flat()
    .filter((group) => group !== undefined)
    .map(({ logGroupArn }) => logGroupArn);
  return grant(scope, { grantee, actions: READ_ACTIONS, resourceArns }).combine(
    grant(scope, { grantee, actions: QUERY_ACTIONS, resourceArns: ['*'] }),
  );
}
