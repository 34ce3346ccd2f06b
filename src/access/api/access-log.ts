import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Route } from '../shared/url-function';

/** The caller, the endpoint, the resource and the result of a request. No headers, queries or values of an authorizer. */
export const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  apiId: '$context.apiId',
  time: '$context.requestTimeEpoch',
  sourceIp: '$context.identity.sourceIp',
  vpcEndpointId: '$context.identity.vpceId',
  caller: '$context.identity.userArn',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  error: '$context.error.responseType',
  authorizerStatus: '$context.authorizer.status',
  integrationStatus: '$context.integration.status',
  latency: '$context.responseLatency',
} as const;

const RESOURCES = Object.values(Route).map((route) => `$.resource = "${route.split(' ')[1]}"`);
const REFUSED = '$.status = "403"';
const SERVED = `($.status = "2*" || $.status = "3*") && $.method != "OPTIONS" && (${RESOURCES.join(' || ')})`;

/** The requests that are counted in the access log, as patterns of CloudWatch Logs. */
export const CALLS = {
  /** Failures of API Gateway, of the authorizer, or of the function. */
  FailedCalls: '$.status = "5*"',
  /** Failures of the authorizer, which are among the failed calls. */
  FailedAuthorizations: '$.error = "AUTHORIZER_*"',
  /** Missing and expired tokens are not among them, because people who sign in again get in. */
  RefusedCalls: REFUSED,
  ThrottledCalls: '$.status = "429"',
  /** What the share of refused calls refers to. */
  DecidedCalls: `(${REFUSED}) || (${SERVED})`,
} as const;

export type CallMetric = keyof typeof CALLS;

/** As API Gateway returns it. CDK has a feature flag for this form, so the flag would change the template. */
export function arnWithoutWildcard(logGroup: logs.ILogGroup): string {
  return Stack.of(logGroup).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroup.logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
